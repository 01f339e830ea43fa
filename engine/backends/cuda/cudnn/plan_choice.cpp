#include "engine/backends/cuda/cudnn/plan_choice.h"

#include "engine/backends/cuda/cudnn/trial.h"

#include <algorithm>
#include <limits>

namespace weft::cuda {

namespace {

constexpr size_t mostMeasured = 8; // the fastest is nearly always among them

} // namespace

std::shared_ptr<const Plan> PlanChoices::fastest(const std::string& key, Numerics numerics,
                                                 const std::shared_ptr<const OperationGraph>& graph)
{
    Device& device = graph->device();
    const DiskCache cache(realFileSystem(), DiskCache::usualFolder());
    const std::string kept =
        "cuDNN " + std::to_string(device.api().dnn.cudnnGetVersion()) + " on " + device.name() + "\n" + key;
    const std::optional<std::string> known = cache.find(kept);
    const auto plans = plansFor(graph, numerics, mostMeasured);
    std::shared_ptr<const Plan> best;
    double least = std::numeric_limits<double>::infinity();
    for (const auto& plan : plans) {
        if (known && plan->name() == *known)
            return plan;
    }
    size_t workspaceBytes = 0;
    for (const auto& plan : plans)
        workspaceBytes = std::max(workspaceBytes, plan->workspaceBytes());
    Trial trial(graph, workspaceBytes);
    for (const auto& plan : plans) {
        const Trial::Outcome outcome = trial.run(*plan);
        if (outcome.agrees && outcome.seconds < least) {
            least = outcome.seconds;
            best = plan;
        }
    }
    if (best != nullptr)
        cache.keep(kept, best->name());
    return best;
}

std::shared_ptr<const Plan> PlanChoices::choose(const std::string& key, Numerics numerics, const Describe& describe)
{
    const auto known = m_chosen.find(key);
    if (known != m_chosen.end())
        return known->second;
    std::shared_ptr<const Plan> chosen;
    try {
        const auto graph = describe();
        if (m_measures) {
            chosen = fastest(key, numerics, graph);
        } else if (const auto plans = plansFor(graph, numerics, 1); !plans.empty()) {
            chosen = plans.front();
        }
    } catch (const NotSupported&) { // remembered too
    }
    return m_chosen[key] = chosen;
}

} // namespace weft::cuda
