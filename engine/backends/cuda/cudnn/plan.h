#pragma once

#include "engine/backends/cuda/cudnn/descriptor.h"
#include "engine/backends/cuda/device/device.h"
#include "engine/ir/program.h"

#include <functional>
#include <memory>
#include <string>

namespace weft::cuda {

cudnnDataType_t cudnnTypeOf(DType dtype);

// Operations of cuDNN, with everything that describes them; what depends on another part comes after it.
class OperationGraph {
public:
    explicit OperationGraph(Device& device)
        : m_device(device)
    {
    }

    Descriptor& add(cudnnBackendDescriptorType_t type); // stays where it is
    // A tensor of the graph's caller; `uid` names it when the plan runs.
    Descriptor& addTensor(int64_t uid, std::span<const int64_t> sizes, std::span<const int64_t> strides, DType dtype);
    // The last operation, and the tensor that it gives: from here on nothing is added.
    void complete(const Descriptor& operation, int64_t resultUid);

    struct Tensor {
        int64_t uid = 0;
        size_t bytes = 0;
        DType dtype = DType::f32;
    };

    Device& device() const { return m_device; }
    const Descriptor& graph() const { return *m_parts.back(); }
    std::span<const Tensor> tensors() const { return m_tensors; }
    int64_t resultUid() const { return m_resultUid; }

private:
    Device& m_device;
    std::vector<Tensor> m_tensors;
    int64_t m_resultUid = 0;
    std::vector<std::unique_ptr<Descriptor>> m_parts;
};

// Which of cuDNN's engines may compute.
struct Numerics {
    bool exact = true; // operands are not rounded to fewer bits first, as for tensor cores' TF32
    bool deterministic = true;
    // Of the engines that heuristics name, those with tensor cores first: 1×1 by strides of 2 they would give to one
    // without, which takes thrice the time.
    bool tensorCoresFirst = false;
};

// One engine with its settings, ready to run an operation graph. Keeps no pointers: several kernels may share it.
class Plan {
public:
    Plan(std::shared_ptr<const OperationGraph> graph, Descriptor config); // throws NotSupported

    const OperationGraph& graph() const { return *m_graph; }
    size_t workspaceBytes() const { return m_workspaceBytes; }
    // "engine 12, knobs 2=1 3=4": what tells it from the other plans of the same graph.
    const std::string& name() const { return m_name; }
    std::string engine() const { return m_name.substr(0, m_name.find(',')); } // "engine 12"
    bool usesTensorCores() const { return m_tensorCores; }
    void run(std::span<const int64_t> uids, std::span<void* const> pointers, std::byte* workspace) const;

private:
    std::shared_ptr<const OperationGraph> m_graph;
    Descriptor m_config, m_plan;
    size_t m_workspaceBytes = 0;
    std::string m_name;
    bool m_tensorCores = false;
};

// Gives the plans for the graph that these numerics allow one by one, as cuDNN's heuristics order them, the safe ones
// of its fallback list last, until `take` returns false.
using TakePlan = std::function<bool(std::shared_ptr<const Plan> plan)>;
void forEachPlan(const std::shared_ptr<const OperationGraph>& graph, Numerics numerics, const TakePlan& take);

// The first `most` of them. Empty: cuDNN has none.
std::vector<std::shared_ptr<const Plan>> plansFor(const std::shared_ptr<const OperationGraph>& graph, Numerics numerics,
                                                  size_t most);

} // namespace weft::cuda
