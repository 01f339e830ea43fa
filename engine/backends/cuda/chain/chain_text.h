#pragma once

#include "engine/ir/program.h"

#include <span>
#include <string>
#include <vector>

namespace weft::cuda {

// Whether T has every function of the chain (the exponential of whole numbers is none).
bool isDefined(const FusedAttrs& how);

// Whether a result depends on the operand, by way of any step.
std::vector<bool> usedSlots(const FusedAttrs& how, int operands);

// The steps as CUDA C++, a line each: "const T s3 = f_add(s0, s2);". Slots of operands are s0, s1, … and there already.
std::string stepsText(const FusedAttrs& how, int operands);

// What is defined in front of the text of scalar functions.
std::string precisionText(std::span<const ValueInfo> in, std::span<const ValueInfo> out);

// A number exactly as it is, as an expression of type T.
std::string numberText(double value);

} // namespace weft::cuda
