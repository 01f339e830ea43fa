#pragma once

#include "engine/ir/op.h"

namespace weft {

// Core: what every backend must run.
extern const Op constantOp, iotaOp, castOp;
extern const Op sumOp, maxOp, argmaxOp;
extern const Op matmulOp;
extern const Op convOp, convInputGradientOp, convFilterGradientOp;
extern const Op maxPoolOp, maxPoolGradientOp, avgPoolOp, avgPoolGradientOp;
extern const Op reshapeOp, permuteOp, broadcastOp, sliceOp, padOp, concatOp, stopGradientOp;
extern const Op gatherOp, scatterAddOp;
extern const Op randomOp;
extern const Op lstmOp, lstmGradientOp; // no loop in the IR to decompose into

// Fused: each carries its decomposition.
extern const Op splitOp; // slices whose gradients are joined, not padded and added
extern const Op chainOp, chainsOp; // attributes: FusedAttrs, ChainsAttrs
extern const Op softmaxOp, softmaxGradientOp, logSoftmaxOp, normOp, normGradientOp;
extern const Op softmaxCrossEntropyOp, softmaxCrossEntropyGradientOp;
extern const Op attentionOp, attentionGradientOp, selfAttentionOp, selfAttentionGradientOp;

const Op& scalarOp(ScalarFunction function);

// Every op there is, for tests that walk them and for backends that list what they run.
std::span<const Op* const> allOps();

// For infer functions: throws ShapeError with the sentence unless the condition holds.
void requireShape(bool condition, const std::string& sentence);

} // namespace weft
