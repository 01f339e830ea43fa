#pragma once

#include "engine/layers/layer_context.h"

namespace weft {

// What layers that read a sequence step by step share: stacking, reading both ways, what they give.

struct Sequence {
    Value steps; // samples × length × units
    Value last; // samples × units
};

// One reading of x, samples × length × features, from its first step on; its weights' names end in `suffix`.
using ReadOneWay = Sequence (*)(LayerContext& context, Value x, const std::string& suffix);

Values readSequence(LayerContext& context, Value x, ReadOneWay readOneWay);
std::vector<Param> recurrentParams(); // that it reads

// What such a layer gives, as its port says it.
Port recurrentOutput();

} // namespace weft
