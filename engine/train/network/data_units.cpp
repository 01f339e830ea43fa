#include "engine/train/network/data_units.h"

#include "engine/graph/complete_params.h"
#include "engine/layers/layer_type.h"
#include "engine/train/network/wire_origin.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace weft {

namespace {

constexpr std::array<std::string_view, 6> losses = {"mse",           "mae",    "huber",
                                                    "cross_entropy", "vae_kl", "binary_cross_entropy"};

double weightOf(const Graph& graph, const GraphNode& loss)
{
    const LayerType* const type = findLayerType(loss.type);
    Diagnostics ignored;
    const Variables variables(graph.variables);
    const Params params = completeParams(type->params, loss.params, {}, ignored, &variables);
    const auto weight = params.find("weight");
    return weight == params.end() ? 1 : std::get<double>(weight->second);
}

// What the node's mean is among the values, without the weight of the loss.
const std::pair<std::string, double>* valueOf(const GraphNode& node, const NamedNumbers& values)
{
    const auto named = [&](const std::string& name) -> const std::pair<std::string, double>* {
        const auto found = std::ranges::find(values, name, &NamedNumbers::value_type::first);
        return found == values.end() ? nullptr : &*found;
    };
    if (node.type != "mean_absolute_error")
        return named("loss/" + node.id);
    const auto* const own = named(node.id + "/mean_absolute_error");
    return own != nullptr ? own : named("mean_absolute_error");
}

// How much larger the data's numbers are than those that are learnt; 0: not all alike.
double scaleOf(const Affine& affine)
{
    const bool alike = std::ranges::all_of(affine.scale, [&](double one) { return one == affine.scale.front(); });
    return alike ? std::abs(affine.scale.front()) : 0;
}

} // namespace

std::vector<DataUnitValue> inDataUnits(const NamedNumbers& values, const Project& project, const PreparedData& data)
{
    const Graph& graph = project.graph;
    const auto isLoss = [](const GraphNode& node) { return !node.muted && std::ranges::count(losses, node.type) > 0; };
    const bool isOnlyLoss = std::ranges::count_if(graph.nodes, isLoss) == 1
        && std::ranges::none_of(values, [](const auto& one) { return one.first.starts_with("loss/"); });
    std::vector<DataUnitValue> all;
    for (const GraphNode& node : graph.nodes) {
        const bool squared = node.type == "mse";
        const bool isError = squared || node.type == "mae" || node.type == "mean_absolute_error";
        const PortRef* const target = inputOf(node, "target");
        if (!isError || node.muted || target == nullptr)
            continue;
        const std::string name = columnFeeding(project, *target);
        const Column* const column = data.data.find(name);
        if (column == nullptr || column->kind != ColumnKind::numbers)
            continue;
        const double scale = scaleOf(data.affine[size_t(column - data.data.columns.data())]);
        if (scale == 0 || scale == 1)
            continue;
        const auto* value = valueOf(node, values);
        double mean = value == nullptr ? 0 : value->second;
        if (isOnlyLoss && isLoss(node)) { // it is told by the weighted sum alone
            const auto sum = std::ranges::find(values, "loss", &NamedNumbers::value_type::first);
            value = sum == values.end() || weightOf(graph, node) == 0 ? nullptr : &*sum;
            mean = value == nullptr ? 0 : value->second / weightOf(graph, node);
        }
        if (value != nullptr)
            all.push_back({.metric = value->first,
                           .column = name,
                           .value = mean * scale * (squared ? scale : 1),
                           .squared = squared});
    }
    return all;
}

} // namespace weft
