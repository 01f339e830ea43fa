#pragma once

#include "engine/train/live/observation.h"

#include <QString>

#include <cstdint>
#include <string>
#include <unordered_map>

namespace weft {

// What a layer suffers from while it trains.
enum class Ailment { none, dead, exploding };

// What a training tells about one node: drawn on it and on the wires that leave it.
struct NodeLife {
    double gradientRms = -1; // of its output; < 0: not known
    double activationRms = -1; // the same
    double zeros = -1; // share of its output, 0 … 1; < 0: not known
    double bytes = -1; // of its output in one batch; < 0: from the check
    double milliseconds = -1; // of a step; < 0: not known
    bool fused = false; // its time is another's
    bool running = false;
    double deadShare = 0; // of its units, 0 … 1
    Ailment ailment = Ailment::none;
    QString value = {}; // the newest value of a loss or metric: "0.168"
};

// By node path as in the report ("encoder/2/conv1").
struct Liveliness {
    int64_t step = 0;
    int64_t epochs = -1; // that are over; < 0: no training
    std::unordered_map<std::string, NodeLife> nodes = {};
    std::vector<NodeDetail> details = {}; // of what is looked at closely
    double longest = 0; // milliseconds of the node that takes most of a step; 0: not known
    double together = 0; // … of all
    bool hasGradients = false; // the wires live: the legend shows

    const NodeLife* find(const std::string& path) const
    {
        const auto found = nodes.find(path);
        return found == nodes.end() ? nullptr : &found->second;
    }
};

} // namespace weft
