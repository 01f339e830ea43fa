#include "engine/layers/axes.h"
#include "engine/layers/scores.h"

namespace weft::layers {

namespace {

PredictionKind kindOf(const std::string& kind, const Shape& x)
{
    if (kind == "auto")
        return x.rank() == 4 && (x[1] == 1 || x[1] == 3) ? PredictionKind::image : PredictionKind::values;
    return kind == "classes" ? PredictionKind::classes
        : kind == "image"    ? PredictionKind::image
        : kind == "tokens"   ? PredictionKind::tokens
                             : PredictionKind::values;
}

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    const PredictionKind kind = kindOf(c.text("kind"), x.shape());
    Value shown = x;
    if (kind == PredictionKind::classes || kind == PredictionKind::tokens) {
        requireNumbers(c, x);
        c.require(x.shape().rank() >= 2, "The scores need one number for each class.", "x");
        shown = softmax(x, classAxis(x.shape()));
    }
    c.require(kind != PredictionKind::image || x.shape().rank() == 4,
              "An image is samples × channels × rows × columns, but this is " + toString(x.shape()) + ".", "x");
    c.prediction(shown, kind);
    return {x};
}

} // namespace

LayerType output()
{
    return {
        .title = "Output",
        .doc = "What the network answers: shown in previews and by predictions. Passes its input through.",
        .inputs = {{"x", "samples × …"}},
        .outputs = {{"y", "as x"}},
        .params = {choice(
            "kind", "auto", {"auto", "values", "classes", "image", "tokens"},
            "How to read and show it. classes, tokens: x holds raw scores, which are shown as probabilities; auto: an "
            "image where it is samples × 1 or 3 channels × rows × columns, else values.")},
        .build = build,
    };
}

} // namespace weft::layers
