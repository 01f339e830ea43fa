#include "engine/compiler/unfold.h"

#include "engine/graph/circles.h"
#include "engine/graph/complete_params.h"
#include "engine/graph/nearest_name.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace weft {

namespace {

constexpr int deepestNesting = 16;
constexpr size_t mostNodes = 100'000;

using NodeOutputs = std::unordered_map<std::string, Values>; // by node id; empty Values: broken or muted
using NodesById = std::unordered_map<std::string_view, const GraphNode*>; // the first of those with one id
using Overrides = std::map<std::pair<std::string, std::string>, ParamValue>; // promoted: (node, param) → value

struct Scope { // the top graph, or one copy of a block
    const std::vector<GraphNode>& nodes;
    const NodesById& byId;
    std::string prefix; // "encoder/2/"
    std::string weightsPrefix; // of a block that shares the weights of another: that one's
    int64_t frozenFor = 0; // epochs, of the block
    double learningRateScale = 1;
    std::map<std::string, Value> inputs = {};
    Overrides overrides = {};
    std::vector<std::string> blocks = {}; // the names of the blocks around, against recursion
    NodeOutputs outputs = {};
};

int64_t frozenFor(const GraphNode& node)
{
    return !node.frozen ? 0 : node.unfreezeAfter > 0 ? node.unfreezeAfter : frozenForGood;
}

NodesById indexed(const std::vector<GraphNode>& nodes)
{
    NodesById byId;
    for (const GraphNode& node : nodes)
        byId.emplace(node.id, &node);
    return byId;
}

class Lowering {
public:
    Lowering(Builder& builder, const Graph& graph, const LowerOptions& options, Lowered& out,
             std::vector<UnfoldedLayer>* layers)
        : m_builder(builder)
        , m_options(options)
        , m_out(out)
        , m_layers(layers)
        , m_variables(graph.variables)
    {
        for (const Block& block : graph.blocks)
            m_blocks.emplace(block.name, &block);
    }

    // `path`: of the block that this is a copy of.
    void run(Scope& scope, const std::string& path)
    {
        if (!mayUnfold(scope.nodes.size(), path))
            return;
        for (const GraphNode* node : ordered(scope)) {
            if (m_count > mostNodes)
                return;
            Values outputs = node->muted ? Values()
                : node->type == "block"  ? lowerBlock(scope, *node)
                                         : lowerLayer(scope, *node);
            scope.outputs[node->id] = std::move(outputs);
        }
    }

private:
    // False from the first time that there are too many, which is said once: all that is begun then ends.
    bool mayUnfold(size_t nodes, const std::string& path)
    {
        if (m_count > mostNodes)
            return false;
        m_count += nodes;
        if (m_count > mostNodes)
            say(path, "", "The blocks unfold to more than 100,000 nodes; repeat them less.");
        return m_count <= mostNodes;
    }

    void say(const std::string& path, const std::string& port, const std::string& text,
             DiagnosticCode code = DiagnosticCode::other, int position = -1)
    {
        m_out.diagnostics.push_back({Severity::error, path, port, text, position, code});
    }

    void sayUnknown(const std::string& path, const std::string& type)
    {
        const std::string_view nearest =
            nearestName(type, layerTypes(), [](const LayerType& one) { return std::string_view(one.id); });
        const std::string start = "This version does not know the layer \"" + printable(type);
        say(path, "",
            nearest.empty() ? start + "\"; it is kept as it is. Replace it to train."
                            : start + "\"; did you mean \"" + std::string(nearest) + "\"? It is kept as it is.");
    }

    void sayCircles(const Scope& scope, const std::vector<std::vector<size_t>>& sources)
    {
        constexpr size_t mostNamed = 8;
        for (const std::vector<size_t>& circle : circlesIn(sources)) {
            std::string names;
            for (size_t i = 0; i < std::min(circle.size(), mostNamed); ++i)
                names += printable(scope.nodes[circle[i]].id) + " → ";
            say(scope.prefix + scope.nodes[circle[0]].id, "",
                "The wires run in a circle: " + names + (circle.size() > mostNamed ? "… → " : "")
                    + printable(scope.nodes[circle[0]].id) + "; a network computes forwards only.");
        }
    }

