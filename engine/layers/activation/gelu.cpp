#include "engine/layers/activations.h"
#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {c.text("form") == "exact" ? weft::gelu(in[0]) : geluTanh(in[0])};
}

} // namespace

LayerType gelu()
{
    return {
        .title = "GELU",
        .doc = "A smooth ReLU: x · Φ(x), with Φ the normal distribution. Usual in transformers.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .params = {choice("form", "exact", {"exact", "tanh"},
                          "exact, or the approximation by tanh that GPT-2 was trained with.")},
        .build = build,
    };
}

} // namespace weft::layers
