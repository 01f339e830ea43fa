#include "engine/backends/cuda/kernels.h"
#include "engine/backends/cuda/kernels/convolution/warpgroup_sizes.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <optional>

namespace weft::cuda {

namespace {

constexpr double leastFilled = 0.7; // of the tiles' places
constexpr size_t reservedBytes = 1024; // of shared memory, for each block
constexpr int64_t mostBuffers = 4;
constexpr int64_t forwardRows = 8; // of a tile
constexpr int64_t mostSteps = 36; // of 16 numbers of the inner dimension: the loop over them is written out
constexpr int64_t mostForwardGroups = 3; // more find no more to do
constexpr int64_t mostGradientChannels = 31; // with more, cuDNN's engines are as fast
constexpr int64_t mostGradientGroups = 4;
constexpr int64_t mostRegisters = 96; // of a thread, for its sums and what it multiplies

struct Blocks {
    int64_t groups = 1, each = 1, buffers = 1; // of four warps in a block; blocks of a multiprocessor; for tiles
    size_t bytes = 0; // of shared memory, for a block
};

// `text`: definitions of its own.
KernelSource sourceOf(const char* name, const WarpgroupSizes& s, const Blocks& blocks, bool isAcross, std::string text)
{
    text += define("GROUPS", blocks.groups);
    text += define("BLOCKS", blocks.each);
    text += define("BUFFERS", blocks.buffers);
    KernelSource source =
        kernelSource(name, s.definitions() + text + s.multiplication(isAcross) + std::string(kernelText("warpgroups")));
    source.thisArchitectureAlone = true;
    return source;
}

std::unique_ptr<Kernel> prepareForward(const WarpgroupSizes& s, const Shape& strides, Device& device)
{
    const int64_t steps = divideUp(s.eights(), 2);
    if (steps > mostSteps || s.filled(forwardRows) < leastFilled)
        return nullptr;
    const auto filterBytes = size_t(steps * s.filters * 32);
    const auto bytesOf = [&](int64_t groups, int64_t buffers) {
        return filterBytes + size_t(groups * buffers) * s.imageBytes(forwardRows);
    };
    Blocks blocks;
    for (const int64_t each : {1, 2}) { // as many as find room
        for (int64_t groups = 2; groups <= mostForwardGroups; ++groups) {
            const size_t bytes = bytesOf(groups, 2);
            if (size_t(each) * (bytes + reservedBytes) <= device.sharedBytes() + reservedBytes)
                blocks = {.groups = groups, .each = each, .buffers = 2, .bytes = bytes};
        }
    }
    if (blocks.buffers < 2)
        return nullptr;
    const KernelSource source =
        sourceOf("conv_warpgroups", s, blocks, false, "#define ROWS " + std::to_string(forwardRows) + "\n");
    const Grid packing = {.blocks = divideUp(int64_t(filterBytes) / 2, 256), .threads = 256};
    const Grid grid = {.blocks = std::min(divideUp(s.tiles(forwardRows), blocks.groups),
                                          int64_t(device.multiprocessors()) * blocks.each),
                       .threads = int(128 * blocks.groups),
                       .sharedBytes = blocks.bytes};
    return makeKernel(
        [=, samples = s.samples, isAllowed = false, pack = device.function(source, "pack"),
         forward = device.function(source, "forward")](auto in, auto out, std::byte* filters) mutable {
            if (!std::exchange(isAllowed, true))
                forward.allowShared(grid.sharedBytes);
            pack.launch(packing, in[1], filters, strides[0], strides[1], strides[2], strides[3]);
            forward.launch(grid, in[0], filters, out[0], samples);
        },
        filterBytes);
}

std::unique_ptr<Kernel> prepareFilterGradient(const WarpgroupSizes& s, const Shape& strides, Device& device)
{
    const int64_t rows = s.result[0] > 8 ? 16 : 8, parts = divideUp(s.eights(), 8); // of 64 weights
    const int64_t groups = std::min(parts, mostGradientGroups), deep = divideUp(parts, groups);
    if (s.channels > mostGradientChannels || deep * (s.filters / 2 + 8) > mostRegisters || s.filled(rows) < leastFilled)
        return nullptr;
    const size_t bufferBytes = (s.imageBytes(rows) + 127) / 128 * 128 + size_t(rows * 8 * s.filters * 2);
    Blocks blocks = {.groups = groups, .each = groups * deep <= 2 ? 2 : 1}; // registers for more are not there
    while (blocks.buffers < mostBuffers
           && size_t(blocks.each) * (size_t(blocks.buffers + 1) * bufferBytes + reservedBytes)
               <= device.sharedBytes() + reservedBytes)
        ++blocks.buffers;
    blocks.bytes = size_t(blocks.buffers) * bufferBytes;
    if (blocks.buffers < 2)
        return nullptr;
    const KernelSource source =
        sourceOf("conv_warpgroups_filter", s, blocks, true,
                 "#define ROWS " + std::to_string(rows) + "\n#define MT " + std::to_string(deep) + "\n");
    const int64_t weights = s.eights() * 8 * s.filters;
    const Grid grid = {.blocks = std::min(s.tiles(rows), int64_t(device.multiprocessors()) * blocks.each),
                       .threads = int(128 * groups),
                       .sharedBytes = blocks.bytes};
    const Grid joining = {.blocks = divideUp(weights, 32), .threads = 32, .threadsY = 16};
    return makeKernel(
        [=, samples = s.samples, isAllowed = false, sums = device.function(source, "sums"),
         join = device.function(source, "join")](auto in, auto out, std::byte* partial) mutable {
            if (!std::exchange(isAllowed, true))
                sums.allowShared(grid.sharedBytes);
            sums.launch(grid, in[0], in[1], partial, samples);
            join.launch(joining, partial, out[0], int64_t(grid.blocks), strides[0], strides[1], strides[2], strides[3]);
        },
        size_t(grid.blocks * weights) * sizeof(float));
}

} // namespace

std::unique_ptr<Kernel> prepareConvWarpgroups(const Node& node, const Program& program, Device& device)
{
    if (device.sm() != 90 || keptIn(program.products) == DType::f32)
        return nullptr;
    const auto sizes = warpgroupSizes(node, program);
    if (!sizes || (!paysIn16Bits(node, program) && suitsConvTiles(node, program, device)))
        return nullptr;
    return node.op == &convFilterGradientOp
        ? prepareFilterGradient(*sizes, stridesOf(resultInfo(node, program)), device)
        : prepareForward(*sizes, stridesOf(operandInfo(node, program, 1)), device);
}

} // namespace weft::cuda
