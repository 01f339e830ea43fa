#pragma once

#include "engine/backends/backend.h"
#include "engine/export/verify/trial.h"

namespace weft {

// A network with the weights that it begins with, on the CPU: as good as a trained one where only numbers are compared.
struct UntrainedModel {
    // `data`: read the project's data, whose relative paths count from `folder`, so that the model takes samples as
    // they are stored; otherwise it takes them as the network does.
    explicit UntrainedModel(const Project& project, bool data = false, const std::string& folder = ".");

    // Other numbers in biases, scales and statistics, so that none is 0 or 1 or like another; and the model again.
    void shake(uint64_t seed);

    // Random samples as they are stored, and what Weft answers.
    Trial trial(int64_t samples, uint32_t seed);
    Trial trial(std::vector<HostTensor> inputs); // these, one for each of the model's

    std::unique_ptr<Backend> cpu;
    std::unique_ptr<States> states;
    PreparedData prepared = {};
    std::vector<FedColumn> columns = {};
    ExportedModel model;
};

} // namespace weft
