#pragma once

#include "engine/import/onnx/graph_writer.h"
#include "engine/storage/safetensors.h"

namespace weft {

// Weights under other names, such as PyTorch's state_dict as safetensors, brought to the states of a project by a table
// of names: one line each, "theirs = ours", with "transposed" behind it where rows and columns change places (a Linear
// of PyTorch is units × features, a Dense features × units). '#' begins a comment.

struct WeightName {
    std::string theirs = {};
    std::string ours = {};
    bool transposed = false;
};

std::vector<WeightName> readWeightNames(std::string_view table); // Error with the line that is none
std::string writeWeightNames(const std::vector<WeightName>& names);

// The table that Weft wrote into the file ("weft.names"), as far as it fits; for other states what names alone suggest:
// equal ones, and PyTorch's words for those of a node (weight, bias, running_mean,
// running_var).
std::vector<WeightName> guessWeightNames(const SafetensorsReader& file, const Graph& graph);

struct MappedWeights {
    std::vector<StartingState> weights = {};
    std::vector<std::string> missing = {}; // states of the project that got nothing
    std::vector<std::string> unused = {}; // tensors of the file that nothing takes
};
// Error, naming both, where a tensor is not there, or its shape does not fit.
MappedWeights mapWeights(const SafetensorsReader& file, const Graph& graph, const std::vector<WeightName>& names);

} // namespace weft
