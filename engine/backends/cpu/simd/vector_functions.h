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
    double (*exponentials)(float* y, const float* x, float shift, int64_t count); // y = exp(x - shift); their sum

    // Philox and unitFloat of engine/support/random.h: the 4 · blocks numbers of the counters {first …, counter[1…3]},
    // which must not pass 2^32.
    void (*uniform)(float* y, const uint32_t* counter, const uint32_t* key, int64_t blocks);

    // Normalisation: `centre` and factors are one for the whole run, or in the columns' functions one an element.
    double (*squares)(const float* x, float centre, int64_t count); // sum of (x - centre)²
    double (*products)(const float* x, float centre, const float* dy, int64_t count); // sum of (x - centre) dy
    void (*addSquares)(float* y, const float* x, const float* centre, int64_t count); // y += (x - centre)²
    void (*addProducts)(float* y, const float* x, const float* centre, const float* dy, int64_t count);
    // y = (x - centre) · factor + bias
    void (*affine)(float* y, const float* x, float centre, float factor, float bias, int64_t count);
    void (*affineColumns)(float* y, const float* x, const float* centre, const float* factor, const float* bias,
                          int64_t count);
    // dx = dy · a + (x - centre) · b + c
    void (*blend)(float* dx, const float* x, float centre, const float* dy, float a, float b, float c, int64_t count);
    void (*blendColumns)(float* dx, const float* x, const float* centre, const float* dy, const float* a,
                         const float* b, const float* c, int64_t count);
};

const VectorFunctions& vectorFunctions(); // the best for this processor
std::span<const VectorFunctions* const> supportedVectorFunctions(); // all that it can run, the best first

} // namespace weft
