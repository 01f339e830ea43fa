#include "ui/inspector/fixes.h"

#include "engine/graph/field.h"
#include "ui/document/actions.h"
#include "ui/document/ports.h"
#include "ui/inspector/target.h"
#include "ui/style/numbers.h"
#include "ui/style/words.h"

#include <QCoreApplication>
#include <QPointF>

#include <algorithm>

namespace weft {

namespace {

struct FixText {
    Q_DECLARE_TR_FUNCTIONS(weft::Fixes)
};

QPointF placeOf(const GraphDocument& document, const NodeKey& key)
{
    const NodeView view = document.view(key.scope, key.id);
    return {view.x, view.y};
}

const Input* inputOf(const GraphNode& node, const std::string& port)
{
    const auto found = std::ranges::find(node.inputs, port, &Input::port);
    return found == node.inputs.end() ? nullptr : &*found;
}

std::optional<Shape> shapeOf(const GraphDocument& document, const Scope& scope, const PortRef& from)
{
    const NodeReport* report = document.report({scope, from.node});
    const GraphNode* node = document.node(scope, from.node);
    if (!report || !node)
        return {};
    const std::vector<Port> ports = outputPorts(document.project(), scope, *node);
    const auto port = std::ranges::find(ports, from.port, &Port::id);
    const size_t index = size_t(port - ports.begin());
    return index < report->outputs.size() ? std::optional(report->outputs[index].shape) : std::nullopt;
}

// "Dense takes a row of features …; put a Flatten before it."
void insertLayer(GraphDocument& document, const NodeKey& key, const GraphNode& node, const std::string& port,
                 const std::string& layer, std::vector<Fix>& fixes)
{
    const Input* input = inputOf(node, port);
    const LayerType* type = findLayerType(layer);
    if (!input || !type)
        return;
    const Wire wire = {input->from, node.id, port};
    fixes.push_back(
        {.title = FixText::tr("Insert %1").arg(translated(type->title)),
         .note = FixText::tr("between %1 and %2")
                     .arg(QString::fromStdString(input->from.node), QString::fromStdString(node.id)),
         .apply = [&document, key, wire, layer] {
             if (!document.node(key))
                 return;
             const QPointF at = (placeOf(document, key) + placeOf(document, {key.scope, wire.from.node})) / 2;
             addNode(document, key.scope, layer, at + QPointF(0, 64), {.on = wire});
         }});
}

// Sums of maps that differ in channels or by a whole factor in size: a 1×1 convolution makes one fit the other, as He
// et al. 2015 do on their shortcuts ("option B").
void projectSkip(GraphDocument& document, const NodeKey& key, const GraphNode& node, std::vector<Fix>& fixes)
{
    std::optional<Shape> target;
    for (const Input& input : node.inputs) {
        const std::optional<Shape> shape = shapeOf(document, key.scope, input.from);
        if (!shape || shape->rank() != 4)
            return;
        if (!target) {
            target = shape;
            continue;
        }
        const int64_t rows = (*target)[2], columns = (*target)[3], filters = (*target)[1];
        const int64_t stride = (*shape)[2] / std::max<int64_t>(1, rows);
        // A stride of s with a kernel of 1 leaves ⌈size / s⌉.
        const auto after = [stride](int64_t size) { return stride < 1 ? 0 : (size + stride - 1) / stride; };
        if (*shape == *target || after((*shape)[2]) != rows || after((*shape)[3]) != columns)
            continue;
        const Wire wire = {input.from, node.id, input.port};
        const int64_t channels = (*shape)[1];
        fixes.push_back(
            {.title = stride > 1 ? FixText::tr("Insert Conv 2D 1×1, stride %1").arg(stride)
                                 : FixText::tr("Insert Conv 2D 1×1"),
             .note = FixText::tr("on the wire from %1, +%2 parameters")
                         .arg(QString::fromStdString(input.from.node), formatExact(channels * filters + filters)),
             .apply = [&document, key, wire, filters, stride] {
                 if (!document.node(key))
                     return;
                 const QPointF at = (placeOf(document, key) + placeOf(document, {key.scope, wire.from.node})) / 2;
                 document.change(FixText::tr("Insert Conv 2D 1×1"), [&](Edit&) {
                     const std::string id = addNode(document, key.scope, "conv2d", at + QPointF(0, 64), {.on = wire});
                     setParam(document, key.scope, {id}, "filters", filters);
                     setParam(document, key.scope, {id}, "kernel", std::vector<int64_t> {1});
                     setParam(document, key.scope, {id}, "stride", std::vector<int64_t> {stride});
                 });
             }});
    }
}

// The loss at the end of the longest way: behind the last node in the document whose output nobody takes.
void addLoss(GraphDocument& document, std::vector<Fix>& fixes)
{
    const GraphNode* last = nullptr;
    const GraphNode* labels = nullptr;
    for (const GraphNode& node : document.nodes({})) {
        if (node.type == "label")
            labels = &node;
        const std::string category = categoryOf(node);
        if (category == "input" || category == "output" || category == "loss" || category == "metric")
            continue;
        if (document.consumers({}, node.id).empty() && !outputPorts(document.project(), {}, node).empty())
            last = &node;
    }
    const LayerType* loss = findLayerType("cross_entropy");
    if (!last || !loss || loss->inputs.size() < 2)
        return;
    const PortRef from = {last->id, outputPorts(document.project(), {}, *last).front().id};
    const std::string labelId = labels ? labels->id : std::string();
    fixes.push_back({.title = FixText::tr("Add %1").arg(translated(loss->title)),
                     .note = FixText::tr("behind %1").arg(QString::fromStdString(last->id)),
                     .apply = [&document, from, labelId, port = loss->inputs[1].id] {
                         if (!document.node({}, from.node))
                             return;
                         const QPointF at = placeOf(document, {{}, from.node}) + QPointF(240, 0);
                         document.change(FixText::tr("Add a loss"), [&](Edit&) {
                             const std::string id = addNode(document, {}, "cross_entropy", at, {.from = from});
                             std::string label = labelId;
                             if (label.empty())
                                 label = addNode(document, {}, "label", at + QPointF(-240, 160));
                             const LayerType* type = findLayerType("label");
                             connectPorts(document, {}, {label, type->outputs.front().id}, id, port);
                         });
                     }});
}

// A setting of the training out of its range: its default.
void resetTraining(GraphDocument& document, const std::string& key, std::vector<Fix>& fixes)
{
    for (const Field<TrainingSection>& field : fieldsOf<TrainingSection>()) {
        if ("training." + std::string(field.key) != key)
            continue;
        fixes.push_back({.title = FixText::tr("Reset %1").arg(nameOf(std::string(field.key))),
                         .apply = [&document, member = field.member, title = nameOf(std::string(field.key))] {
                             document.change(FixText::tr("Reset %1").arg(title), [&](Edit& edit) {
                                 TrainingSection training = edit.project().training;
                                 std::visit([&](auto pointer) { training.*pointer = TrainingSection().*pointer; },
                                            member);
                                 edit.setTraining(training);
                             });
                         }});
    }
}

} // namespace

std::vector<Fix> fixesFor(GraphDocument& document, const Diagnostic& problem)
{
    std::vector<Fix> fixes;
    if (problem.node.empty()) {
        if (problem.code == DiagnosticCode::noLoss)
            addLoss(document, fixes);
        resetTraining(document, problem.port, fixes);
        return fixes;
    }
    const NodeKey key = document.keyOf(problem.node);
    const GraphNode* node = document.node(key);
    if (!node)
        return fixes;
    if (problem.code == DiagnosticCode::notFlat)
        insertLayer(document, key, *node, problem.port, "flatten", fixes);
    if (categoryOf(*node) == "merge" && problem.code == DiagnosticCode::shapesDiffer)
        projectSkip(document, key, *node, fixes);
    if (problem.code == DiagnosticCode::cannotBypass)
        fixes.push_back({.title = FixText::tr("Stop bypassing it"),
                         .apply = [&document, key] { setBypassed(document, key.scope, {key.id}, false); }});
    if (problem.code == DiagnosticCode::padUnused)
        fixes.push_back({.title = FixText::tr("Use explicit padding"), .apply = [&document, key] {
                             setParam(document, key.scope, {key.id}, "padding", std::string("explicit"));
                         }});
    if (problem.code == DiagnosticCode::deadWire) {
        if (const Input* input = inputOf(*node, problem.port)) {
            fixes.push_back({.title = FixText::tr("Remove the wire"),
                             .apply = [&document, key, wire = Wire {input->from, node->id, problem.port}] {
                                 disconnect(document, key.scope, {wire});
                             }});
        }
    }
    if (node->params.contains(problem.port))
        fixes.push_back(
            {.title = FixText::tr("Reset %1").arg(nameOf(problem.port)),
             .apply = [&document, key, param = problem.port] { resetParam(document, key.scope, {key.id}, param); }});
    return fixes;
}

} // namespace weft