    // Every node after those that feed it; nodes on a cycle are reported and left out.
    std::vector<const GraphNode*> ordered(const Scope& scope)
    {
        const size_t count = scope.nodes.size();
        const auto indexOf = [&](const std::string& id) {
            const auto found = scope.byId.find(id);
            return found == scope.byId.end() ? count : size_t(found->second - scope.nodes.data());
        };
        std::vector<int> waiting(count, 0); // wires from nodes that have not come yet
        std::vector<std::vector<size_t>> fed(count);
        std::vector<size_t> order;
        for (size_t i = 0; i < count; ++i) {
            const GraphNode& node = scope.nodes[i];
            if (indexOf(node.id) != i) {
                say(scope.prefix + node.id, "",
                    "Two nodes have the id \"" + printable(node.id) + "\"; rename one of them.");
                continue;
            }
            for (const Input& input : node.inputs) {
                const size_t source = indexOf(input.from.node);
                if (source < count) {
                    ++waiting[i];
                    fed[source].push_back(i);
                }
            }
            if (waiting[i] == 0) // the document's order where there is a choice
                order.push_back(i);
        }
        for (size_t i = 0; i < order.size(); ++i) {
            for (const size_t next : fed[order[i]]) {
                if (--waiting[next] == 0)
                    order.push_back(next);
            }
        }
        std::vector<std::vector<size_t>> sources(count); // of those that never came
        for (size_t i = 0; i < count; ++i) {
            for (const size_t next : fed[i]) {
                if (waiting[i] > 0)
                    sources[next].push_back(i);
            }
        }
        sayCircles(scope, sources);
        std::vector<const GraphNode*> nodes;
        for (const size_t i : order)
            nodes.push_back(&scope.nodes[i]);
        return nodes;
    }

    // What a wire brings. `muted`: from what is not there.
    Value source(const Scope& scope, const GraphNode& node, const Input& input, bool& broken, bool& muted)
    {
        const PortRef& from = input.from;
        const std::string path = scope.prefix + node.id;
        if (from.node == "in" && !scope.prefix.empty()) {
            const auto found = scope.inputs.find(from.port);
            if (found != scope.inputs.end())
                return found->second;
            say(path, input.port, "The block has no input \"" + printable(from.port) + "\".");
            broken = true;
            return {};
        }
        const auto found = scope.byId.find(from.node);
        if (found == scope.byId.end()) {
            say(path, input.port, "It is wired to \"" + printable(from.node) + "\", which is not there.",
                DiagnosticCode::deadWire);
            broken = true;
            return {};
        }
        const GraphNode& maker = *found->second;
        const auto outputs = scope.outputs.find(from.node);
        if (outputs == scope.outputs.end() || outputs->second.empty()) {
            (m_muted.contains(scope.prefix + from.node) || maker.muted ? muted : broken) = true;
            return {};
        }
        const std::optional<size_t> index = outputIndex(maker, from.port);
        if (!index) {
            say(path, input.port, "\"" + printable(from.node) + "\" has no output \"" + printable(from.port) + "\".",
                DiagnosticCode::deadWire);
            broken = true;
            return {};
        }
        return outputs->second.size() > *index ? outputs->second[*index] : Value();
    }

    std::optional<size_t> outputIndex(const GraphNode& node, const std::string& port) const
    {
        const auto indexIn = [&](const auto& ports, auto id) {
            const auto found = std::ranges::find(ports, port, id);
            return found == ports.end() ? std::nullopt : std::optional(size_t(found - ports.begin()));
        };
        if (node.type == "block") {
            const Block* block = findBlock(node.block);
            return block != nullptr ? indexIn(block->outputs, &BlockPort::id) : std::nullopt;
        }
        const LayerType* type = findLayerType(node.type);
        return type != nullptr ? indexIn(type->outputs, &Port::id) : std::nullopt;
    }

    const Block* findBlock(const std::string& name) const
    {
        const auto found = m_blocks.find(name);
        return found == m_blocks.end() ? nullptr : found->second;
    }

    // One Value an input port, those of a `many` port at the end; nothing if the node cannot be built.
    std::optional<Values> gatherInputs(const Scope& scope, const GraphNode& node, const std::vector<Port>& ports)
    {
        const std::string path = scope.prefix + node.id;
        bool broken = false;
        bool absent = false;
        Values in;
        for (const Input& input : node.inputs) {
            if (std::ranges::find(ports, input.port, &Port::id) == ports.end()) {
                say(path, input.port, "There is no input \"" + printable(input.port) + "\" here.",
                    DiagnosticCode::deadWire);
                broken = true;
            }
        }
        for (const Port& port : ports) {
            int wires = 0;
            for (const Input& input : node.inputs) {
                if (input.port != port.id)
                    continue;
                bool muted = false;
                const Value value = source(scope, node, input, broken, muted);
                if (value.valid() && wires++ > 0 && !port.many) {
                    say(path, port.id, "\"" + printable(port.id) + "\" takes one wire, not several.");
                    broken = true;
                } else if (value.valid()) {
                    in.push_back(value);
                }
                absent = absent || (muted && !port.optional && !port.many);
            }
            const bool wired = std::ranges::find(node.inputs, port.id, &Input::port) != node.inputs.end();
            if (wires == 0 && !port.optional && !wired) {
                say(path, port.id, "Wire something to \"" + printable(port.id) + "\" (" + port.doc + ").");
                broken = true;
            } else if (wires == 0 && port.many) {
                absent = true;
            } else if (wires == 0) {
                in.emplace_back();
                absent = absent || !port.optional;
            }
        }
        if (absent && !broken)
            m_muted.insert(path);
        return broken || absent ? std::nullopt : std::optional(in);
    }

