#include "engine/layers/layer_type.h"
#include "ui/document/actions.h"
#include "ui/document/actions/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

constexpr std::string_view choosing = "cross_entropy"; // the loss whose target is a class
constexpr double rowDistance = 112;
constexpr double columnWidth = 160;

const Input* inputOf(const GraphNode& node, std::string_view port)
{
    const auto found = std::ranges::find(node.inputs, port, &Input::port);
    return found == node.inputs.end() ? nullptr : &*found;
}

// The first loss that has what a node of `type` needs.
const GraphNode* lossFor(const GraphDocument& document, const std::string& type)
{
    const bool compares = type == "confusion_matrix";
    for (const GraphNode& node : document.nodes({})) {
        const LayerType* const layer = findLayerType(node.type);
        const bool isLoss = layer != nullptr && layer->category == "loss" && !node.muted;
        if (isLoss && inputOf(node, "x") && (!compares || (node.type == choosing && inputOf(node, "target"))))
            return &node;
    }
    return nullptr;
}

// Under what stands in the column of the loss.
QPointF placeBeside(const GraphDocument& document, const GraphNode& loss)
{
    const NodeView at = document.view({}, loss.id);
    double y = at.y;
    for (const GraphNode& node : document.nodes({})) {
        const NodeView view = document.view({}, node.id);
        if (std::abs(view.x - at.x) < columnWidth)
            y = std::max(y, view.y);
    }
    return {at.x, y + rowDistance};
}

} // namespace

bool canAddBesideLoss(const GraphDocument& document, const std::string& type)
{
    return lossFor(document, type) != nullptr;
}

std::string addBesideLoss(GraphDocument& document, const std::string& type)
{
    const GraphNode* const found = lossFor(document, type);
    if (found == nullptr)
        return {};
    const GraphNode loss = *found; // it may move when another one comes
    const LayerType* const layer = findLayerType(type);
    std::string id;
    document.change(Words::tr("Add %1").arg(QCoreApplication::translate("weft::layers", layer->title.c_str())),
                    [&](Edit& edit) {
                        const QPointF at = placeBeside(document, loss);
                        GraphNode node {.id = {}, .type = type};
                        if (type == "output" && loss.type == choosing)
                            node.params = {{"kind", "classes"}};
                        for (const std::string_view port : {"x", "target"}) {
                            const Input* const input = inputOf(loss, port);
                            if (input && std::ranges::find(layer->inputs, port, &Port::id) != layer->inputs.end())
                                node.inputs.push_back({std::string(port), input->from});
                        }
                        id = edit.add({}, std::move(node), {.x = at.x(), .y = at.y()});
                    });
    return id;
}

} // namespace weft
