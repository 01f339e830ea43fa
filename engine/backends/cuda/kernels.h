#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cuda/device/device.h"
#include "engine/ir/op.h"

namespace weft::cuda {

// The first kernel that takes the node: the libraries' (if they are to be used), then our own. nullptr: none does.
std::unique_ptr<Kernel> prepare(const Node& node, const Program& program, Device& device, bool libraries);

// The families, one a file. Each gives nullptr for what it does not compute.
using Prepare = std::unique_ptr<Kernel> (*)(const Node& node, const Program& program, Device& device);

// chain/
std::unique_ptr<Kernel> prepareChain(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareChains(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareScalar(const Node& node, const Program& program, Device& device); // and cast
std::unique_ptr<Kernel> prepareReduce(const Node& node, const Program& program, Device& device); // sum and max

// kernels/
std::unique_ptr<Kernel> prepareFill(const Node& node, const Program& program, Device& device); // constant and iota
std::unique_ptr<Kernel> prepareReshape(const Node& node, const Program& program, Device& device); // stop_gradient too
std::unique_ptr<Kernel> preparePermute(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareBroadcast(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareSlice(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> preparePad(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareConcat(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareGather(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareScatterAdd(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareRandom(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareArgmax(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareMatmul(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareConv(const Node& node, const Program& program, Device& device); // and its two gradients
std::unique_ptr<Kernel> prepareConvTiles(const Node& node, const Program& program, Device& device); // likewise
std::unique_ptr<Kernel> prepareConvWarpgroups(const Node& node, const Program& program,
                                              Device& device); // likewise, in 16 bits
std::unique_ptr<Kernel> prepareDepthwise(const Node& node, const Program& program, Device& device); // likewise
// Whether that is the way for a convolution of channels-last images, if it may round to TF32. It wants all in f32 and
// the filter row-major.
bool suitsConvTiles(const Node& node, const Program& program, Device& device);
// Whether a convolution's images and results are so large that half their bytes are worth more than it costs to cast
// them.
bool paysIn16Bits(const Node& node, const Program& program);
std::unique_ptr<Kernel> preparePool(const Node& node, const Program& program, Device& device); // both, with gradients
std::unique_ptr<Kernel> prepareLstm(const Node& node, const Program& program, Device& device); // and its gradient
std::unique_ptr<Kernel> prepareClusterLstm(const Node& node, const Program& program, Device& device); // likewise
std::unique_ptr<Kernel> prepareSoftmax(const Node& node, const Program& program, Device& device); // log, gradient too
std::unique_ptr<Kernel> prepareLoss(const Node& node, const Program& program, Device& device); // softmax cross-entropy
std::unique_ptr<Kernel> prepareNorm(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareNormGradient(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareAttention(const Node& node, const Program& program, Device& device); // and its gradient
std::unique_ptr<Kernel> prepareFlashAttention(const Node& node, const Program& program, Device& device); // likewise

// cublaslt/ and cudnn/
std::unique_ptr<Kernel> prepareBlasLtMatmul(const Node& node, const Program& program, Device& device);
std::unique_ptr<Kernel> prepareBlasLtLstm(const Node& node, const Program& program, Device& device); // and its gradient
std::unique_ptr<Kernel> prepareDnnConv(const Node& node, const Program& program, Device& device); // and its gradients

// Whether all operands and results lie row by row.
bool isRowMajor(const Node& node, const Program& program);

inline const ValueInfo& operandInfo(const Node& node, const Program& program, int i)
{
    return program.values[size_t(node.in[size_t(i)])];
}

inline const ValueInfo& resultInfo(const Node& node, const Program& program, int i = 0)
{
    return program.values[size_t(node.out[size_t(i)])];
}

// A kernel whose launch is a function of (in, out, workspace).
template <class Launch> class FunctionKernel final : public Kernel {
public:
    explicit FunctionKernel(Launch launch, size_t workspaceBytes)
        : m_launch(std::move(launch))
        , m_bytes(workspaceBytes)
    {
    }
    size_t workspaceBytes() const override { return m_bytes; }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        m_launch(in, out, workspace);
    }

private:
    Launch m_launch;
    size_t m_bytes;
};

template <class Launch> std::unique_ptr<Kernel> makeKernel(Launch launch, size_t workspaceBytes = 0)
{
    return std::make_unique<FunctionKernel<Launch>>(std::move(launch), workspaceBytes);
}

// The type's name in kernels: "float", "double", "i32", "i64", "u8"; nullptr for others.
const char* typeName(DType dtype);
// The same of what chains read and write: also "bf16" and "f16", which nothing is computed in.
const char* storageName(DType dtype);

// "typedef float T;\n"…; INDEX is 32 bits wide where every offset fits into it.
std::string definitions(DType dtype, bool wideIndex);

inline int64_t divideUp(int64_t a, int64_t b)
{
    return (a + b - 1) / b;
}

// Blocks for a loop over `items` with a grid stride; enough to fill any GPU.
inline Grid gridFor(int64_t items, int threads = 256)
{
    return {.blocks = std::min<int64_t>(divideUp(items, threads), 132 * 32), .threads = threads};
}

} // namespace weft::cuda
