#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    requireNumbers(c, x);
    const Shape shape = x.shape();
    c.require(shape.rank() >= 2, "This takes samples × channels × …, but has " + toString(shape) + ".", "x");
    const int64_t size = c.integer("size");
    c.require(size <= 2 * shape[1], "There are only " + std::to_string(shape[1]) + " channels; take a smaller size.",
              "size");
    // The neighbours among the channels are a window along the second last axis.
    const int64_t places = shape.elements() / std::max<int64_t>(1, shape[0] * shape[1]);
    const Value squares = weft::reshape(square(x), {shape[0], 1, shape[1], places});
    const Value around = avgPool(squares,
                                 {.kernel = {size, 1},
                                  .stride = {1, 1},
                                  .padLow = {(size - 1) / 2, 0},
                                  .padHigh = {size - 1 - (size - 1) / 2, 0},
                                  .countPadding = true});
    return {x / power(c.real("bias") + c.real("alpha") * weft::reshape(around, shape), c.real("beta"))};
}

} // namespace

LayerType local_response_norm()
{
    return {
        .title = "Local response norm",
        .doc = "Divides every number by how strong its channel and those beside it are at that place. Of older image "
               "networks (Krizhevsky et al. 2012); newer ones take Batch norm.",
        .inputs = {{"x", "samples × channels × …"}},
        .outputs = {{"y", "as x"}},
        .params = {integer("size", 5, "How many channels are looked at, the own in the middle.", 1, 65536),
                   real("alpha", 1e-4, "Weight of the mean square of those channels.", 0),
                   real("beta", 0.75, "The power it is taken to.", 0), real("bias", 1, "Added to it.", 0)},
        .build = build,
    };
}

} // namespace weft::layers
