#include "engine/export/pytorch/write_layers.h"

#include "engine/export/pytorch/forms/forms.h"
#include "engine/export/pytorch/steps.h"

#include <algorithm>

namespace weft {

namespace {

std::string shapeText(const Shape& shape)
{
    std::string text = shape.rank() == 0 ? "one number" : "samples";
    for (int axis = 1; axis < shape.rank(); ++axis)
        text += " × " + std::to_string(shape[axis]);
    return text;
}

std::vector<std::string> write(TorchLayer& layer)
{
    const TorchForm* const form = torchFormOf(layer.node().type);
    std::vector<std::string> results = form == nullptr ? TorchResults() : form->write(layer);
    return results.empty() ? callSteps(layer) : results;
}

} // namespace

std::vector<std::string> writeLayers(ModuleWriter& writer)
{
    const UnfoldedNetwork& network = writer.network();
    std::map<int, std::string> variables; // by value of network.training
    std::map<std::string, std::string> answers; // by path
    for (const UnfoldedNetwork::Layer& one : network.layers) {
        const UnfoldedLayer& node = one.training;
        if (node.bypassed)
            continue;
        std::vector<std::string> inputs;
        for (const int value : node.inputs)
            inputs.push_back(value < 0 ? std::string() : variables.at(value));
        TorchLayer layer(writer, one, std::move(inputs));
        const std::vector<std::string> results = write(layer);
        const LayerType& type = *findLayerType(node.type);
        for (size_t i = 0; i < results.size(); ++i) {
            const bool isVariable = results[i] == layer.name()
                || std::ranges::any_of(variables, [&](const auto& known) { return known.second == results[i]; });
            std::string variable = results[i];
            if (!isVariable) {
                variable =
                    results.size() == 1 ? layer.name() : writer.names().take(layer.name() + "_" + type.outputs[i].id);
                writer.compute(variable + " = " + results[i] + "  # " + shapeText(layer.resultShape(i)));
            }
            variables[node.results[i]] = variable;
            if (i == 0)
                answers[node.path] = variable;
        }
    }
    std::vector<std::string> outputs;
    for (const ModelOutput& output : network.model.outputs)
        outputs.push_back(answers.at(output.node));
    return outputs;
}

} // namespace weft
