#include "engine/backends/cuda/kernels.h"

#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft::cuda {

namespace {

struct Row {
    const Op* op;
    Prepare prepare;
    bool first = false; // what computes with tensor cores, the libraries too: tried first if those are to be used
};

constexpr Row table[] = {
    {&chainOp, prepareChain},
    {&chainsOp, prepareChains},
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
    {&convOp, prepareDepthwise, true},
    {&convInputGradientOp, prepareDepthwise, true},
    {&convFilterGradientOp, prepareDepthwise, true},
    {&convOp, prepareConvTiles, true},
    {&convInputGradientOp, prepareConvTiles, true},
    {&convFilterGradientOp, prepareConvTiles, true},
    {&convOp, prepareConvWarpgroups, true},
    {&convInputGradientOp, prepareConvWarpgroups, true},
    {&convFilterGradientOp, prepareConvWarpgroups, true},
    {&convOp, prepareDnnConv, true},
    {&convInputGradientOp, prepareDnnConv, true},
    {&convFilterGradientOp, prepareDnnConv, true},
    {&attentionOp, prepareFlashAttention, true},
    {&attentionGradientOp, prepareFlashAttention, true},
    {&selfAttentionOp, prepareFlashAttention, true},
    {&selfAttentionGradientOp, prepareFlashAttention, true},
    {&lstmOp, prepareClusterLstm, true},
    {&lstmGradientOp, prepareClusterLstm, true},
    {&lstmOp, prepareBlasLtLstm, true},
    {&lstmGradientOp, prepareBlasLtLstm, true},
};

} // namespace

std::unique_ptr<Kernel> prepare(const Node& node, const Program& program, Device& device, bool libraries)
{
    if (node.op->scalar)
        return prepareScalar(node, program, device);
    for (const bool first : {true, false}) {
        for (const Row& row : table) {
            if (row.op != node.op || row.first != first || (first && !libraries))
                continue;
            if (auto kernel = row.prepare(node, program, device))
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
    return dtype == DType::bf16 ? "bf16" : typeName(dtype);
}

std::string definitions(DType dtype, bool wideIndex)
{
    return std::string("typedef ") + typeName(dtype) + " T;\ntypedef " + (wideIndex ? "i64" : "i32") + " INDEX;\n";
}

} // namespace weft::cuda
