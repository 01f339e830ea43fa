#pragma once

#include "engine/graph/project.h"
#include "engine/layers/layer_context.h"

namespace weft {

// What is wired to an input of a layer in a test.
struct Wire {
    Shape shape;
    bool isIndices = false; // class numbers or tokens
    bool isWired = true;
};

struct LayerExample {
    const char* id;
    Params params;
    std::vector<Wire> wires; // 4 samples each
    const char* shape; // of the first output
};

// One at least of every layer of the catalogue; tst_layers sees to that.
const std::vector<LayerExample>& layerExamples();

// The layer between inputs and an answer for each of its outputs. Losses and metrics answer nothing, so there the first
// input is the answer: they are to vanish.
Project projectAround(const LayerExample& example);

ParamValue whole(int64_t number);
ParamValue list(std::vector<int64_t> numbers);
Wire indices(const Shape& shape);
extern const Wire none;

} // namespace weft
