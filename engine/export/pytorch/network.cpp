#include "engine/export/pytorch/network.h"

#include <algorithm>
#include <set>

namespace weft {

namespace {

// Of the nodes whose paths are `wanted`, and all that they hang on.
std::vector<bool> neededLayers(const std::vector<UnfoldedLayer>& nodes, const std::vector<ModelOutput>& wanted,
                               size_t valueCount)
{
    std::vector<bool> value(valueCount, false), needed(nodes.size(), false);
    for (size_t i = nodes.size(); i-- > 0;) {
        const UnfoldedLayer& node = nodes[i];
        needed[i] = std::ranges::find(wanted, node.path, &ModelOutput::node) != wanted.end()
            || std::ranges::any_of(node.results, [&](int id) { return value[size_t(id)]; });
        if (!needed[i])
            continue;
        for (const int id : node.inputs) {
            if (id >= 0)
                value[size_t(id)] = true;
        }
    }
    return needed;
}

} // namespace

UnfoldedNetwork::UnfoldedNetwork(const ExportedModel& exported)
    : model(exported)
{
    const Graph& graph = model.project.graph;
    Builder builder(training);
    std::vector<UnfoldedLayer> trained, predicted;
    throwErrors(lower(builder, graph, {.batch = BatchProgram::batch, .training = true}, trained).diagnostics);
    const std::vector<bool> needed = neededLayers(trained, model.outputs, training.values.size());
    predicting = makeBatchProgram([&](int64_t batch) {
        Program program;
        Builder predictions(program);
        predicted.clear();
        lower(predictions, graph, {.batch = batch}, predicted);
        std::set<int> kept;
        for (size_t i = 0; i < program.origins.size(); ++i) {
            const auto layer = std::ranges::find(predicted, program.origins[i], &UnfoldedLayer::path);
            if (layer != predicted.end() && needed[size_t(layer - predicted.begin())])
                kept.insert(int(i));
        }
        std::erase_if(program.nodes, [&](const Node& node) { return !kept.contains(node.origin); });
        return program;
    });
    for (size_t i = 0; i < needed.size(); ++i) {
        if (needed[i])
            layers.push_back({trained[i], predicted[i]});
    }
}

} // namespace weft
