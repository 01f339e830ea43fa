#include "ui/inspector/sections/cost.h"

#include "engine/support/shape.h"
#include "ui/document/ports.h"
#include "ui/style/numbers.h"
#include "ui/style/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace weft {

namespace {

struct CostText {
    Q_DECLARE_TR_FUNCTIONS(weft::Cost)
};

QString shapeText(const GraphDocument& document, const Scope& scope, const GraphNode& node, size_t output)
{
    const NodeReport* report = document.report({scope, node.id});
    if (!report || output >= report->outputs.size())
        return CostText::tr("unknown");
    const QString text = formatShapeWide(withoutSamples(report->outputs[output].shape));
    return document.isChecked() ? text : text + QStringLiteral(" ?");
}

QString shapeOf(const GraphDocument& document, const Scope& scope, const PortRef& from)
{
    const GraphNode* node = document.node(scope, from.node);
    if (!node)
        return missingValue();
    const std::vector<Port> ports = outputPorts(document.project(), scope, *node);
    const auto port = std::ranges::find(ports, from.port, &Port::id);
    return port == ports.end() ? CostText::tr("unknown")
                               : shapeText(document, scope, *node, size_t(port - ports.begin()));
}

void addPorts(const Target& target, const GraphNode& node, std::vector<ValueList::Row>& rows)
{
    const GraphDocument& document = *target.document;
    const std::vector<Port> inputs = inputPorts(document.project(), target.scope, node);
    const bool alone = inputs.size() == 1 && !inputs.front().many;
    for (const Port& port : inputs) {
        const QString doc = translated(port.doc);
        bool wired = false;
        for (const Input& input : node.inputs) {
            if (input.port != port.id)
                continue;
            wired = true;
            const bool boundary = // at the top a node may be called so
                !target.scope.empty() && input.from.node == "in" && !document.node(target.scope, "in");
            const QString from = boundary ? CostText::tr("the block's %1").arg(QString::fromStdString(input.from.port))
                                          : QString::fromStdString(input.from.node);
            const QString name = alone ? CostText::tr("Input") : nameOf(port.id);
            const bool wrong = std::ranges::any_of(document.problems(), [&](const Diagnostic& problem) {
                return problem.severity == Severity::error && problem.port == port.id
                    && document.keyOf(problem.node) == NodeKey {target.scope, node.id};
            });
            rows.push_back({.name = CostText::tr("%1, from %2").arg(name, from),
                            .value = boundary ? missingValue() : shapeOf(document, target.scope, input.from),
                            .toolTip = doc,
                            .wrong = wrong,
                            .link = boundary ? QString() : QString::fromStdString(input.from.node)});
        }
        if (!wired)
            rows.push_back({.name = nameOf(port.id),
                            .value = port.optional ? CostText::tr("not wired") : CostText::tr("not wired yet"),
                            .toolTip = doc,
                            .wrong = !port.optional});
    }
    const std::vector<Port> outputs = outputPorts(document.project(), target.scope, node);
    for (size_t i = 0; i < outputs.size(); ++i)
        rows.push_back({.name = outputs.size() == 1 ? CostText::tr("Output") : nameOf(outputs[i].id),
                        .value = shapeText(document, target.scope, node, i),
                        .toolTip = translated(outputs[i].doc)});
}

} // namespace

std::vector<ValueList::Row> costRows(const Target& target)
{
    std::vector<ValueList::Row> rows;
    if (const GraphNode* node = target.only())
        addPorts(target, *node, rows);
    int64_t parameters = 0;
    double flops = 0;
    uint64_t bytes = 0;
    bool known = false;
    for (const GraphNode* node : target.nodes()) {
        const NodeReport* report = target.document->report({target.scope, node->id});
        if (!report)
            continue;
        known = true;
        parameters += report->parameters;
        flops += report->flops;
        bytes += report->activationBytes;
    }
    const auto value = [known](const QString& text) { return known ? text : missingValue(); };
    const int64_t batch = target.document ? std::max<int64_t>(1, target.document->project().training.batchSize) : 1;
    rows.push_back({CostText::tr("Parameters"), value(formatExact(parameters))});
    rows.push_back({CostText::tr("Compute"), value(formatFlops(flops)),
                    CostText::tr("Of one sample, forwards; a multiply-add counts two.")});
    rows.push_back({CostText::tr("Memory, batch %1").arg(QString::number(batch)),
                    value(formatBytes(bytes * uint64_t(batch))),
                    CostText::tr("What it computes on the way forward and keeps for the way back.")});
    return rows;
}

std::vector<ValueList::Row> networkRows(const GraphDocument& document)
{
    std::vector<ValueList::Row> rows;
    rows.push_back({CostText::tr("Nodes"), formatExact(int64_t(document.nodes({}).size()))});
    if (const size_t blocks = document.project().graph.blocks.size(); blocks > 0)
        rows.push_back({CostText::tr("Blocks"), formatExact(int64_t(blocks))});
    const GraphReport* report = document.report();
    rows.push_back({CostText::tr("Parameters"), report ? formatExact(report->parameters) : missingValue()});
    if (report && report->trainable != report->parameters)
        rows.push_back({CostText::tr("Trained"), formatExact(report->trainable)});
    rows.push_back({CostText::tr("Compute"), report ? formatFlops(report->flops) : missingValue(),
                    CostText::tr("Of one sample, forwards; a multiply-add counts two.")});
    return rows;
}

} // namespace weft
