#pragma once

#include "engine/graph/param.h"
#include "engine/ir/builder.h"

#include <functional>

namespace weft {

class LayerContext;

struct Port {
    std::string id;
    std::string doc; // its shape in the field's words: "samples × features"
    bool optional = false; // inputs only
    bool many = false; // inputs only: takes any number of wires, in order
};

// The record a layer fills; palette, inspector, file schema, help and export read it. `build` writes the layer in IR
// ops, and since every op infers its shape, it is the shape rule too.
struct LayerType {
    std::string id = {}; // set by the catalogue: the name of the file
    std::string category = {}; // set by the catalogue: the folder
    std::string title;
    std::string doc;
    std::vector<Port> inputs = {};
    std::vector<Port> outputs = {};
    std::vector<Param> params = {};
    // One Value an output port. `in` has one Value for each input port in order (an unwired optional port: an invalid
    // Value); the wires of a `many` port, which must be the last, follow one another.
    Values (*build)(LayerContext& context, Values in) = nullptr;
};

// All layers, sorted by category and title.
const std::vector<LayerType>& layerTypes();
const LayerType* findLayerType(const std::string& id); // nullptr: unknown

} // namespace weft
