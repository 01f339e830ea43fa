#include "engine/layers/layer_context.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values)
{
    return {c.feed(c.sizes("shape"), DType::i32, FeedKind::classIndex, c.integer("classes"))};
}

} // namespace

LayerType label()
{
    return {
        .title = "Label",
        .doc =
            "The right class of each sample as a number from 0: the truth that losses and metrics compare with. With a "
            "shape, a class for each place (segmentation: rows × columns).",
        .outputs = {{"y", "samples, or samples × shape"}},
        .params = {integer("classes", 10, "How many classes there are.", 1),
                   sizes("shape", {}, "Sizes of a map of classes; empty: one class a sample.", 0, 3, 1)},
        .build = build,
    };
}

} // namespace weft::layers
