#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const int axis = axisOf(c, "axis", in[0].shape());
    const int64_t size = in[0].shape()[axis], step = c.integer("step");
    const int64_t start = c.integer("start") < 0 ? c.integer("start") + size : c.integer("start");
    c.require(start >= 0 && start < size,
              "Axis " + std::to_string(axis) + " has " + std::to_string(size) + " elements; there is none at "
                  + std::to_string(c.integer("start")) + ".",
              "start");
    const int64_t there = (size - start + step - 1) / step;
    const int64_t count = c.integer("count") == 0 ? there : c.integer("count");
    c.require(count <= there,
              "From there only " + std::to_string(there) + " elements are left in axis " + std::to_string(axis) + ".",
              "count");
    return {weft::slice(in[0], axis, start, count, step)};
}

} // namespace

LayerType slice()
{
    return {
        .title = "Slice",
        .doc = "Cuts a range out of one axis: some channels, the first words, every other row.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x, shorter along the axis"}},
        .params = {integer("axis", 1, "The axis to cut: 1 is the one behind the samples, −1 the last.", -7, 7),
                   integer("start", 0, "The first element, from 0; −1 is the last one.", -1e9),
                   integer("count", 0, "How many elements; 0: all there are."),
                   integer("step", 1, "2 takes every other element.", 1)},
        .build = build,
    };
}

} // namespace weft::layers
