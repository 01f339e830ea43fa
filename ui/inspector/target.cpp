#include "ui/inspector/target.h"

#include "ui/document/ports.h"
#include "ui/style/words.h"

#include <algorithm>

namespace weft {

std::vector<const GraphNode*> Target::nodes() const
{
    std::vector<const GraphNode*> found;
    if (!document)
        return found;
    for (const std::string& id : ids) {
        if (const GraphNode* node = document->node(scope, id))
            found.push_back(node);
    }
    return found;
}

const GraphNode* Target::only() const
{
    return document && ids.size() == 1 ? document->node(scope, *ids.begin()) : nullptr;
}

std::vector<Param> commonParams(const Target& target)
{
    const std::vector<const GraphNode*> nodes = target.nodes();
    if (nodes.empty())
        return {};
    const Project& project = target.document->project();
    std::vector<Param> common = paramsOf(project, *nodes.front());
    std::set<std::pair<std::string, std::string>> seen = {{nodes.front()->type, nodes.front()->block}};
    for (const GraphNode* node : nodes) {
        if (!seen.insert({node->type, node->block}).second)
            continue;
        const std::vector<Param> others = paramsOf(project, *node);
        std::erase_if(common, [&others](const Param& param) {
            return std::ranges::none_of(others, [&param](const Param& other) {
                return other.id == param.id && other.kind == param.kind && other.choices == param.choices;
            });
        });
    }
    return common;
}

std::optional<ParamValue> commonValue(const Target& target, const std::string& param)
{
    std::optional<ParamValue> common;
    for (const GraphNode* node : target.nodes()) {
        const std::optional<ParamValue> value = paramValue(target.document->project(), *node, param);
        if (!value || (common && *common != *value))
            return {};
        common = value;
    }
    return common;
}

bool isChanged(const Target& target, const Param& param)
{
    return std::ranges::any_of(target.nodes(), [&](const GraphNode* node) {
        const auto value = node->params.find(param.id);
        return value != node->params.end() && value->second != param.value;
    });
}

QString typeTitle(const GraphNode& node)
{
    if (node.type == "block")
        return QString::fromStdString(node.block);
    const LayerType* type = findLayerType(node.type);
    return type ? translated(type->title) : QString::fromStdString(node.type);
}

std::string categoryOf(const GraphNode& node)
{
    if (node.type == "block")
        return "block";
    const LayerType* type = findLayerType(node.type);
    return type ? type->category : "unknown";
}

Shape withoutSamples(const Shape& shape)
{
    Shape rest = shape;
    if (rest.rank() > 0)
        rest.erase(0);
    return rest;
}

} // namespace weft
