#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cuda/cudnn/plan.h"
#include "engine/backends/cuda/source/disk_cache.h"

#include <functional>
#include <map>

namespace weft::cuda {

// The plans that a device has taken so far, by what they compute.
class PlanChoices {
public:
    using Describe = std::function<std::shared_ptr<const OperationGraph>()>; // may throw NotSupported

    // The first plan of cuDNN's heuristics that gives what a plan of another engine gives, as there are engines that
    // compute nonsense; when plans are to be measured, the fastest of the first few, of those that agree with most.
    // What was found is kept on disk for the same device and version of cuDNN. nullptr: cuDNN has none that can be
    // trusted.
    std::shared_ptr<const Plan> choose(const Device& device, const std::string& what, Numerics numerics,
                                       const Describe& describe);

    // From now on. Two runs are then equal to the last bit only where they find the same choices on disk, or are
    // pinned.
    void measure(bool wanted) { m_measures = wanted; }

    // What was chosen, by the device, cuDNN's version and what is computed; and what is to be chosen from now on.
    Choices names() const;
    void pin(Choices names) { m_pinned = std::move(names); }

    // Whether engines that add up in another order each time are left out; they are unless it says otherwise.
    void beDeterministic(bool wanted) { m_deterministic = wanted; }
    bool isDeterministic() const { return m_deterministic; }

private:
    std::shared_ptr<const Plan> named(const std::string& name, Numerics numerics,
                                      const std::shared_ptr<const OperationGraph>& graph);
    std::shared_ptr<const Plan> trusted(const std::string& key, Numerics numerics,
                                        const std::shared_ptr<const OperationGraph>& graph);
    std::shared_ptr<const Plan> fastest(const std::string& key, Numerics numerics,
                                        const std::shared_ptr<const OperationGraph>& graph);

    std::map<std::string, std::shared_ptr<const Plan>> m_chosen; // by what they compute on this device
    Choices m_pinned;
    bool m_measures = false;
    bool m_deterministic = true;
};

} // namespace weft::cuda
