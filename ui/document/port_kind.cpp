#include "ui/document/port_kind.h"

#include "engine/compiler/check.h"

#include <map>
#include <mutex>

namespace weft {

namespace {

using Shapes = std::vector<std::vector<int64_t>>;
const Shapes shapes = {{12}, {6, 8}, {4, 16, 16}, {2, 8, 8, 8}};

GraphNode numbers(const std::string& id, const std::vector<int64_t>& shape)
{
    return {.id = id, .type = "tensor", .params = {{"sizes", shape}}};
}

GraphNode classes(const std::string& id, std::vector<int64_t> shape)
{
    if (shape.size() > 3)
        shape.resize(3);
    if (shape.size() == 1)
        shape.clear();
    return {.id = id, .type = "label", .params = {{"shape", std::move(shape)}}};
}

// Whether the layer can be built with class numbers (or else numbers) at this port, whatever comes in elsewhere.
bool takes(const LayerType& layer, const std::string& port, bool classNumbers)
{
    size_t others = 0;
    for (const Port& input : layer.inputs)
        others += input.id != port && !input.optional;
    for (const std::vector<int64_t>& shape : shapes) {
        for (size_t mask = 0; mask < size_t(1) << std::min<size_t>(others, 3); ++mask) {
            Graph graph;
            GraphNode node {.id = "node", .type = layer.id};
            size_t other = 0;
            for (const Port& input : layer.inputs) {
                if (input.id != port && input.optional)
                    continue;
                const bool isClass =
                    input.id == port ? classNumbers : ((mask >> std::min<size_t>(other++, 2)) & 1) != 0;
                const std::string id = "from_" + input.id;
                graph.nodes.push_back(isClass ? classes(id, shape.size() == 1 ? shape : std::vector<int64_t> {12})
                                              : numbers(id, shape));
                if (isClass && shape.size() == 3) // labels of a map of scores
                    graph.nodes.back() = classes(id, {shape[1], shape[2]});
                node.inputs.push_back({input.id, {id, "y"}});
            }
            graph.nodes.push_back(std::move(node));
            if (!hasErrors(check(graph).diagnostics))
                return true;
        }
    }
    return false;
}

} // namespace

PortKind inputKind(const std::string& layer, const std::string& port)
{
    static std::map<std::pair<std::string, std::string>, PortKind> known;
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
    if (const auto found = known.find({layer, port}); found != known.end())
        return found->second;
    PortKind kind = PortKind::unknown;
    if (const LayerType* type = findLayerType(layer)) {
        const bool plain = takes(*type, port, false);
        const bool indices = takes(*type, port, true);
        kind = plain == indices ? PortKind::unknown : plain ? PortKind::numbers : PortKind::classes;
    }
    known.emplace(std::pair(layer, port), kind);
    return kind;
}

PortKind sourceKind(const GraphNode& node)
{
    const LayerType* type = findLayerType(node.type);
    if (type == nullptr || type->category != "input" || node.type == "constant")
        return PortKind::unknown;
    return node.type == "label" || node.type == "tokens" ? PortKind::classes : PortKind::numbers;
}

} // namespace weft
