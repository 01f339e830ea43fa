#pragma once

#include "tests/support/run_node.h"

#include <string>

namespace weft {

// Operands and attributes to try an op with.
struct OpSample {
    std::string name; // "conv/strided"
    const Op* op = nullptr;
    Attrs attrs = {};
    std::vector<TestTensor> in = {};
    int64_t terms = 1; // numbers added up for one element of a result
};

// Samples of every op there is; floating-point operands are of `dtype`. Values keep a distance from kinks and poles, so
// that finite differences work.
std::vector<OpSample> opSamples(DType dtype);

} // namespace weft
