#pragma once

#include "engine/backends/cuda/cudnn/plan.h"
#include "engine/backends/cuda/device/memory.h"

namespace weft::cuda {

// Tries the plans of one operation graph on tensors of noise: how long they take, and what they give.
class Trial {
public:
    explicit Trial(std::shared_ptr<const OperationGraph> graph);

    struct Outcome {
        double seconds = 0; // the least of the timed runs
        std::vector<double> result = {}; // its first elements
    };
    // One run that loads, and `timed` more. Throws Error, where there is not memory enough too.
    Outcome run(const Plan& plan, int timed);

    // Whether two engines mean the same: their results are within 3 % of the norm. bf16 comes within a third of that.
    static bool agree(const std::vector<double>& a, const std::vector<double>& b);

private:
    std::vector<double> result() const;

    std::shared_ptr<const OperationGraph> m_graph;
    Device& m_device;
    std::vector<std::unique_ptr<DeviceMemory>> m_memory; // of the graph's tensors, in their order
    std::unique_ptr<DeviceMemory> m_workspace; // of the plan so far that wants most
    std::vector<int64_t> m_uids;
    std::vector<void*> m_pointers;
    size_t m_result = 0; // which tensor
};

} // namespace weft::cuda
