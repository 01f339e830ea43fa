#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    requireNumbers(c, x);
    c.require(x.shape().rank() >= 2, "This takes samples × … × features, but has " + toString(x.shape()) + ".", "x");
    const Value scale = c.weight("scale", {x.shape()[-1]}, ones());
    return {x * rsqrt(mean(square(x), {-1}) + c.real("epsilon")) * scale};
}

} // namespace

LayerType rms_norm()
{
    return {
        .title = "RMS norm",
        .doc = "Scales each sample (each place of a sequence) to root mean square 1 over its last axis, then by "
               "learned amounts: Layer norm without the shift, usual in language models (Zhang and Sennrich 2019).",
        .inputs = {{"x", "samples × … × features"}},
        .outputs = {{"y", "as x"}},
        .params = {real("epsilon", 1e-6, "Added to the mean square, against division by zero.", 1e-12, 1)},
        .build = build,
    };
}

} // namespace weft::layers
