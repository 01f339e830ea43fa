#include "ui/canvas/search/what_fits.h"

#include <algorithm>

namespace weft {

namespace {

using Ports = std::vector<Port>;

struct Sides {
    Ports inputs;
    Ports outputs;
};

Sides sidesOf(const std::string& typeId, const std::string& blockName, const std::vector<Block>& blocks)
{
    Sides sides;
    if (typeId != "block") {
        if (const LayerType* type = findLayerType(typeId))
            sides = {type->inputs, type->outputs};
        return sides;
    }
    const auto block = std::ranges::find(blocks, blockName, &Block::name);
    if (block != blocks.end()) {
        for (const BlockPort& port : block->inputs)
            sides.inputs.push_back({.id = port.id, .doc = {}});
        for (const BlockPort& port : block->outputs)
            sides.outputs.push_back({.id = port.id, .doc = {}});
    }
    return sides;
}

ValueInfo numbers(Shape shape)
{
    return {.shape = shape};
}

ValueInfo indices(Shape shape)
{
    return {.shape = shape, .dtype = DType::i32};
}

// Adds nodes that give such a value; nothing if no layer does.
std::optional<PortRef> addSource(Graph& graph, const std::string& id, const ValueInfo& value)
{
    const bool whole = !isFloat(value.dtype);
    std::vector<int64_t> rest;
    for (int axis = 1; axis < value.shape.rank(); ++axis)
        rest.push_back(value.shape[axis]);
    if (value.shape.rank() == 0) {
        if (whole)
            return std::nullopt;
        graph.nodes.push_back({.id = id + "_of", .type = "tensor"});
        graph.nodes.push_back(
            {.id = id, .type = "mse", .inputs = {{"x", {id + "_of", "y"}}, {"target", {id + "_of", "y"}}}});
        return PortRef {id, "loss"};
    }
    if (whole && rest.size() > 3)
        return std::nullopt;
    graph.nodes.push_back(
        {.id = id, .type = whole ? "label" : "tensor", .params = {{whole ? "shape" : "sizes", ParamValue(rest)}}});
    return PortRef {id, "y"};
}

// What the other inputs of a layer may bring beside `value`: alike, scores, classes, one number, the other way round.
std::vector<ValueInfo> companions(const ValueInfo& value)
{
    std::vector<ValueInfo> all = {value, numbers({1, 10}), indices({1}), numbers({1, 1})};
    if (value.shape.rank() >= 3) {
        ValueInfo turned = value;
        const int last = value.shape.rank() - 1;
        std::swap(turned.shape[last], turned.shape[last - 1]);
        all.push_back(turned);
    }
    if (value.shape.rank() == 2 && isFloat(value.dtype))
        all.push_back(indices({1, value.shape[1]}));
    return all;
}

struct Trial {
    bool fits = false;
    std::optional<ValueInfo> result = {};
    std::string needs = {};
};

// Whether the node `id` of the graph can be built; a complaint about a parameter can be met by setting it.
Trial tryNode(const GraphReport& report, const std::string& id, const Ports& inputs)
{
    Trial trial = {.fits = true};
    for (const Diagnostic& one : report.diagnostics) {
        if (one.severity != Severity::error || (one.node != id && !one.node.starts_with(id + "/")))
            continue;
        const bool ofInput =
            one.port.empty() || one.node != id || std::ranges::find(inputs, one.port, &Port::id) != inputs.end();
        trial.fits = trial.fits && !ofInput;
        trial.needs = one.text;
    }
    return trial;
}

// With those of a choice from the library.
std::vector<Block> blocksFor(const FitQuestion& question, const LayerChoice& choice)
{
    std::vector<Block> blocks = choice.kept ? *choice.kept : question.blocks;
    if (choice.kept)
        for (const Block& block : question.blocks)
            if (std::ranges::find(blocks, block.name, &Block::name) == blocks.end())
                blocks.push_back(block);
    return blocks;
}

constexpr const char* newNode = "new";
constexpr const char* afterNode = "after"; // bypassed, so that it shows what the new one gives, whatever that is

GraphNode nodeOf(const LayerChoice& choice)
{
    return {.id = newNode, .type = choice.type, .block = choice.block};
}

Trial tryForwards(const FitQuestion& question, const LayerChoice& choice, const Sides& sides, const Port& port,
                  const ValueInfo& companion)
{
    Graph graph = {.nodes = {}, .blocks = blocksFor(question, choice)};
    const std::optional<PortRef> source = addSource(graph, "source", *question.value);
    const std::optional<PortRef> other = addSource(graph, "other", companion);
    if (!source || !other)
        return {};
    GraphNode node = nodeOf(choice);
    for (const Port& each : sides.inputs) {
        if (each.id == port.id)
            node.inputs.push_back({each.id, *source});
        else if (!each.optional && !each.many)
            node.inputs.push_back({each.id, *other});
    }
    graph.nodes.push_back(std::move(node));
    if (!sides.outputs.empty())
        graph.nodes.push_back({.id = afterNode,
                               .type = "relu",
                               .inputs = {{"x", {newNode, sides.outputs.front().id}}},
                               .bypassed = true});
    const GraphReport report = check(graph);
    Trial trial = tryNode(report, newNode, sides.inputs);
    const auto after = std::ranges::find(report.nodes, afterNode, &NodeReport::path);
    if (trial.fits && after != report.nodes.end() && !after->outputs.empty())
        trial.result = after->outputs.front();
    return trial;
}

std::optional<Fit> fitForwards(const FitQuestion& question, const LayerChoice& choice)
{
    const Sides sides = sidesOf(choice.type, choice.block, choice.kept ? *choice.kept : question.blocks);
    if (sides.inputs.empty())
        return std::nullopt;
    if (!question.value)
        return Fit {.port = sides.inputs.front().id};
    const bool alone =
        std::ranges::count_if(sides.inputs, [](const Port& port) { return !port.optional && !port.many; }) <= 1;
    std::optional<Fit> needy;
    for (const Port& port : sides.inputs) {
        for (const ValueInfo& companion : companions(*question.value)) {
            Trial trial = tryForwards(question, choice, sides, port, companion);
            Fit fit = {.port = port.id, .result = trial.result, .needs = trial.needs};
            if (trial.fits && trial.needs.empty())
                return fit;
            if (trial.fits && !needy)
                needy = fit;
            if (alone)
                break;
        }
    }
    return needy;
}

// The node with the input in question, fed by the new one; "taker" is its id here.
Trial tryBackwards(const FitQuestion& question, const LayerChoice& choice, const Sides& sides, const Port& output,
                   const ValueInfo& probe, const ValueInfo& companion)
{
    Graph graph = {.nodes = {}, .blocks = blocksFor(question, choice)};
    const std::optional<PortRef> source = addSource(graph, "source", probe);
    const std::optional<PortRef> other = addSource(graph, "other", companion);
    if (!source || !other)
        return {};
    GraphNode node = nodeOf(choice);
    bool first = true;
    for (const Port& each : sides.inputs) {
        if (first || (!each.optional && !each.many))
            node.inputs.push_back({each.id, first ? *source : *other});
        first = false;
    }
    graph.nodes.push_back(std::move(node));
    GraphNode taker = question.taker->node;
    taker.id = "taker";
    taker.inputs = {{question.taker->port, {newNode, output.id}}};
    taker.shares.clear();
    const Sides takerSides = sidesOf(taker.type, taker.block, question.blocks);
    for (const Port& port : takerSides.inputs) {
        const auto given =
            std::ranges::find(question.taker->others, port.id, &std::pair<std::string, ValueInfo>::first);
        const bool known = given != question.taker->others.end();
        if (!known && (port.id == question.taker->port || port.optional || port.many))
            continue;
        if (const auto from = addSource(graph, "other_" + port.id, known ? given->second : companion))
            taker.inputs.push_back({port.id, *from});
    }
    graph.nodes.push_back(std::move(taker));
    const GraphReport report = check(graph);
    const Trial trial = tryNode(report, newNode, sides.inputs);
    const Trial taken = tryNode(report, "taker", takerSides.inputs);
    return {.fits = trial.fits && trial.needs.empty() && taken.fits, .needs = taken.needs};
}

std::optional<Fit> fitBackwards(const FitQuestion& question, const LayerChoice& choice)
{
    const Sides sides = sidesOf(choice.type, choice.block, choice.kept ? *choice.kept : question.blocks);
    std::vector<ValueInfo> probes = question.around;
    for (const ValueInfo& usual : {numbers({1, 3, 32, 32}), numbers({1, 16}), numbers({1, 3, 32}), indices({1, 16}),
                                   indices({1}), numbers({1, 3, 8, 8, 8})})
        probes.push_back(usual);
    if (sides.inputs.empty())
        probes = {numbers({1, 1})};
    for (const Port& output : sides.outputs) {
        for (const ValueInfo& probe : probes) {
            for (const ValueInfo& companion : {probe, indices({1}), numbers({1, 10})}) {
                if (tryBackwards(question, choice, sides, output, probe, companion).fits)
                    return Fit {.port = output.id};
            }
        }
    }
    return std::nullopt;
}

// What a layer without inputs gives, as it comes from the palette.
std::optional<ValueInfo> outputOfSource(const FitQuestion& question, const LayerChoice& choice)
{
    const Sides sides = sidesOf(choice.type, choice.block, choice.kept ? *choice.kept : question.blocks);
    if (!sides.inputs.empty())
        return std::nullopt;
    const GraphReport report = check({.nodes = {nodeOf(choice)}, .blocks = blocksFor(question, choice)});
    const bool known = !report.nodes.empty() && !report.nodes.front().outputs.empty();
    return known ? std::optional(report.nodes.front().outputs.front()) : std::nullopt;
}

} // namespace

std::vector<Fit> whatFits(const FitQuestion& question)
{
    std::vector<Fit> fits;
    for (size_t i = 0; i < question.choices.size(); ++i) {
        const LayerChoice& choice = question.choices[i];
        std::optional<Fit> fit = question.taker ? fitBackwards(question, choice) : fitForwards(question, choice);
        if (!fit)
            continue;
        fit->choice = int(i);
        if (question.taker)
            fit->result = outputOfSource(question, choice);
        fits.push_back(std::move(*fit));
    }
    return fits;
}

} // namespace weft
