#pragma once

#include "engine/export/model/batch_program.h"
#include "engine/train/network/trained_network.h"

#include <map>

namespace weft {

struct HostTensor {
    ValueInfo info = {};
    std::vector<std::byte> bytes = {}; // row-major
};

// What a program that is not Weft gives the model: samples as the project's data stores them.
struct ModelInput {
    std::string node; // of the graph; the program's input has its name
    int value = -1; // of the program: as the network takes it
    FeedKind kind = FeedKind::numbers;
    int64_t classCount = 0; // class numbers and tokens are below it
    std::string column = {}; // of the data; empty: there is no data, and samples come as the network takes them
    DType storedType = DType::f32; // u8 for pictures
    Shape storedShape = {}; // of one sample; as many elements as the network takes, but perhaps in another shape
    Affine affine = {}; // what the network takes is (stored − shift) / scale
    std::vector<std::string> classes = {}; // the vocabulary of tokens, the names of classes or of features
};

struct ModelOutput {
    std::string node; // of the graph
    int value = -1; // of the program
    PredictionKind kind = PredictionKind::values; // classes, tokens: probabilities
    std::vector<std::string> classes = {}; // their names; empty: the data has none
    int classAxis = -1; // of `value`, that the classes lie along; -1: no classes
};

// The inference form of a network: what every exporter needs of it, and nothing that belongs to training or to a
// device. All is f32 (or i32 for indices), whatever the project trains in.
struct ExportedModel {
    Project project = {};
    int64_t step = 0; // updates behind the weights
    BatchProgram code = {}; // predictions only, before the passes of any backend; every state is a weight below
    std::map<std::string, HostTensor> weights = {}; // by the name of the state: "conv1.weight"
    std::map<std::string, HostTensor> otherWeights = {}; // that predictions do not read, but training on needs
    std::vector<ModelInput> inputs = {}; // in the graph's order, those that predictions need
    std::vector<ModelOutput> outputs = {}; // in the graph's order, one at least
    const std::string& originOf(const Node& node) const; // the path of its graph node, "encoder/2/conv1"; or ""
};

// The network with the weights in `states` (the averaged ones where training keeps some). `columns` as the feeds of the
// project's programs are ordered; none: samples are given as the network takes them. Throws NodeError for a graph that
// cannot run or has no Output node, Error for what can only train.
ExportedModel exportModel(const Project& project, const PreparedData& data, const std::vector<FedColumn>& columns,
                          States& states, int64_t step = 0);
ExportedModel exportModel(TrainedNetwork& network);

} // namespace weft
