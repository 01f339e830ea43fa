#include "engine/ir/ops/ops.h"

namespace weft {

std::span<const Op* const> allOps()
{
    static const std::vector<const Op*> all = [] {
        std::vector<const Op*> ops = {
            &constantOp,
            &iotaOp,
            &castOp,
            &sumOp,
            &maxOp,
            &argmaxOp,
            &matmulOp,
            &convOp,
            &convInputGradientOp,
            &convFilterGradientOp,
            &maxPoolOp,
            &maxPoolGradientOp,
            &avgPoolOp,
            &avgPoolGradientOp,
            &reshapeOp,
            &permuteOp,
            &broadcastOp,
            &sliceOp,
            &padOp,
            &concatOp,
            &stopGradientOp,
            &gatherOp,
            &scatterAddOp,
            &randomOp,
            &lstmOp,
            &lstmGradientOp,
            &chainOp,
            &chainsOp,
            &splitOp,
            &softmaxOp,
            &softmaxGradientOp,
            &logSoftmaxOp,
            &normOp,
            &normGradientOp,
            &softmaxCrossEntropyOp,
            &softmaxCrossEntropyGradientOp,
            &attentionOp,
            &attentionGradientOp,
            &selfAttentionOp,
            &selfAttentionGradientOp,
        };
        for (int i = 0; i < scalarFunctionCount; ++i)
            ops.push_back(&scalarOp(ScalarFunction(i)));
        return ops;
    }();
    return all;
}

void requireShape(bool condition, const std::string& sentence)
{
    if (!condition)
        throw ShapeError(sentence);
}

} // namespace weft
