#pragma once

#include "engine/ir/attrs.h"

#include <span>

namespace weft {

// Loops over short runs of f32, compiled once for each instruction set. Results may be written over operands, element
// for element.
struct VectorFunctions {
    const char* name; // "AVX-512"
    // y = f(a, b, c); operands that the function does not have are not read.
    void (*scalar[scalarFunctionCount])(float* y, const float* a, const float* b, const float* c, int64_t count);
    double (*sum)(const float* x, int64_t count); // of at most some thousand elements: lanes are added in f32
    float (*maximum)(const float* x, int64_t count); // NaN if there is one; -∞ of none
    void (*addTo)(double* y, const float* x, int64_t count); // y += x
};

const VectorFunctions& vectorFunctions(); // the best for this processor
std::span<const VectorFunctions* const> supportedVectorFunctions(); // all that it can run, the best first

} // namespace weft
