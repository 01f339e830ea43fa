#pragma once

#include "engine/export/onnx/writer.h"

namespace weft {

// Of Conv; filter: filters × channels / groups × kernel.
NodeAttributes convolutionAttributes(const ConvAttrs& how, const Shape& filter);
// Of ConvTranspose, whose operand has the shape `in` and whose result has how.result.
NodeAttributes transposedAttributes(const ConvAttrs& how, const Shape& filter, const Shape& in);

} // namespace weft
