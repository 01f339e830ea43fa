#include "engine/layers/group_norm.h"
#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    const Shape& x = in[0].shape();
    c.require(x.rank() >= 2, "This takes samples × channels × …, but has " + toString(x) + ".", "x");
    const int64_t groups = c.integer("groups");
    c.require(x[1] % groups == 0,
              std::to_string(x[1]) + " channels do not divide into " + std::to_string(groups) + " groups.", "groups");
    return {groupNorm(c, in[0], groups)};
}

} // namespace

LayerType group_norm()
{
    return {
        .title = "Group norm",
        .doc = "As Batch norm, but over groups of the channels of each single sample: the same in training and "
               "afterwards, and good with small batches (Wu and He 2018).",
        .inputs = {{"x", "samples × channels × sizes"}},
        .outputs = {{"y", "as x"}},
        .params = {integer("groups", 8, "How many groups the channels are divided into.", 1, 1e6),
                   real("epsilon", 1e-5, "Added to the variance, against division by zero.", 1e-12, 1),
                   toggle("affine", true, "Learn a scale and an offset for each channel.")},
        .build = build,
    };
}

} // namespace weft::layers
