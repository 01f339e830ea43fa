#include "engine/graph/form/object_writer.h"
#include "engine/graph/form/param_json.h"
#include "engine/graph/write_project.h"

namespace weft {

namespace {

std::string text(const PortRef& ref)
{
    return ref.node + '.' + ref.port;
}

// A port with several wires has a list, in their order.
Json wires(const std::vector<Input>& inputs)
{
    Json json = Json::object();
    for (const Input& input : inputs) {
        Json* port = json.find(input.port);
        if (!port) {
            json.members().emplace_back(input.port, text(input.from));
            continue;
        }
        if (!port->isArray()) {
            Json list = Json::array();
            list.push(std::move(*port));
            *port = std::move(list);
        }
        port->push(text(input.from));
    }
    return json;
}

Json nodes(const std::vector<GraphNode>& nodes)
{
    Json list = Json::array();
    for (const GraphNode& node : nodes) {
        ObjectWriter out;
        out.putFields(node);
        out.putUnlessEmpty("params", toJson(node.params));
        out.putUnlessEmpty("inputs", wires(node.inputs));
        list.push(out.finish(node.unknown));
    }
    return list;
}

Json promotedParams(const std::vector<PromotedParam>& params)
{
    Json list = Json::array();
    for (const PromotedParam& param : params) {
        ObjectWriter out;
        out.putFields(param);
        if (param.value)
            out.put("value", toJson(*param.value));
        list.push(out.finish(param.unknown));
    }
    return list;
}

Json blocks(const std::vector<Block>& blocks)
{
    Json list = Json::array();
    for (const Block& block : blocks) {
        Json inputs = Json::array();
        for (const BlockPort& port : block.inputs)
            inputs.push(port.id);
        Json outputs = Json::object();
        for (const BlockPort& port : block.outputs)
            outputs.members().emplace_back(port.id, port.from ? Json(text(*port.from)) : Json());
        ObjectWriter out;
        out.putFields(block);
        out.putUnlessEmpty("inputs", std::move(inputs));
        out.putUnlessEmpty("outputs", std::move(outputs));
        out.putUnlessEmpty("params", promotedParams(block.params));
        out.put("nodes", nodes(block.nodes));
        list.push(out.finish(block.unknown));
    }
    return list;
}

} // namespace

Json toJson(const Graph& graph)
{
    ObjectWriter out;
    out.put("nodes", nodes(graph.nodes));
    out.putUnlessEmpty("blocks", blocks(graph.blocks));
    return out.finish(graph.unknown);
}

} // namespace weft
