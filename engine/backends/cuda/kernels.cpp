#include "engine/backends/cuda/kernels.h"

#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <string_view>

namespace weft::cuda {

namespace {

struct Row {
    const Op* op;
    Prepare prepare;
    bool first = false; // what computes with tensor cores, the libraries too: tried first if those are to be used
    std::string_view name = "own kernel"; // unless it says more itself
    bool tensorCores = false;
};

constexpr Row table[] = {
    {&chainOp, prepareChain, false, "generated"},
    {&chainsOp, prepareChains, false, "generated"},
    {&castOp, prepareScalar},
    {&sumOp, prepareReduce},
    {&maxOp, prepareReduce},
    {&argmaxOp, prepareArgmax},
    {&constantOp, prepareFill},
    {&iotaOp, prepareFill},
    {&reshapeOp, prepareReshape},
    {&stopGradientOp, prepareReshape},
    {&permuteOp, preparePermute},
    {&broadcastOp, prepareBroadcast},
    {&sliceOp, prepareSlice},
    {&padOp, preparePad},
    {&concatOp, prepareConcat},
    {&matmulOp, prepareMatmul},
    {&convOp, prepareConv},
    {&convInputGradientOp, prepareConv},
    {&convFilterGradientOp, prepareConv},
    {&maxPoolOp, preparePool},
    {&maxPoolGradientOp, preparePool},
    {&avgPoolOp, preparePool},
    {&avgPoolGradientOp, preparePool},
    {&gatherOp, prepareGather},
    {&scatterAddOp, prepareScatterAdd},
    {&randomOp, prepareRandom},
    {&lstmOp, prepareLstm},
    {&lstmGradientOp, prepareLstm},
    {&softmaxOp, prepareSoftmax},
    {&softmaxGradientOp, prepareSoftmax},
    {&logSoftmaxOp, prepareSoftmax},
    {&softmaxCrossEntropyOp, prepareLoss},
    {&softmaxCrossEntropyGradientOp, prepareLoss},
    {&normOp, prepareNorm},
    {&normGradientOp, prepareNormGradient},
    {&attentionOp, prepareAttention},
    {&attentionGradientOp, prepareAttention},
    {&matmulOp, prepareBlasLtMatmul, true},
    {&convOp, prepareDepthwise, true, "own depthwise"},
    {&convInputGradientOp, prepareDepthwise, true, "own depthwise"},
    {&convFilterGradientOp, prepareDepthwise, true, "own depthwise"},
    {&convOp, prepareConvTiles, true, "own tiles (mma)", true},
    {&convInputGradientOp, prepareConvTiles, true, "own tiles (mma)", true},
    {&convFilterGradientOp, prepareConvTiles, true, "own tiles (mma)", true},
    {&convOp, prepareConvWarpgroups, true, "own tiles (wgmma)", true},
    {&convInputGradientOp, prepareConvWarpgroups, true, "own tiles (wgmma)", true},
    {&convFilterGradientOp, prepareConvWarpgroups, true, "own tiles (wgmma)", true},
    {&convOp, prepareDnnConv, true},
    {&convInputGradientOp, prepareDnnConv, true},
    {&convFilterGradientOp, prepareDnnConv, true},
    {&attentionOp, prepareFlashAttention, true, "own flash attention (mma)", true},
    {&attentionGradientOp, prepareFlashAttention, true, "own flash attention (mma)", true},
    {&selfAttentionOp, prepareFlashAttention, true, "own flash attention (mma)", true},
    {&selfAttentionGradientOp, prepareFlashAttention, true, "own flash attention (mma)", true},
    {&lstmOp, prepareClusterLstm, true, "own cluster (mma)", true},
    {&lstmGradientOp, prepareClusterLstm, true, "own cluster (mma)", true},
    {&lstmOp, prepareBlasLtLstm, true, "cuBLASLt, time step by time step"},
    {&lstmGradientOp, prepareBlasLtLstm, true, "cuBLASLt, time step by time step"},
};

} // namespace

std::unique_ptr<Kernel> prepare(const Node& node, const Program& program, Device& device, bool libraries)
{
    const auto chosen = [](std::unique_ptr<Kernel> kernel, std::string_view name, bool tensorCores) {
        if (kernel != nullptr && kernel->computedBy().name.empty())
            kernel->setComputedBy({std::string(name), tensorCores});
        return kernel;
    };
    if (node.op->scalar)
        return chosen(prepareScalar(node, program, device), "generated", false);
    for (const bool first : {true, false}) {
        for (const Row& row : table) {
            if (row.op != node.op || row.first != first || (first && !libraries))
                continue;
            if (auto kernel = chosen(row.prepare(node, program, device), row.name, row.tensorCores))
                return kernel;
        }
    }
    return nullptr;
}

bool isRowMajor(const Node& node, const Program& program)
{
    const auto is = [&](int value) { return program.values[size_t(value)].layout == Layout::rowMajor; };
    return std::ranges::all_of(node.in, is) && std::ranges::all_of(node.out, is);
}

const char* typeName(DType dtype)
{
    switch (dtype) {
    case DType::f32:
        return "float";
    case DType::f64:
        return "double";
    case DType::i32:
        return "i32";
    case DType::i64:
        return "i64";
    case DType::u8:
        return "u8";
    case DType::f16:
    case DType::bf16:
        break;
    }
    return nullptr;
}

const char* storageName(DType dtype)
{
    return dtype == DType::bf16 ? "bf16" : dtype == DType::f16 ? "f16" : typeName(dtype);
}

std::string definitions(DType dtype, bool wideIndex)
{
    return std::string("typedef ") + typeName(dtype) + " T;\ntypedef " + (wideIndex ? "i64" : "i32") + " INDEX;\n";
}

} // namespace weft::cuda
