#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    requireNumbers(c, x);
    const int rank = x.shape().rank();
    c.require(rank >= 2, "There is nothing behind the samples to put a border around.", "x");
    const int first = rank == 2 ? 1 : 2;
    const Shape before = c.sizes("before", rank - first), after = c.sizes("after", rank - first);
    PadAttrs how = {.low = x.shape(), .high = x.shape(), .interior = x.shape()};
    for (int axis = 0; axis < rank; ++axis) {
        how.low[axis] = axis < first ? 0 : before[axis - first];
        how.high[axis] = axis < first ? 0 : after[axis - first];
        how.interior[axis] = 0;
    }
    const double value = c.real("value");
    if (value == 0)
        return {weft::pad(x, how)};
    const Value inside = weft::pad(broadcastTo(c.number(1), x.shape()), how);
    return {weft::pad(x, how) + (1.0 - inside) * value};
}

} // namespace

LayerType pad()
{
    return {
        .title = "Pad",
        .doc = "Puts a border of zeros, or of another number, around an image, a sequence or a volume.",
        .inputs = {{"x", "samples × channels × sizes, or samples × features"}},
        .outputs = {{"y", "as x, larger"}},
        .params = {sizes("before", {1},
                         "Elements put before each axis; one number for all behind the channels, or one for each.", 1,
                         6, 0, 65536),
                   sizes("after", {1}, "Elements put after each axis.", 1, 6, 0, 65536),
                   real("value", 0, "What the border is filled with.", -1e30, 1e30)},
        .build = build,
    };
}

} // namespace weft::layers
