#pragma once

#include "engine/import/onnx/conversion.h"

namespace weft {

// Scores of attention that are not to count are minus infinity in ONNX, a number that no layer of Weft holds. Where a
// softmax alone reads the sums, far below is the same.

// `node`, an Add or a Where whose result only softmaxes over the last axis read, for operands without infinity: minus
// infinity in a known one of `inputs` becomes a number far below. A Where of scores and one such number at known places
// becomes an Add of a mask, which attention is recognised by; not if the number is an ordinary one (−10,000) and some
// row has no place that counts, since there the sum would differ. Everything else stays as it is.
OnnxNode withFiniteMask(const OnnxNode& node, std::vector<Operand>& inputs);

} // namespace weft
