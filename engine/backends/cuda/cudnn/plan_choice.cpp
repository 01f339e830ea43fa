#include "engine/backends/cuda/cudnn/plan_choice.h"

#include "engine/backends/cuda/cudnn/trial.h"
#include "engine/backends/cuda/device/errors.h"

#include <algorithm>
#include <memory>

namespace weft::cuda {

namespace {

constexpr size_t mostMeasured = 8; // the fastest is nearly always among them
constexpr size_t mostEngines = 4; // that are asked until two agree
constexpr int timedRuns = 5;

std::string keyOnDevice(const Device& device, const std::string& key)
{
    return "cuDNN " + std::to_string(device.api().dnn.cudnnGetVersion()) + " on " + device.name() + "\n" + key;
}

struct Tried {
    std::shared_ptr<const Plan> plan;
    Trial::Outcome outcome;
};

// How many others agree with each.
std::vector<int> supporters(const std::vector<Tried>& tried)
{
    std::vector<int> counts(tried.size());
    for (size_t i = 0; i < tried.size(); ++i) {
        for (size_t k = 0; k < i; ++k) {
            const bool same = Trial::agree(tried[i].outcome.result, tried[k].outcome.result);
            counts[i] += same;
            counts[k] += same;
        }
    }
    return counts;
}

} // namespace

Choices PlanChoices::names() const
{
    Choices names;
    for (const auto& [key, plan] : m_chosen) {
        if (plan != nullptr)
            names[key] = plan->name();
    }
    return names;
}

// nullptr: cuDNN offers none of that name.
std::shared_ptr<const Plan> PlanChoices::named(const std::string& name, Numerics numerics,
                                               const std::shared_ptr<const OperationGraph>& graph)
{
    std::shared_ptr<const Plan> found;
    forEachPlan(graph, numerics, [&](std::shared_ptr<const Plan> plan) {
        if (plan->name() == name)
            found = std::move(plan);
        return found == nullptr;
    });
    return found;
}

std::shared_ptr<const Plan> PlanChoices::trusted(const std::string& key, Numerics numerics,
                                                 const std::shared_ptr<const OperationGraph>& graph)
{
    const DiskCache cache(realFileSystem(), DiskCache::usualFolder());
    const std::string kept = "trusted\n" + key;
    std::shared_ptr<const Plan> chosen;
    if (const std::optional<std::string> known = cache.find(kept)) {
        if (auto plan = named(*known, numerics, graph))
            return plan;
    }
    std::vector<std::shared_ptr<const Plan>> plans; // of the engines so far
    std::vector<Tried> tried;
    std::unique_ptr<Trial> trial;
    bool isAlone = false; // the first plan is taken as it is
    const auto compare = [&](const std::shared_ptr<const Plan>& plan) {
        if (trial == nullptr)
            trial = std::make_unique<Trial>(graph);
        Tried last {plan, trial->run(*plan, 0)};
        const auto same = std::ranges::find_if(
            tried, [&](const Tried& one) { return Trial::agree(one.outcome.result, last.outcome.result); });
        if (same != tried.end())
            chosen = same->plan;
        tried.push_back(std::move(last));
    };
    forEachPlan(graph, numerics, [&](std::shared_ptr<const Plan> plan) {
        if (std::ranges::find(plans, plan->engine(), [](const auto& one) { return one->engine(); }) != plans.end())
            return true;
        plans.push_back(std::move(plan));
        try {
            if (plans.size() == 2)
                compare(plans.front());
            if (plans.size() >= 2)
                compare(plans.back());
        } catch (const CudaError& error) {
            if (error.remedy() != Remedy::shrink)
                throw;
            if (tried.size() > 1)
                return false; // they differ, and nobody decides
            isAlone = true; // no memory to try them in
        }
        return chosen == nullptr && !isAlone && plans.size() < mostEngines;
    });
    if (chosen != nullptr && !tried.empty())
        cache.keep(kept, chosen->name());
    isAlone = isAlone || plans.size() == 1; // nobody to ask
    return chosen == nullptr && isAlone ? plans.front() : chosen;
}

std::shared_ptr<const Plan> PlanChoices::fastest(const std::string& key, Numerics numerics,
                                                 const std::shared_ptr<const OperationGraph>& graph)
{
    const DiskCache cache(realFileSystem(), DiskCache::usualFolder());
    const std::string kept = "timed in rows\n" + key; // Trial's way of timing
    const std::optional<std::string> known = cache.find(kept);
    const auto plans = plansFor(graph, numerics, mostMeasured);
    for (const auto& plan : plans) {
        if (known && plan->name() == *known)
            return plan;
    }
    Trial trial(graph);
    std::vector<Tried> tried;
    for (const auto& plan : plans)
        tried.push_back({plan, trial.run(*plan, timedRuns)});
    if (tried.empty())
        return nullptr;
    const std::vector<int> counts = supporters(tried);
    const int most = std::ranges::max(counts);
    const Tried* best = nullptr;
    for (size_t i = 0; i < tried.size(); ++i) {
        if (counts[i] == most && (best == nullptr || tried[i].outcome.seconds < best->outcome.seconds))
            best = &tried[i];
    }
    if (most == 0 && tried.size() > 1)
        return nullptr; // each says something else
    cache.keep(kept, best->plan->name());
    return best->plan;
}

std::shared_ptr<const Plan> PlanChoices::choose(const Device& device, const std::string& what, Numerics numerics,
                                                const Describe& describe)
{
    const std::string key = keyOnDevice(device, what);
    const auto known = m_chosen.find(key);
    if (known != m_chosen.end())
        return known->second;
    std::shared_ptr<const Plan> chosen;
    try {
        const auto graph = describe();
        const auto pinned = m_pinned.find(key);
        if (pinned != m_pinned.end())
            chosen = named(pinned->second, numerics, graph);
        if (chosen == nullptr)
            chosen = m_measures ? fastest(key, numerics, graph) : trusted(key, numerics, graph);
    } catch (const NotSupported&) { // remembered too
    }
    return m_chosen[key] = chosen;
}

} // namespace weft::cuda
