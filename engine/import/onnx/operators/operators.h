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
std::span<const OnnxOperator> scatterOperators();
std::span<const OnnxOperator> quantizedOperators();
std::span<const OnnxOperator> einsumOperators();

// What several families need.
Operand matrixProduct(Conversion& c, const Operand& a, const Operand& b); // ONNX's MatMul
// ONNX's Conv with its attributes, on other operands.
Operand convolution(Conversion& c, const Operand& x, const OnnxConstant& weight, const OnnxConstant* bias);

const OnnxOperator* findOnnxOperator(std::string_view op); // nullptr: there is no layer for it

} // namespace weft
