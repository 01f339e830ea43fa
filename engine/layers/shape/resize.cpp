#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

// 0, 1, … in f64, where places between pixels are exact enough for any size.
Value numbers(LayerContext& c, int64_t size)
{
    return iota(c.builder(), {size}, 0, DType::f64);
}

Value index(Value place)
{
    return cast(place, DType::i32);
}

// x: from × …. Pixel i of the result is pixel ⌊i · from / to⌋; the half keeps rounding away from the steps.
Value nearest(LayerContext& c, Value x, int64_t to)
{
    const auto from = double(x.shape()[0]);
    return gather(x, index(floor((numbers(c, to) * from + 0.5) / double(to))));
}

// x: from × …. The centres of pixels lie on one another (align_corners = false), as in PyTorch and ONNX: pixel i of the
// result lies at (i + ½) · from / to − ½, between two pixels of x; beyond the outer ones it is as they are.
Value bilinear(LayerContext& c, Value x, int64_t to)
{
    const auto from = double(x.shape()[0]);
    const Value place = weft::maximum(minimum((numbers(c, to) + 0.5) * from / double(to) - 0.5, from - 1), 0.0);
    const Value below = floor(place);
    Shape column = {to};
    while (column.rank() < x.shape().rank())
        column.push_back(1);
    const Value share = weft::reshape(cast(place - below, x.dtype()), column);
    const Value low = gather(x, index(below));
    const Value high = gather(x, index(minimum(below + 1.0, from - 1)));
    return low + (high - low) * share;
}

Values build(LayerContext& c, Values in)
{
    requireSpatial(c, in[0], 2);
    const Shape x = in[0].shape();
    const Shape size = c.sizes("size", 2);
    requirePossible(c, {x[0], x[1], size[0], size[1]}, "size");
    const auto along = c.text("mode") == "nearest" ? nearest : bilinear;
    const Value columns =
        size[1] == x[3] ? weft::permute(in[0], {3, 2, 0, 1}) : along(c, weft::permute(in[0], {3, 2, 0, 1}), size[1]);
    const Value rows = weft::permute(columns, {1, 2, 3, 0}); // rows × samples × channels × columns
    return {weft::permute(size[0] == x[2] ? rows : along(c, rows, size[0]), {1, 2, 0, 3})};
}

} // namespace

LayerType resize()
{
    return {
        .title = "Resize",
        .doc = "Brings images or maps to a given size, larger or smaller, by the nearest pixel or by mixing the four "
               "around. Pixel centres stay in place (align_corners off). Shrinking does not average; a pooling does.",
        .inputs = {{"x", "samples × channels × rows × columns"}},
        .outputs = {{"y", "samples × channels × size"}},
        .params = {sizes("size", {32}, "Rows and columns of the result; one number for both.", 1, 2, 1, 65536),
                   choice("mode", "bilinear", {"nearest", "bilinear"}, "How a pixel between others is found.")},
        .build = build,
    };
}

} // namespace weft::layers
