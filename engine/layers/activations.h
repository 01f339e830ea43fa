#pragma once

#include "engine/ir/builder.h"

namespace weft {

// Functions that several layers and formulas share, written so that they neither overflow nor lose their gradient.

Value softplus(Value x); // log(1 + eˣ)
Value gelu(Value x); // x · Φ(x) (Hendrycks and Gimpel 2016)
Value geluTanh(Value x); // its approximation by tanh, as in GPT-2

} // namespace weft
