#include "engine/layers/pooling.h"

#include "engine/layers/axes.h"

namespace weft {

std::vector<Param> poolParams(int spatial)
{
    return joined(
        {{sizes("kernel", {2}, "Size of the window, one number for all axes or one for each.", 1, spatial, 1, 65536),
          sizes("stride", {}, "Steps between windows; empty: as the window, so that windows do not overlap.", 0,
                spatial, 1, 65536)},
         paddingParams(spatial)});
}

PoolAttrs poolAttrs(LayerContext& c, Value x, int spatial)
{
    requireSpatial(c, x, spatial);
    const Shape kernel = c.sizes("kernel", spatial);
    const Shape stride = c.sizes("stride").rank() == 0 ? kernel : c.sizes("stride", spatial);
    const Padding padding = paddingFor(c, x.shape(), kernel, stride);
    for (int i = 0; i < spatial; ++i) {
        c.require(padding.low[i] < kernel[i],
                  "The padding must be smaller than the window, or some windows would hold nothing.", "pad");
        c.require(kernel[i] <= x.shape()[i + 2] + padding.low[i] + padding.high[i],
                  "A window of " + toString(kernel) + " does not fit an input of " + toString(x.shape())
                      + "; make it smaller, or add padding.",
                  "kernel");
    }
    return {.kernel = kernel, .stride = stride, .padLow = padding.low, .padHigh = padding.high};
}

std::vector<Param> avgPoolParams(int spatial)
{
    return joined({poolParams(spatial),
                   {toggle("count_padding", true, "Zeros of the padding count as elements of the average.")}});
}

Values buildAvgPool(LayerContext& c, Value x, int spatial)
{
    PoolAttrs how = poolAttrs(c, x, spatial);
    how.countPadding = c.toggle("count_padding");
    return {avgPool(x, how)};
}

Values globalPool(LayerContext& c, Value x, Value (*reduce)(Value, const std::vector<int>&))
{
    requireNumbers(c, x);
    const Shape shape = x.shape();
    c.require(shape.rank() >= 3,
              "This takes samples × channels × sizes, but has " + toString(shape) + ", which holds no places.", "x");
    std::vector<int> places;
    for (int axis = 2; axis < shape.rank(); ++axis)
        places.push_back(axis);
    const Value y = reduce(x, places);
    return {c.toggle("keep_axes") ? y : reshape(y, {shape[0], shape[1]})};
}

} // namespace weft
