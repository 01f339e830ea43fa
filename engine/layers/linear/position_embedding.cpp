#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    requireSequence(c, x);
    const int64_t length = x.shape()[1], longest = c.integer("length");
    c.require(length <= longest,
              "The sequence has " + std::to_string(length) + " places, but positions for only "
                  + std::to_string(longest) + "; raise \"length\".",
              "length");
    const Value rows = c.weight("weight", {longest, x.shape()[2]}, normalInit(c.real("deviation")));
    return {x + reshape(slice(rows, 0, 0, length), {1, length, x.shape()[2]})};
}

} // namespace

LayerType position_embedding()
{
    return {
        .title = "Position embedding",
        .doc = "Adds a learned row of numbers for each place in the sequence, so that attention can tell places "
               "apart.",
        .inputs = {{"x", "samples × length × width"}},
        .outputs = {{"y", "as x"}},
        .params = {integer("length", 128, "The longest sequence.", 1, 1e7),
                   real("deviation", 0.02, "Standard deviation of the rows at the beginning.", 0)},
        .build = build,
    };
}

} // namespace weft::layers
