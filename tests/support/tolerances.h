#pragma once

#include "tests/support/run_node.h"

#include <string>

namespace weft {

// How far results may lie from the f64 reference, by type; a reduction of K terms has √K times the relative part.
struct Tolerance {
    double relative = 0;
    double absolute = 0;
};

Tolerance forwardTolerance(DType dtype);
double gradientTolerance(DType dtype); // relative

// The first difference that is larger, as a sentence, or "". NaN and ±∞ must agree exactly, whole numbers too. `terms`:
// how many numbers were added up for one.
std::string difference(const TestTensor& found, const TestTensor& expected, int64_t terms = 1);

} // namespace weft
