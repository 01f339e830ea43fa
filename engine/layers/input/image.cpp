#include "engine/layers/layer_context.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values)
{
    const Shape shape = {c.integer("channels"), c.integer("height"), c.integer("width")};
    return {c.feed(shape, c.dtype(), FeedKind::image)};
}

} // namespace

LayerType image()
{
    return {
        .title = "Image",
        .doc = "An image for each sample, scaled and normalised as the data section says.",
        .outputs = {{"y", "samples × channels × rows × columns"}},
        .params = {integer("channels", 1, "1 for grey, 3 for colour.", 1, 65536),
                   integer("height", 28, "Rows.", 1, 65536), integer("width", 28, "Columns.", 1, 65536)},
        .build = build,
    };
}

} // namespace weft::layers
