#include "tests/support/two_steps.h"

#include "engine/compiler/passes.h"
#include "engine/runtime/executable.h"
#include "engine/support/random.h"

#include <algorithm>

namespace weft {

std::vector<float> resultsOfTwoSteps(Program program, Backend& backend,
                                     const std::set<std::string, std::less<>>& without)
{
    optimize(program, backend, without);
    States states(backend, 1);
    Executable executable(std::move(program), states);
    std::vector<float> x(size_t(executable.inputInfo(0).shape.elements()));
    RandomSequence numbers(3, streamOf("x"));
    std::ranges::generate(x, [&] { return float(numbers.normal()); });
    executable.write(0, std::as_bytes(std::span(x)));
    executable.run();
    executable.run();
    std::vector<float> all;
    for (int i = 0; i < int(executable.program().outputs.size()); ++i) {
        std::vector<float> output(size_t(executable.outputInfo(i).shape.elements()));
        executable.read(i, std::as_writable_bytes(std::span(output)));
        all.insert(all.end(), output.begin(), output.end());
    }
    return all;
}

} // namespace weft
