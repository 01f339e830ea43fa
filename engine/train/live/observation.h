#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace weft {

// What goes on inside the network, measured on a few samples now and then beside the training (observer.h).

// Of every node with a result: enough to colour its wires.
struct NodeSummary {
    std::string node = {}; // its path: "encoder/2/conv1"
    double bytes = 0; // of its first result, in a training step
    float activationRms = 0;
    float gradientRms = 0; // of the loss by that result; NaN: the loss does not hang on it
    float zeros = 0; // share of the result that is exactly 0
    float milliseconds = 0; // of a training step, forward and backward, about; NaN: not asked for, or not to be told
    bool operator==(const NodeSummary&) const = default;
};

struct Histogram {
    std::string of = {}; // "activation", "gradient", "weight", "weight/gradient": the part after the node's path
    float low = 0; // of the first bin; all bins are equally wide
    float high = 0;
    std::vector<int64_t> counts = {};
    float mean = 0;
    float deviation = 0;
    int64_t notFinite = 0; // left out of all the above
    bool operator==(const Histogram&) const = default;
};

// A convolution's output for one sample as pictures, averaged down to at most 32 × 32, each channel from its least
// (0) to its greatest value (255).
struct ActivationMaps {
    int64_t sample = 0; // its index in the data
    int64_t allChannels = 0; // of the layer; the first `channels` are here
    int64_t channels = 0;
    int64_t rows = 0;
    int64_t columns = 0;
    std::vector<std::byte> pixels = {}; // channels × rows × columns
    bool operator==(const ActivationMaps&) const = default;
};

// How far a weight moves in one step.
struct UpdateRatio {
    std::string weight = {}; // after the node's path: "weight"
    float ratio = 0; // RMS of the last update / RMS of the weight
    bool operator==(const UpdateRatio&) const = default;
};

// Of a node that is looked at closely.
struct NodeDetail {
    std::string node = {};
    std::vector<float> zeros = {}; // of each channel (or unit) the share that is exactly 0; 1: it is dead
    std::vector<Histogram> histograms = {};
    std::vector<UpdateRatio> updates = {};
    ActivationMaps maps = {}; // no channels: its results are no pictures
    bool operator==(const NodeDetail&) const = default;
};

} // namespace weft
