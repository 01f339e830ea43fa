#include "engine/layers/layer_context.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Shape& from = in[0].shape();
    c.require(from.rank() >= 1, "This takes samples, but a single number is wired to it.", "x");
    Shape to = c.sizes("sizes");
    int64_t left = from.elements() / from[0]; // what the sizes that are still to come must multiply to
    int open = -1;
    for (int axis = 0; axis < to.rank(); ++axis) {
        c.require(to[axis] != 0, "A size cannot be 0.", "sizes");
        c.require(to[axis] > 0 || open < 0, "Only one size can be −1.", "sizes");
        if (to[axis] < 0) {
            open = axis;
            continue;
        }
        c.require(left % to[axis] == 0,
                  "A sample of " + std::to_string(from.elements() / from[0]) + " numbers (" + toString(from)
                      + ") does not fit the shape " + toString(c.sizes("sizes")) + ".",
                  "sizes");
        left /= to[axis];
    }
    if (open >= 0)
        to[open] = left;
    c.require(open >= 0 || left == 1,
              "A sample of " + std::to_string(from.elements() / from[0]) + " numbers (" + toString(from)
                  + ") does not fit the shape " + toString(to) + ".",
              "sizes");
    to.insert(0, from[0]);
    return {weft::reshape(in[0], to)};
}

} // namespace

LayerType reshape()
{
    return {
        .title = "Reshape",
        .doc = "Lays the numbers of each sample out in another shape, in the same order.",
        .inputs = {{"x", "samples × …"}},
        .outputs = {{"y", "samples × sizes"}},
        .params = {sizes("sizes", {-1}, "The new shape of a sample; one size may be −1: as large as needed.", 0, 7,
                         -1)},
        .build = build,
    };
}

} // namespace weft::layers
