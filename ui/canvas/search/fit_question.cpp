#include "ui/canvas/search/fit_question.h"

#include "ui/document/graph_document.h"
#include "ui/document/ports.h"

#include <algorithm>

namespace weft {

namespace {

constexpr size_t mostAround = 6;

FitQuestion questionAbout(const GraphDocument& document)
{
    const Graph& graph = document.project().graph;
    return {.choices = layerChoices(graph), .blocks = graph.blocks};
}

} // namespace

std::optional<ValueInfo> valueOf(const GraphDocument& document, const Scope& scope, const PortRef& from)
{
    const GraphNode* node = document.node(scope, from.node);
    const NodeReport* report = document.report(NodeKey {scope, from.node});
    if (node == nullptr || report == nullptr)
        return std::nullopt;
    const std::vector<Port> ports = outputPorts(document.project(), scope, *node);
    const auto port = std::ranges::find(ports, from.port, &Port::id);
    const size_t index = size_t(port - ports.begin());
    return index < report->outputs.size() ? std::optional(report->outputs[index]) : std::nullopt;
}

FitQuestion questionBehind(const GraphDocument& document, const Scope& scope, const PortRef& from)
{
    FitQuestion question = questionAbout(document);
    question.value = valueOf(document, scope, from);
    return question;
}

FitQuestion questionBefore(const GraphDocument& document, const Scope& scope, const std::string& node,
                           const std::string& port)
{
    FitQuestion question = questionAbout(document);
    const GraphNode* taker = document.node(scope, node);
    if (taker == nullptr)
        return question;
    question.taker = {.node = *taker, .port = port};
    for (const Input& input : taker->inputs) {
        const std::optional<ValueInfo> value = valueOf(document, scope, input.from);
        if (value && input.port != port)
            question.taker->others.push_back({input.port, *value});
    }
    for (const GraphNode& other : document.nodes(scope)) {
        if (question.around.size() == mostAround)
            break;
        const NodeReport* report = document.report(NodeKey {scope, other.id});
        if (report == nullptr || report->outputs.empty())
            continue;
        const ValueInfo& value = report->outputs.front();
        if (std::ranges::find(question.around, value) == question.around.end())
            question.around.push_back(value);
    }
    return question;
}

} // namespace weft
