#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    requireNumbers(c, x);
    const int rank = x.shape().rank();
    const int count = int(c.integer("axes"));
    c.require(count < rank,
              "There are not " + std::to_string(count) + " axes behind the samples of " + toString(x.shape()) + ".",
              "axes");
    Shape features, aligned;
    std::vector<int> axes;
    for (int axis = 0; axis < rank; ++axis) {
        aligned.push_back(axis < rank - count ? 1 : x.shape()[axis]);
        if (axis < rank - count)
            continue;
        features.push_back(x.shape()[axis]);
        axes.push_back(axis);
    }
    const bool affine = c.toggle("affine");
    const Value scale =
        affine ? reshape(c.weight("scale", features, ones()), aligned) : broadcastTo(c.number(1), aligned);
    const Value bias =
        affine ? reshape(c.weight("bias", features, zeros()), aligned) : broadcastTo(c.number(0), aligned);
    return {norm(x, scale, bias, axes, c.real("epsilon"))[0]};
}

} // namespace

LayerType layer_norm()
{
    return {
        .title = "Layer norm",
        .doc = "Shifts and scales each sample (each place of a sequence) to mean 0 and variance 1 over its last "
               "axes, then by learned amounts. Usual in transformers (Ba et al. 2016).",
        .inputs = {{"x", "samples × … × features"}},
        .outputs = {{"y", "as x"}},
        .params = {integer("axes", 1, "How many of the last axes are normalised together.", 1, 7),
                   real("epsilon", 1e-5, "Added to the variance, against division by zero.", 1e-12, 1),
                   toggle("affine", true, "Learn a scale and an offset for each feature.")},
        .build = build,
    };
}

} // namespace weft::layers
