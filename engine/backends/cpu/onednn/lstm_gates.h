#pragma once

#include <cstdint>

namespace weft::onednn {

// One sample at one step, elementwise; `units` numbers each, 4·units for gates. `product` is the state before times the
// recurrent weights. `carried` is a second copy of the result, side by side with the other samples' for the next
// product.
struct LstmForwardRow {
    const float* product = nullptr;
    const float* projected = nullptr;
    const float* cellBefore = nullptr;
    float* gates = nullptr;
    float* cell = nullptr;
    float* h = nullptr;
    float* carried = nullptr;
};
void forwardGates(int64_t units, const LstmForwardRow& row);

// `dState` is the gradient that the step after sends to this one's h; dCell that to its cell, replaced by the one to
// the cell before.
struct LstmBackwardRow {
    const float* gates = nullptr;
    const float* cell = nullptr;
    const float* cellBefore = nullptr;
    const float* dh = nullptr;
    const float* dc = nullptr;
    const float* dState = nullptr;
    float* dCell = nullptr;
    float* dProjected = nullptr;
    float* carried = nullptr;
};
void backwardGates(int64_t units, const LstmBackwardRow& row);

} // namespace weft::onednn
