#include "tests/support/test_backend.h"

#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/load.h"

#include <cstdlib>

namespace weft {

std::unique_ptr<Backend> testBackend()
{
    const char* name = std::getenv("WEFT_BACKEND");
    return name == nullptr ? makeCpuBackend({.threads = 1, .oneDnn = false}) : loadBackend(name);
}

} // namespace weft
