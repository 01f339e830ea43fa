#pragma once

#include "engine/import/onnx/conversion.h"

namespace weft {

// How each operator becomes layers: a table a family. A conversion gives one operand for each output that it makes.

struct OnnxOperator {
    std::string_view op;
    void (*convert)(Conversion& c);
};

std::span<const OnnxOperator> functionOperators(); // of one operand, element by element
std::span<const OnnxOperator> arithmeticOperators(); // of several
std::span<const OnnxOperator> reductionOperators();
std::span<const OnnxOperator> convolutionOperators();
std::span<const OnnxOperator> poolingOperators();
std::span<const OnnxOperator> linearOperators();
std::span<const OnnxOperator> normalizationOperators();
std::span<const OnnxOperator> movementOperators();
std::span<const OnnxOperator> indexOperators();
std::span<const OnnxOperator> resizeOperators();
std::span<const OnnxOperator> recurrentOperators();
std::span<const OnnxOperator> lossOperators();

const OnnxOperator* findOnnxOperator(std::string_view op); // nullptr: there is no layer for it

} // namespace weft
