#pragma once

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

ParamValue whole(int64_t number);
ParamValue list(std::vector<int64_t> numbers);
Wire indices(const Shape& shape);
extern const Wire none;

} // namespace weft
