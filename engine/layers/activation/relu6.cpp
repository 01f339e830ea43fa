#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {minimum(6.0, weft::relu(in[0]))};
}

} // namespace

LayerType relu6()
{
    return {
        .title = "ReLU6",
        .doc = "ReLU that stops at 6: min(max(x, 0), 6). Usual in networks for low precision.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .build = build,
    };
}

} // namespace weft::layers
