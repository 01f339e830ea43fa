#include "engine/layers/axes.h"
#include "engine/layers/group_norm.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    const Shape& x = in[0].shape();
    c.require(x.rank() >= 3, "This takes samples × channels × sizes, but has " + toString(x) + ".", "x");
    return {groupNorm(c, in[0], x[1])};
}

} // namespace

LayerType instance_norm()
{
    return {
        .title = "Instance norm",
        .doc = "Shifts and scales every channel of every sample to mean 0 and variance 1 over its places. Takes "
               "contrast and brightness out of images; usual where styles are changed (Ulyanov et al. 2016).",
        .inputs = {{"x", "samples × channels × sizes"}},
        .outputs = {{"y", "as x"}},
        .params = {real("epsilon", 1e-5, "Added to the variance, against division by zero.", 1e-12, 1),
                   toggle("affine", false, "Learn a scale and an offset for each channel.")},
        .build = build,
    };
}

} // namespace weft::layers
