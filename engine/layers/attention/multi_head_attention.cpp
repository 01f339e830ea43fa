#include "engine/layers/axes.h"
#include "engine/layers/drop.h"

#include <cmath>

namespace weft::layers {

namespace {

// x: samples × length × features times a weight, plus a bias that starts at zero.
Value project(LayerContext& c, Value x, const std::string& name, int64_t width, Init init)
{
    const Value y = weft::matmul(x, c.weight(name + "_weight", {x.shape()[2], width}, init));
    return c.toggle("bias") ? y + c.weight(name + "_bias", {width}, zeros()) : y;
}

// samples × length × parts · width → parts times samples × heads × length × width / heads
Values splitHeads(Value x, int64_t parts, int64_t heads)
{
    const int64_t samples = x.shape()[0], length = x.shape()[1], width = x.shape()[2] / parts / heads;
    const Value apart = weft::permute(weft::reshape(x, {samples, length, parts, heads, width}), {2, 0, 3, 1, 4});
    Values result;
    for (const Value& part : weft::split(apart, 0, parts))
        result.push_back(weft::reshape(part, {samples, heads, length, width}));
    return result;
}

// Queries, keys and values; where all come from one input, in one product.
Values projections(LayerContext& c, const Values& in, int64_t heads)
{
    const int64_t width = in[0].shape()[2];
    if (!in[1].valid() && !in[2].valid())
        return splitHeads(project(c, in[0], "input", 3 * width, xavierUniform(width, 3 * width)), 3, heads);
    const Value key = in[1].valid() ? in[1] : in[0];
    const Value value = in[2].valid() ? in[2] : key;
    requireSequence(c, key, "key");
    requireSequence(c, value, "value");
    c.require(key.shape()[0] == in[0].shape()[0] && value.shape()[0] == key.shape()[0]
                  && value.shape()[1] == key.shape()[1],
              "Keys " + toString(key.shape()) + " and values " + toString(value.shape()) + " need one length, and the "
                  + std::to_string(in[0].shape()[0]) + " samples of the queries.",
              "value");
    Values result;
    for (const auto& [x, name] : {std::pair(in[0], "query"), std::pair(key, "key"), std::pair(value, "value")})
        result.push_back(splitHeads(project(c, x, name, width, xavierUniform(x.shape()[2], width)), 1, heads)[0]);
    return result;
}

Values build(LayerContext& c, Values in)
{
    requireSequence(c, in[0], "query");
    const Shape x = in[0].shape();
    const int64_t heads = c.integer("heads");
    c.require(x[2] % heads == 0,
              "A width of " + std::to_string(x[2]) + " does not divide into " + std::to_string(heads) + " heads.",
              "heads");
    const Values qkv = projections(c, in, heads);
    c.require(!c.toggle("causal") || qkv[1].shape()[2] == x[1],
              "With \"causal\", keys and queries must have one length.", "causal");
    const double scale = 1 / std::sqrt(double(x[2] / heads));
    const Value seen = weft::attention(qkv[0], qkv[1], qkv[2], {.scale = scale, .causal = c.toggle("causal")});
    const Value joined = weft::reshape(weft::permute(seen, {0, 2, 1, 3}), x);
    const Value y = project(c, joined, "output", x[2], kaimingUniform(x[2]));
    return {drop(c, y, c.real("dropout"), y.shape())};
}

} // namespace

LayerType multi_head_attention()
{
    return {
        .title = "Multi-head attention",
        .doc = "Every place of a sequence looks at all places, or at those of another sequence, and takes what fits "
               "its question: the heart of a transformer (Vaswani et al. 2017).",
        .inputs = {{"query", "samples × length × width; alone, it is keys and values too"},
                   {.id = "key", .doc = "samples × other length × width", .optional = true},
                   {.id = "value", .doc = "samples × other length × width; if not wired, the keys", .optional = true}},
        .outputs = {{"y", "as query"}},
        .params = {integer("heads", 8, "How many questions are asked side by side; divides the width.", 1, 4096),
                   toggle("causal", false, "No place sees a later one: for predicting what comes next."),
                   toggle("bias", true, "Add a learned offset to queries, keys, values and result."),
                   real("dropout", 0, "Share of the result dropped while training.", 0, 0.999)},
        .build = build,
    };
}

} // namespace weft::layers
