#include "engine/train/preflight/known_params.h"

#include "engine/data/formats/format.h"
#include "engine/data/steps/step.h"
#include "engine/graph/nearest_name.h"
#include "engine/layers/layer_type.h"
#include "engine/support/error.h"
#include "engine/support/printable.h"
#include "engine/train/optimizer_type.h"
#include "engine/train/schedule.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace weft {

namespace {

struct Known {
    std::string owner = {};
    std::vector<std::string> params = {};
};

// Nothing: there is no such type, which the check of the project tells.
template <class Record> std::optional<Known> paramsOf(const std::vector<Record>& records, const std::string& id)
{
    const auto record = std::ranges::find(records, id, &Record::id);
    if (record == records.end())
        return std::nullopt;
    Known known {.owner = id};
    for (const Param& param : record->params)
        known.params.push_back(param.id);
    return known;
}

template <class T> const T& elementOf(const std::vector<T>& list, std::string_view number)
{
    size_t index = 0;
    std::from_chars(number.data(), number.data() + number.size(), index);
    return list.at(index); // it has been set
}

std::optional<Known> paramsOf(const Graph& graph, const GraphNode& node)
{
    if (node.type != "block")
        return paramsOf(layerTypes(), node.type);
    const Block* const block = graph.findBlock(node.block);
    if (block == nullptr)
        return std::nullopt;
    Known known {.owner = "the block " + printable(block->name)};
    for (const PromotedParam& param : block->params)
        known.params.push_back(param.id);
    return known;
}

std::optional<Known> paramsAt(const Project& project, std::string_view place)
{
    if (place == "training.optimizer")
        return paramsOf(optimizerTypes(), project.training.optimizer.type);
    if (place == "training.schedule")
        return paramsOf(scheduleTypes(), project.training.schedule.type);
    const size_t dot = place.rfind('.');
    const std::string_view list = place.substr(0, dot);
    const std::string_view name = place.substr(dot + 1);
    if (list == "data.sources")
        return paramsOf(formats(), elementOf(project.data.sources, name).format);
    if (list == "data.cleaning")
        return paramsOf(cleaningSteps(), elementOf(project.data.cleaning, name).kind);
    if (list == "data.transforms")
        return paramsOf(transformSteps(), elementOf(project.data.transforms, name).kind);
    const GraphNode* const node = project.graph.find(std::string(name)); // none: it has no name but its number
    return node == nullptr ? std::nullopt : paramsOf(project.graph, *node);
}

} // namespace

void requireKnownParam(const Project& project, std::string_view path)
{
    constexpr std::string_view params = ".params.";
    const size_t at = path.find(params);
    if (at == std::string_view::npos || path.starts_with("data.feeds."))
        return;
    const std::optional<Known> known = paramsAt(project, path.substr(0, at));
    const std::string_view name = path.substr(at + params.size());
    if (!known || std::ranges::find(known->params, name) != known->params.end())
        return;
    const std::string_view nearest =
        nearestName(name, known->params, [](const std::string& one) { return std::string_view(one); });
    std::string all;
    for (const std::string& one : known->params)
        all += (all.empty() ? "it has " : ", ") + one;
    if (all.empty())
        all = "it has none";
    throw Error(known->owner + " has no parameter \"" + printable(std::string(name)) + "\"; "
                + (nearest.empty() ? all + "." : "did you mean \"" + std::string(nearest) + "\"?"));
}

} // namespace weft
