#include "engine/layers/activations.h"

namespace weft {

Value softplus(Value x)
{
    // (x + |x|) / 2 is max(x, 0), but with the right slope of ½ at 0, where a zero-initialised layer begins.
    return 0.5 * (x + abs(x)) + log1p(exp(-abs(x)));
}

Value gelu(Value x)
{
    return 0.5 * x * (1.0 + erf(x * 0.70710678118654752)); // 1/√2
}

Value geluTanh(Value x)
{
    return 0.5 * x * (1.0 + tanh(0.79788456080286536 * (x + 0.044715 * x * square(x)))); // √(2/π)
}

} // namespace weft
