#include "app/diagnostics.h"

#include "app/text.h"
#include "engine/support/printable.h"

#include <algorithm>

namespace weft {

namespace {

// The node of a path like "encoder/2/conv1", within blocks within blocks; nullptr: it is not there.
const GraphNode* nodeAt(const Graph& graph, std::string_view path)
{
    const std::vector<GraphNode>* nodes = &graph.nodes;
    const GraphNode* found = nullptr;
    for (size_t start = 0; start <= path.size();) {
        const size_t end = std::min(path.find('/', start), path.size());
        const std::string_view word = path.substr(start, end - start);
        start = end + 1;
        const auto next = std::ranges::find(*nodes, word, &GraphNode::id);
        if (next == nodes->end()) {
            const bool isCopy = found != nullptr && word.find_first_not_of("0123456789") == std::string_view::npos;
            if (!isCopy)
                return nullptr;
            continue;
        }
        found = &*next;
        if (const Block* const block = graph.findBlock(found->block))
            nodes = &block->nodes;
    }
    return found;
}

// The formula without line breaks, indented, and a caret below its character number `position`.
std::string pointedOut(const std::string& formula, int position)
{
    std::string line = formula;
    std::ranges::replace_if(
        line, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    const size_t before = columnsOf(std::string_view(line).substr(0, size_t(position)));
    return "    " + line + "\n    " + std::string(before, ' ') + "^\n";
}

} // namespace

std::string_view name(Severity severity)
{
    switch (severity) {
    case Severity::error:
        return "error";
    case Severity::warning:
        return "warning";
    case Severity::hint:
        return "hint";
    }
    return "?";
}

std::string_view name(DiagnosticCode code)
{
    switch (code) {
    case DiagnosticCode::other:
        return "";
    case DiagnosticCode::noLoss:
        return "no_loss";
    case DiagnosticCode::notFlat:
        return "not_flat";
    case DiagnosticCode::shapesDiffer:
        return "shapes_differ";
    case DiagnosticCode::cannotBypass:
        return "cannot_bypass";
    case DiagnosticCode::padUnused:
        return "pad_unused";
    case DiagnosticCode::deadWire:
        return "dead_wire";
    }
    return "";
}

std::string toText(const Diagnostic& diagnostic, const Project& project)
{
    std::string text = std::string(name(diagnostic.severity)) + ": ";
    if (!diagnostic.node.empty())
        text += printable(diagnostic.node, 200)
            + (diagnostic.port.empty() ? "" : " (" + printable(diagnostic.port) + ")") + ": ";
    text += printable(diagnostic.text, SIZE_MAX) + "\n";
    if (diagnostic.position < 0)
        return text;
    const GraphNode* const node = nodeAt(project.graph, diagnostic.node);
    const auto param = node == nullptr ? Params::const_iterator() : node->params.find(diagnostic.port);
    if (node == nullptr || param == node->params.end())
        return text;
    const auto* const formula = std::get_if<std::string>(&param->second);
    if (formula != nullptr && size_t(diagnostic.position) <= formula->size())
        text += pointedOut(*formula, diagnostic.position);
    return text;
}

Json toJson(const Diagnostic& diagnostic)
{
    Json json = Json::Object {{"severity", name(diagnostic.severity)},
                              {"node", diagnostic.node},
                              {"port", diagnostic.port},
                              {"text", diagnostic.text}};
    if (diagnostic.code != DiagnosticCode::other)
        json.set("code", name(diagnostic.code));
    if (diagnostic.position >= 0)
        json.set("position", diagnostic.position);
    return json;
}

} // namespace weft
