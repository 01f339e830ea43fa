#pragma once

#include "engine/train/network/input_form.h"

namespace weft {

// What a served model takes and gives; kept by whoever has a request of it, when the model itself is gone already.
struct ServedOutput {
    std::string name; // its node
    std::string kind; // "classes", "values", "image", "tokens"
    DType dtype = DType::f32;
    Shape shape = {}; // of one sample
    std::vector<std::string> classes = {}; // names of the scores, where they are some
};

struct ModelDescription {
    std::string name;
    std::string version;
    std::string title; // the project's name
    std::string device;
    int64_t step = 0; // updates behind the weights
    int64_t mostTogether = 1; // samples in the largest batch
    size_t feeds = 0; // of the network; those without an input stay empty
    std::vector<InputForm> inputs = {};
    DataSection data = {}; // that rows of its tables are prepared by
    Preparation preparation = {};
    std::vector<ServedOutput> outputs = {};
    std::string warning = {}; // TrainedNetwork::dataChange()
};

} // namespace weft
