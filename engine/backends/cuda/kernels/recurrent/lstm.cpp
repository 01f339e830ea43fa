#include "engine/backends/cuda/kernels.h"

#include "engine/ir/ops/ops.h"

namespace weft::cuda {

std::unique_ptr<Kernel> prepareLstm(const Node& node, const Program& program, Device& device)
{
    const bool isGradient = node.op == &lstmGradientOp;
    const ValueInfo& gates = operandInfo(node, program, isGradient ? 3 : 0);
    const int64_t samples = gates.shape[0], length = gates.shape[1], units = gates.shape[2] / 4;
    const size_t shared = size_t(6 * units) * byteSize(gates.dtype);
    if ((gates.dtype != DType::f32 && gates.dtype != DType::f64) || !isRowMajor(node, program)
        || shared > device.sharedBytes())
        return nullptr;
    const int threads = int(std::clamp<int64_t>(divideUp(4 * units, 32) * 32, 64, 512));
    const Grid grid {.blocks = std::min<int64_t>(samples, 1 << 20), .threads = threads, .sharedBytes = shared};
    return makeKernel([=,
                       function = device.function(kernelSource("lstm", definitions(gates.dtype, true)),
                                                  isGradient ? "backward" : "forward"),
                       isReady = false](auto in, auto out, std::byte*) mutable {
        if (!isReady && shared > 48 * 1024)
            function.allowShared(shared);
        isReady = true;
        if (isGradient)
            function.launch(grid, in[0], in[1], in[2], in[3], in[4], in[5], out[0], out[1], out[2], samples, length,
                            units);
        else
            function.launch(grid, in[0], in[1], in[2], in[3], out[0], out[1], out[2], samples, length, units);
    });
}

} // namespace weft::cuda
