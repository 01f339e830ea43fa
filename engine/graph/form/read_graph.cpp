#include "engine/graph/form/object_reader.h"
#include "engine/graph/form/param_json.h"
#include "engine/graph/read_project.h"

namespace weft {

namespace {

PortRef portRef(const Place& place, const Json& value)
{
    if (!value.isString())
        refuseKind(place, "\"node.port\"", value);
    const std::string& text = textAt(place, value, 2 * ProjectLimits::name + 1);
    const size_t dot = text.rfind('.');
    if (dot == std::string::npos || dot == 0 || dot + 1 == text.size())
        refuseKind(place, "\"node.port\"", value);
    return {text.substr(0, dot), text.substr(dot + 1)};
}

// {"x": "image.y", "parts": ["a.y", "b.y"]}
std::vector<Input> inputs(const Place& place, const Json& json)
{
    std::vector<Input> inputs;
    const auto add = [&](const Place& here, const std::string& port, const Json& value) {
        if (inputs.size() == ProjectLimits::wires)
            refuse(here, "more than " + std::to_string(ProjectLimits::wires) + " wires into one node.");
        inputs.push_back({port, portRef(here, value)});
    };
    for (const auto& [port, value] : objectAt(place, json)) {
        const Place here(place, port);
        if (port.empty() || port.size() > ProjectLimits::name)
            refuse(here, "a port's name has 1 to " + std::to_string(ProjectLimits::name) + " bytes.");
        if (!value.isArray()) {
            add(here, port, value);
            continue;
        }
        for (size_t i = 0; i < value.items().size(); ++i)
            add({here, i}, port, value.items()[i]);
    }
    return inputs;
}

GraphNode node(const Place& place, const Json& json)
{
    ObjectReader in(place, json);
    GraphNode node;
    in.takeFields(node);
    if (node.repeat < 1 || node.repeat > ProjectLimits::repeat)
        refuse({place, "repeat"},
               "expected 1 to " + std::to_string(ProjectLimits::repeat) + " copies, found "
                   + std::to_string(node.repeat) + '.');
    if (const Json* params = in.take("params"))
        node.params = paramsFromJson({place, "params"}, *params);
    if (const Json* wires = in.take("inputs"))
        node.inputs = inputs({place, "inputs"}, *wires);
    node.unknown = in.rest();
    return node;
}

std::vector<GraphNode> nodes(const Place& place, const Json& json)
{
    std::vector<GraphNode> nodes;
    for (const Json& item : listAt(place, json, ProjectLimits::nodes))
        nodes.push_back(node({place, nodes.size()}, item));
    return nodes;
}

PromotedParam promotedParam(const Place& place, const Json& json)
{
    ObjectReader in(place, json);
    PromotedParam param;
    in.takeFields(param);
    if (const Json* value = in.take("value"))
        param.value = paramFromJson({place, "value"}, *value);
    param.unknown = in.rest();
    return param;
}

Block block(const Place& place, const Json& json)
{
    ObjectReader in(place, json);
    Block block;
    in.takeFields(block);
    if (const Json* ports = in.take("inputs")) {
        for (std::string& id : namesAt({place, "inputs"}, *ports))
            block.inputs.push_back({.id = std::move(id)});
    }
    if (const Json* ports = in.take("outputs")) {
        const Place outputs(place, "outputs");
        for (const auto& [id, from] : objectAt(outputs, *ports)) {
            BlockPort& port = block.outputs.emplace_back(BlockPort {.id = id});
            if (!from.isNull()) // not wired yet
                port.from = portRef({outputs, id}, from);
        }
    }
    if (const Json* params = in.take("params")) {
        const Place here(place, "params");
        for (const Json& item : listAt(here, *params, ProjectLimits::list))
            block.params.push_back(promotedParam({here, block.params.size()}, item));
    }
    if (const Json* inner = in.take("nodes"))
        block.nodes = nodes({place, "nodes"}, *inner);
    block.unknown = in.rest();
    return block;
}

} // namespace

Graph graphFromJson(const Place& place, const Json& json)
{
    ObjectReader in(place, json);
    Graph graph;
    if (const Json* list = in.take("nodes"))
        graph.nodes = nodes({place, "nodes"}, *list);
    if (const Json* list = in.take("blocks")) {
        const Place here(place, "blocks");
        for (const Json& item : listAt(here, *list, ProjectLimits::blocks))
            graph.blocks.push_back(block({here, graph.blocks.size()}, item));
    }
    graph.unknown = in.rest();
    return graph;
}

} // namespace weft
