#include "engine/layers/axes.h"

#include <algorithm>

namespace weft::layers {

namespace {

Value product(Value x, const std::vector<int>& axes)
{
    for (const int axis : axes) {
        while (x.shape()[axis] > 1) { // one half times the other; an odd one is left for the next round
            const int64_t size = x.shape()[axis], half = size / 2;
            const Value halves = weft::slice(x, axis, 0, half) * weft::slice(x, axis, half, half);
            x = size % 2 == 0 ? halves : weft::concat({{halves, weft::slice(x, axis, size - 1, 1)}}, axis);
        }
    }
    return x;
}

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    requireNumbers(c, x);
    const Shape shape = x.shape();
    std::vector<int> axes;
    for (const int64_t given : c.sizes("axes")) {
        const int axis = int(given < 0 ? given + shape.rank() : given);
        c.require(axis >= 1 && axis < shape.rank(),
                  "There is no axis " + std::to_string(given) + " to reduce in " + toString(shape)
                      + "; the samples stay apart.",
                  "axes");
        c.require(std::ranges::count(axes, axis) == 0, "Axis " + std::to_string(axis) + " stands twice.", "axes");
        axes.push_back(axis);
    }
    const std::string& operation = c.text("operation");
    const Value y = operation == "mean" ? mean(x, axes)
        : operation == "sum"            ? sum(x, axes)
        : operation == "product"        ? product(x, axes)
        : operation == "minimum"        ? -max(-x, axes)
                                        : max(x, axes);
    if (c.toggle("keep_axes"))
        return {y};
    Shape left;
    for (int axis = 0; axis < shape.rank(); ++axis) {
        if (std::ranges::count(axes, axis) == 0)
            left.push_back(shape[axis]);
    }
    return {weft::reshape(y, left)};
}

} // namespace

LayerType reduce()
{
    return {
        .title = "Reduce",
        .doc = "Adds up, averages, multiplies or takes the greatest or least along axes, which then are gone.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x, without the axes"}},
        .params = {choice("operation", "mean", {"mean", "sum", "maximum", "minimum", "product"},
                          "What is made of the numbers."),
                   sizes("axes", {1}, "The axes to reduce: 1 is the one behind the samples, −1 the last.", 1, 7, -7, 7),
                   toggle("keep_axes", false, "Keep the axes with size 1.")},
        .build = build,
    };
}

} // namespace weft::layers
