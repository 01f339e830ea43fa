#include "engine/layers/recurrent.h"

#include "engine/layers/axes.h"
#include "engine/layers/drop.h"

namespace weft {

namespace {

// samples × length × …, the last step first
Value backwards(LayerContext& c, Value x)
{
    const int64_t length = x.shape()[1];
    const Value order = cast(double(length - 1) - iota(c.builder(), {length}, 0, DType::f32), DType::i32);
    return permute(gather(permute(x, {1, 0, 2}), order), {1, 0, 2});
}

} // namespace

Values readSequence(LayerContext& c, Value input, ReadOneWay readOneWay)
{
    requireSequence(c, input);
    Sequence y = {input, {}};
    for (int64_t layer = 0; layer < c.integer("layers"); ++layer) {
        const Value x = layer == 0 ? y.steps : drop(c, y.steps, c.real("dropout"), y.steps.shape());
        const std::string suffix = "_" + std::to_string(layer);
        y = readOneWay(c, x, suffix);
        if (!c.toggle("bidirectional"))
            continue;
        const Sequence back = readOneWay(c, backwards(c, x), suffix + "_backwards");
        y = {concat({{y.steps, backwards(c, back.steps)}}, 2), concat({{y.last, back.last}}, 1)};
    }
    return {c.toggle("sequence") ? y.steps : y.last};
}

std::vector<Param> recurrentParams()
{
    return {integer("units", 128, "Numbers it remembers.", 1, 1e6),
            integer("layers", 1, "How many of them on top of one another.", 1, 64),
            toggle("sequence", true, "Give what it knows after every step; off: only after the last."),
            toggle("bidirectional", false, "Also read the sequence backwards, and give both."),
            real("dropout", 0, "Share of numbers dropped between its layers while training.", 0, 0.999)};
}

Port recurrentOutput()
{
    return {"y", "samples × length × units, or samples × units; twice the units when it reads both ways"};
}

} // namespace weft