    Params paramsOf(const Scope& scope, const GraphNode& node) const
    {
        Params params = node.params;
        const auto end = scope.overrides.end();
        for (auto at = scope.overrides.lower_bound({node.id, ""}); at != end && at->first.first == node.id; ++at)
            params.insert_or_assign(at->first.second, at->second);
        return params;
    }

    std::string weightsPath(const Scope& scope, const GraphNode& node)
    {
        const GraphNode* owner = &node;
        for (int hops = 0; !owner->shares.empty(); ++hops) {
            const auto found = scope.byId.find(owner->shares);
            if (found == scope.byId.end() || hops > 100) {
                say(scope.prefix + node.id, "shares",
                    "It shares the weights of \"" + printable(owner->shares) + "\", which "
                        + (hops > 100 ? "shares its own." : "is not there."));
                break;
            }
            owner = found->second;
        }
        return scope.weightsPrefix + owner->id;
    }

    void note(UnfoldedLayer& layer, const Values& results)
    {
        if (m_layers == nullptr)
            return;
        for (const Value& result : results)
            layer.results.push_back(result.id);
        m_layers->push_back(std::move(layer));
    }

    bool isFrozen(int64_t epochs) const
    {
        return m_options.epoch < 0 ? epochs == frozenForGood : epochs > m_options.epoch;
    }

    Values lowerLayer(Scope& scope, const GraphNode& node)
    {
        const std::string path = scope.prefix + node.id;
        LoweredNode& report = m_out.nodes.emplace_back(LoweredNode {path, node.type});
        const size_t place = m_out.nodes.size() - 1;
        report.frozenFor = std::max(scope.frozenFor, frozenFor(node));
        const LayerType* type = findLayerType(node.type);
        if (type == nullptr) {
            sayUnknown(path, node.type);
            return {};
        }
        const std::optional<Values> in = gatherInputs(scope, node, type->inputs);
        if (!in)
            return {};
        UnfoldedLayer unfolded = {.path = path, .type = node.type, .bypassed = node.bypassed};
        for (const Value& value : *in)
            unfolded.inputs.push_back(value.id);
        if (node.bypassed) {
            if (in->empty() || !in->front().valid()) {
                say(path, "", "It cannot be bypassed: it has no input to pass through.", DiagnosticCode::cannotBypass);
                return {};
            }
            report.outputs = {in->front().info()};
            report.values = {in->front().id};
            note(unfolded, {in->front()});
            return {in->front()};
        }
        LayerContext::Settings settings = {
            .path = path,
            .weights = weightsPath(scope, node),
            .frozen = isFrozen(m_out.nodes[place].frozenFor),
            .learningRateScale = scope.learningRateScale * node.learningRateScale,
            .batch = m_options.batch,
            .training = m_options.training,
            .dtype = m_options.dtype,
        };
        const size_t before = m_out.diagnostics.size();
        settings.params = completeParams(type->params, paramsOf(scope, node), path, m_out.diagnostics, &m_variables);
        if (std::any_of(m_out.diagnostics.begin() + int64_t(before), m_out.diagnostics.end(),
                        [](const Diagnostic& one) { return one.severity == Severity::error; }))
            return {};
        if (m_layers != nullptr) {
            unfolded.params = settings.params;
            unfolded.weights = settings.weights;
            unfolded.frozen = settings.frozen;
        }
        m_builder.setOrigin(path);
        try {
            LayerContext context(m_builder, std::move(settings), m_out, m_out.diagnostics);
            Values outputs = type->build(context, *in);
            for (const Value& output : outputs) {
                m_out.nodes[place].outputs.push_back(output.info());
                m_out.nodes[place].values.push_back(output.id);
            }
            note(unfolded, outputs);
            return outputs;
        } catch (const LayerError& error) {
            say(path, error.port, error.what(), error.code, error.position);
        } catch (const ShapeError& error) {
            say(path, "", error.what(), error.code);
        }
        return {};
    }

