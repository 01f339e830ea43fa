#pragma once

#include "engine/backends/cuda/cudnn/plan.h"
#include "engine/backends/cuda/device/memory.h"

namespace weft::cuda {

// Tries the plans of one operation graph on tensors of noise: how long they take, and whether they give the same.
class Trial {
public:
    Trial(std::shared_ptr<const OperationGraph> graph, size_t workspaceBytes); // of the plan that wants most

    struct Outcome {
        double seconds = 0; // the least of a few runs
        bool agrees = true; // with the first plan that was tried; engines that compute nonsense have been seen
    };
    Outcome run(const Plan& plan);

private:
    std::vector<double> result() const; // its first elements

    std::shared_ptr<const OperationGraph> m_graph;
    Device& m_device;
    std::vector<std::unique_ptr<DeviceMemory>> m_memory; // of the graph's tensors, in their order
    DeviceMemory m_workspace;
    std::vector<int64_t> m_uids;
    std::vector<void*> m_pointers;
    size_t m_result = 0; // which tensor
    std::vector<double> m_expected;
};

} // namespace weft::cuda
