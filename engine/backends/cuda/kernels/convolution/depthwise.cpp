#include "engine/backends/cuda/kernels.h"
#include "engine/backends/cuda/kernels/convolution/depthwise_sizes.h"

#include <utility>

namespace weft::cuda {

std::unique_ptr<Kernel> prepareDepthwise(const Node& node, const Program& program, Device& device)
{
    using Kind = DepthwiseSizes::Kind;
    const auto sizes = program.products == Products::exact ? std::nullopt : DepthwiseSizes::of(node, program);
    if (!sizes)
        return nullptr;
    const int64_t stages = sizes->stages(device.sharedBytes());
    const Grid grid = {.blocks = sizes->slabs(),
                       .threads = sizes->threads(),
                       .sharedBytes = size_t(stages) * sizes->stageBytes(),
                       .blocksY = int(sizes->parts())};
    const char* const names[3][2] = {
        {"depthwise", "forward"}, {"depthwise_input", "to_input"}, {"depthwise_filter", "to_filter"}};
    const auto [file, name] = names[int(sizes->kind())];
    const KernelSource source = kernelSource(file, sizes->definitions(stages) + std::string(kernelText("strips")));
    // Launches it with what it reads and where it writes.
    auto run = [=, isAllowed = false, function = device.function(source, name)](
                   const std::byte* first, const std::byte* second, std::byte* to, int items, int each) mutable {
        if (!std::exchange(isAllowed, true))
            function.allowShared(grid.sharedBytes);
        function.launch(grid, first, second, to, items, each);
    };
    const int items = int(sizes->items()), each = int(sizes->each());
    if (sizes->kind() != Kind::toFilter)
        return makeKernel([=](auto in, auto out, std::byte*) mutable { run(in[0], in[1], out[0], items, each); });
    const int64_t parts = sizes->parts(), weights = sizes->weights();
    return makeKernel(
        [=, join = device.function(source, "join")](auto in, auto out, std::byte* partial) mutable {
            run(in[0], in[1], partial, items, each);
            join.launch({.blocks = divideUp(weights, 32), .threads = 256}, partial, out[0], int(parts));
        },
        size_t(parts * weights) * sizeof(float));
}

} // namespace weft::cuda
