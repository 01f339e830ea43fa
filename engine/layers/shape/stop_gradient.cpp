#include "engine/layers/layer_context.h"

namespace weft::layers {

namespace {

Values build(LayerContext&, Values in)
{
    return {stopGradient(in[0])};
}

} // namespace

LayerType stop_gradient()
{
    return {
        .title = "Stop gradient",
        .doc = "Passes its input on, but no learning back: what lies before it does not learn through this wire.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .build = build,
    };
}

} // namespace weft::layers
