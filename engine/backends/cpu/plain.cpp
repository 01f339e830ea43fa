#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cpu/kernels.h"
#include "engine/ir/ops/ops.h"

#include <utility>

namespace weft {

namespace {

using Prepare = std::unique_ptr<Kernel> (*)(const Node&, const Program&);

constexpr std::pair<const Op*, Prepare> kernels[] = {
    {&chainOp, prepareChain},
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
    {&lstmGradientOp, prepareLstmGradient},
    {&softmaxOp, prepareSoftmax},
    {&logSoftmaxOp, prepareSoftmax},
    {&softmaxGradientOp, prepareSoftmax},
    {&softmaxCrossEntropyOp, prepareLoss},
    {&softmaxCrossEntropyGradientOp, prepareLoss},
    {&normOp, prepareNorm},
    {&normGradientOp, prepareNorm},
};

} // namespace

std::unique_ptr<Kernel> preparePlain(const Node& node, const Program& program)
{
    if (node.op->scalar)
        return prepareScalar(node, program);
    for (const auto& [op, prepare] : kernels) {
        if (op == node.op)
            return prepare(node, program);
    }
    return nullptr;
}

} // namespace weft
