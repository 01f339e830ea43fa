#pragma once

#include "engine/import/onnx/conversion.h"

namespace weft {

// Scores of attention that are not to count are minus infinity in ONNX, a number that no layer of Weft holds. Where a
// softmax alone reads the sums, far below is the same.

// The node, an Add or a Where of scores and a mask, with such a mask, as an Add if the places are known: that is what
// attention is recognised by. `inputs` are its operands and change with it. The node itself: there is no mask in it.
OnnxNode withFiniteMask(const OnnxNode& node, std::vector<Operand>& inputs);

// Of known numbers, as masks are made. Nothing: they are not known, or too many. `made`: as for fold().
std::optional<std::vector<OnnxConstant>> foldWhere(const Conversion& node, size_t& made);
std::optional<std::vector<OnnxConstant>> foldTriangle(const Conversion& node, size_t& made);

} // namespace weft