    Values lowerBlock(Scope& outer, const GraphNode& node)
    {
        const std::string path = outer.prefix + node.id;
        const Block* block = findBlock(node.block);
        if (block == nullptr) {
            say(path, "block", "There is no block \"" + printable(node.block) + "\" in this project.");
            return {};
        }
        if (std::ranges::find(outer.blocks, node.block) != outer.blocks.end()
            || outer.blocks.size() >= deepestNesting) {
            say(path, "block",
                "The block \"" + printable(node.block) + "\" contains itself, or blocks are nested too deeply.");
            return {};
        }
        std::vector<Port> ports;
        for (const BlockPort& port : block->inputs)
            ports.push_back({port.id, "an input of the block"});
        std::optional<Values> in = gatherInputs(outer, node, ports);
        if (!in)
            return {};
        if (node.bypassed)
            return in->empty() ? Values() : Values {in->front()};
        Overrides overrides;
        for (const PromotedParam& param : block->params) {
            const auto given = node.params.find(param.id);
            if (given != node.params.end())
                overrides.insert_or_assign({param.node, param.param}, given->second);
            else if (param.value)
                overrides.insert_or_assign({param.node, param.param}, *param.value);
            // A block inside hands the promoted parameter on: its own overrides see the node's params.
            const auto outerValue = outer.overrides.find({node.id, param.id});
            if (outerValue != outer.overrides.end())
                overrides.insert_or_assign({param.node, param.param}, outerValue->second);
        }
        const std::string weights = weightsPath(outer, node);
        const NodesById byId = indexed(block->nodes);
        Values outputs;
        for (int64_t copy = 0; copy < std::max<int64_t>(1, node.repeat); ++copy) {
            const std::string index = node.repeat > 1 ? "/" + std::to_string(copy + 1) : "";
            if (!mayUnfold(1, path)) // a copy of an empty block is work, too
                return {};
            Scope inner = {.nodes = block->nodes,
                           .byId = byId,
                           .prefix = path + index + "/",
                           .weightsPrefix = weights + index + "/"};
            inner.frozenFor = std::max(outer.frozenFor, frozenFor(node));
            inner.learningRateScale = outer.learningRateScale * node.learningRateScale;
            inner.overrides = overrides;
            inner.blocks = outer.blocks;
            inner.blocks.push_back(node.block);
            for (size_t i = 0; i < block->inputs.size(); ++i)
                inner.inputs[block->inputs[i].id] = (*in)[i];
            run(inner, path);
            if (m_count > mostNodes)
                return {};
            outputs.clear();
            for (const BlockPort& port : block->outputs) {
                if (!port.from) {
                    say(path, port.id, "The block's output \"" + printable(port.id) + "\" is wired to nothing inside.");
                    return {};
                }
                GraphNode end = {.id = "out", .type = ""};
                bool broken = false;
                bool muted = false;
                outputs.push_back(source(inner, end, {port.id, *port.from}, broken, muted));
                if (!outputs.back().valid())
                    return {};
            }
            if (copy + 1 < node.repeat) { // the next copy's first input is this one's first output
                if (outputs.empty() || in->empty()) {
                    say(path, "repeat", "A block without inputs and outputs cannot be repeated.");
                    return {};
                }
                in->front() = outputs.front();
            }
        }
        return outputs;
    }

    Builder& m_builder;
    const LowerOptions& m_options;
    Lowered& m_out;
    std::vector<UnfoldedLayer>* m_layers;
    const Variables m_variables;
    std::unordered_map<std::string_view, const Block*> m_blocks;
    std::unordered_set<std::string> m_muted; // paths that are not there because what feeds them is muted
    size_t m_count = 0;
};

Lowered lowerAll(Builder& builder, const Graph& graph, const LowerOptions& options, std::vector<UnfoldedLayer>* layers)
{
    Lowered out;
    const NodesById byId = indexed(graph.nodes);
    Scope top = {.nodes = graph.nodes, .byId = byId, .prefix = "", .weightsPrefix = ""};
    Lowering(builder, graph, options, out, layers).run(top, "");
    return out;
}

} // namespace

Lowered lower(Builder& builder, const Graph& graph, const LowerOptions& options)
{
    return lowerAll(builder, graph, options, nullptr);
}

Lowered lower(Builder& builder, const Graph& graph, const LowerOptions& options, std::vector<UnfoldedLayer>& layers)
{
    return lowerAll(builder, graph, options, &layers);
}

} // namespace weft
