#include "tests/support/counted_work.h"

static thread_local int64_t blocks = 0;

// What -fsanitize-coverage=trace-pc calls in every block.
extern "C" void __sanitizer_cov_trace_pc()
{
    ++blocks;
}

namespace weft {

int64_t countedWork(const std::function<void()>& work)
{
    const int64_t before = blocks;
    work();
    return blocks - before;
}

} // namespace weft
