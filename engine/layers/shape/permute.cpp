#include "engine/layers/layer_context.h"

#include <algorithm>

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Shape& x = in[0].shape();
    const Shape given = c.sizes("order");
    std::vector<int> order = {0};
    for (const int64_t axis : given)
        order.push_back(int(axis));
    std::vector<int> sorted = order;
    std::ranges::sort(sorted);
    bool isComplete = int(order.size()) == x.rank();
    for (size_t i = 0; i < sorted.size(); ++i)
        isComplete = isComplete && sorted[i] == int(i);
    c.require(isComplete,
              "The order must name each of the axes 1 to " + std::to_string(x.rank() - 1) + " of " + toString(x)
                  + " once.",
              "order");
    return {weft::permute(in[0], order)};
}

} // namespace

LayerType permute()
{
    return {
        .title = "Permute axes",
        .doc = "Puts the axes behind the samples in another order: channels to the end, a matrix transposed.",
        .inputs = {{"x", "samples × …"}},
        .outputs = {{"y", "the axes in the new order"}},
        .params = {sizes("order", {2, 1}, "The axes in their new order; 1 is the one behind the samples.", 1, 7, 1, 7)},
        .build = build,
    };
}

} // namespace weft::layers
