#include "engine/ir/ops/ops.h"
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

// samples × length × width → samples × heads × length × width / heads
Value splitHeads(Value x, int64_t heads)
{
    const Shape s = x.shape();
    return weft::permute(weft::reshape(x, {s[0], s[1], heads, s[2] / heads}), {0, 2, 1, 3});
}

// Of one input with itself: queries, keys and values are one product.
Value attendToItself(LayerContext& c, Value x, int64_t heads, AttentionAttrs how)
{
    const Shape s = x.shape();
    const Value qkv = project(c, x, "input", 3 * s[2], xavierUniform(s[2], 3 * s[2]));
    return x.builder->add(selfAttentionOp, how, {{weft::reshape(qkv, {s[0], s[1], 3, heads, s[2] / heads})}})[0];
}

Value attendToOthers(LayerContext& c, const Values& in, int64_t heads, AttentionAttrs how)
{
    const int64_t width = in[0].shape()[2];
    const Value key = in[1].valid() ? in[1] : in[0];
    const Value value = in[2].valid() ? in[2] : key;
    requireSequence(c, key, "key");
    requireSequence(c, value, "value");
    c.require(key.shape()[0] == in[0].shape()[0] && value.shape()[0] == key.shape()[0]
                  && value.shape()[1] == key.shape()[1],
              "Keys " + toString(key.shape()) + " and values " + toString(value.shape()) + " need one length, and the "
                  + std::to_string(in[0].shape()[0]) + " samples of the queries.",
              "value");
    Values heard;
    for (const auto& [x, name] : {std::pair(in[0], "query"), std::pair(key, "key"), std::pair(value, "value")})
        heard.push_back(splitHeads(project(c, x, name, width, xavierUniform(x.shape()[2], width)), heads));
    c.require(!how.causal || heard[1].shape()[2] == in[0].shape()[1],
              "With \"causal\", keys and queries must have one length.", "causal");
    return weft::permute(weft::attention(heard[0], heard[1], heard[2], how), {0, 2, 1, 3});
}

Values build(LayerContext& c, Values in)
{
    requireSequence(c, in[0], "query");
    const Shape x = in[0].shape();
    const int64_t heads = c.integer("heads");
    c.require(x[2] % heads == 0,
              "A width of " + std::to_string(x[2]) + " does not divide into " + std::to_string(heads) + " heads.",
              "heads");
    const AttentionAttrs how = {.scale = 1 / std::sqrt(double(x[2] / heads)), .causal = c.toggle("causal")};
    const bool alone = !in[1].valid() && !in[2].valid();
    const Value seen = alone ? attendToItself(c, in[0], heads, how) : attendToOthers(c, in, heads, how);
    const Value joined = weft::reshape(seen, x);
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
