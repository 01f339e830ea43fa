#include "ui/document/block_reports.h"

#include "engine/layers/layer_type.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace weft {

namespace {

struct Output {
    const ValueInfo* value = nullptr;
    std::string layer; // path of the layer that it comes from
};

class Adding {
public:
    Adding(const Graph& graph, const GraphReport& report)
        : m_graph(graph)
    {
        for (const NodeReport& node : report.nodes) {
            m_layers.emplace(node.path, &node);
            for (size_t slash = node.path.find('/'); slash != std::string::npos; slash = node.path.find('/', slash + 1))
                m_within.insert(std::string_view(node.path).substr(0, slash));
        }
    }

    std::vector<BlockReport> run()
    {
        for (const GraphNode& node : m_graph.nodes)
            if (node.type == "block")
                add(node, node.id);
        return std::move(m_found);
    }

private:
    // Adds the report of this use and of those inside; its place in the list, or none of what is not computed.
    std::optional<size_t> add(const GraphNode& use, const std::string& path)
    {
        const auto block = std::ranges::find(m_graph.blocks, use.block, &Block::name);
        if (block == m_graph.blocks.end() || use.bypassed || use.muted)
            return std::nullopt;
        const size_t place = m_found.size();
        m_found.push_back({.whole = {.path = path, .type = "block"}});
        m_blocks.emplace(path, place);
        if (!m_within.contains(path)) // a block that contains itself has no end, and the check did not go on in there
            return place;
        NodeReport sum = {.path = path, .type = "block"};
        const auto count = [&sum](const NodeReport& part) {
            sum.parameters += part.parameters;
            sum.flops += part.flops;
            sum.activationBytes += part.activationBytes;
        };
        std::string prefix;
        for (int64_t copy = 1; copy <= std::max<int64_t>(1, use.repeat); ++copy) {
            prefix = path + (use.repeat > 1 ? "/" + std::to_string(copy) : "") + "/";
            bool any = false;
            for (const GraphNode& node : block->nodes) {
                if (node.type == "block") {
                    if (const std::optional<size_t> inner = add(node, prefix + node.id)) {
                        count(m_found[*inner].whole);
                        any = true;
                    }
                } else if (const auto layer = m_layers.find(prefix + node.id); layer != m_layers.end()) {
                    count(*layer->second);
                    any = true;
                }
            }
            if (!any) // broken: the check did not get here
                break;
        }
        BlockReport& report = m_found[place];
        for (const BlockPort& port : block->outputs) {
            const Output output = port.from ? outputOf(*block, prefix, *port.from) : Output();
            if (output.value == nullptr) {
                sum.outputs.clear();
                break;
            }
            if (sum.outputs.empty())
                report.source = output.layer;
            sum.outputs.push_back(*output.value);
        }
        report.whole = std::move(sum);
        return place;
    }

    Output outputOf(const Block& block, const std::string& prefix, const PortRef& from) const
    {
        const auto node = std::ranges::find(block.nodes, from.node, &GraphNode::id);
        if (node == block.nodes.end()) // such as the block's own input, handed through
            return {};
        const std::string path = prefix + node->id;
        if (const auto inner = m_blocks.find(path); inner != m_blocks.end()) {
            const auto its = std::ranges::find(m_graph.blocks, node->block, &Block::name);
            const auto port = std::ranges::find(its->outputs, from.port, &BlockPort::id);
            const BlockReport& report = m_found[inner->second];
            const auto index = size_t(port - its->outputs.begin());
            return index < report.whole.outputs.size() ? Output {&report.whole.outputs[index], report.source}
                                                       : Output();
        }
        const LayerType* const type = findLayerType(node->type);
        const auto layer = m_layers.find(path);
        if (type == nullptr || layer == m_layers.end())
            return {};
        const auto index = size_t(std::ranges::find(type->outputs, from.port, &Port::id) - type->outputs.begin());
        return index < layer->second->outputs.size() ? Output {&layer->second->outputs[index], path} : Output();
    }

    const Graph& m_graph;
    std::unordered_map<std::string_view, const NodeReport*> m_layers; // by path
    std::unordered_set<std::string_view> m_within; // what a layer's path begins with: the uses that hold layers
    std::unordered_map<std::string, size_t> m_blocks; // by path, in m_found
    std::vector<BlockReport> m_found;
};

} // namespace

std::vector<BlockReport> blockReports(const Graph& graph, const GraphReport& report)
{
    return Adding(graph, report).run();
}

} // namespace weft
