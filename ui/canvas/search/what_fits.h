#pragma once

#include "engine/compiler/check.h"
#include "ui/canvas/search/layer_search.h"

#include <optional>
#include <utility>

namespace weft {

// "What may come behind this output?" or "what may feed this input?": plain values, so that any thread can answer.
struct FitQuestion {
    std::vector<LayerChoice> choices = {};
    std::vector<Block> blocks = {}; // of the project: choices and takers may be copies of them

    // Forwards: what the output carries, with one sample; none: not known, as something before it is broken.
    std::optional<ValueInfo> value = {};

    // Backwards: the input `port` of this node, and what its other inputs bring.
    struct Taker {
        GraphNode node;
        std::string port;
        std::vector<std::pair<std::string, ValueInfo>> others = {};
        bool operator==(const Taker&) const = default;
    };
    std::optional<Taker> taker = {};
    std::vector<ValueInfo> around = {}; // what flows in this network: tried first on the way backwards
    bool operator==(const FitQuestion&) const = default;
};

struct Fit {
    int choice = 0; // index into the question's choices
    std::string port; // of the new node: where the wire goes in, or comes out
    std::optional<ValueInfo> result = {}; // what its first output would be; none: not known
    std::string needs = {}; // a parameter has to be set first: the layer's sentence
    bool operator==(const Fit&) const = default;
};

// Tries every choice in a tiny graph with the compiler's check, in the order of the choices. Some milliseconds.
std::vector<Fit> whatFits(const FitQuestion& question);

} // namespace weft
