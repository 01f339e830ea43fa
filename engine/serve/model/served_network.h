#pragma once

#include "engine/serve/model/description.h"

#include <map>

namespace weft {

struct ServedNetworkOptions {
    std::string name;
    std::string version;
    std::string place; // see ModelPath
    bool best = true; // a run's best weights, else the last
    std::string device = {}; // instead of the project's
    int64_t mostTogether = 32; // samples in the largest batch
    Backend* backend = nullptr; // instead of either; lent
};

// A trained network, compiled for batches of 1, 2, 4 … samples and ready to run. To be made, used and destroyed on one
// thread, as devices want it.
class ServedNetwork {
public:
    explicit ServedNetwork(const ServedNetworkOptions& options); // throws Error

    const std::shared_ptr<const ModelDescription>& description() const { return m_description; }

    // The batches to run for so many samples, the quickest way by what each size took when it was measured; the last
    // one may have room left over.
    std::vector<int64_t> planFor(int64_t samples) const;

    // One batch of a size that planFor() has named. `feeds`: of each of the network's feeds batch × sample, or empty.
    // `outputs`: of each output batch × sample, overwritten.
    void run(int64_t batch, std::span<const std::span<const std::byte>> feeds,
             std::vector<std::vector<std::byte>>& outputs);

private:
    void describe(const ServedNetworkOptions& options);
    void measure();

    std::unique_ptr<TrainedNetwork> m_network;
    std::map<int64_t, std::unique_ptr<ReadyStep>> m_steps; // by batch
    std::vector<int64_t> m_firstBatch; // of the plan for so many samples
    std::shared_ptr<const ModelDescription> m_description;
};

} // namespace weft
