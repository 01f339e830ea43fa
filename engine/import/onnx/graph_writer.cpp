#include "engine/import/onnx/graph_writer.h"

#include "engine/graph/complete_params.h"
#include "engine/graph/limits.h"
#include "engine/import/onnx/read_model.h"

#include <algorithm>
#include <cassert>

namespace weft {

std::string nodeIdOf(std::string_view name)
{
    std::string id;
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        if (letter || (!id.empty() && (digit || c == '-')))
            id.push_back(c);
        else if (!id.empty() && id.back() != '_')
            id.push_back('_');
        if (id.size() >= 60)
            break;
    }
    while (!id.empty() && id.back() == '_')
        id.pop_back();
    return id;
}

GraphWriter::GraphWriter(int64_t batch, size_t numbers)
    : m_batch(batch)
    , m_numbersLeft(numbers)
    , m_builder(m_program)
{
}

std::string GraphWriter::freshId(const std::string& name)
{
    std::string base = nodeIdOf(name);
    if (base.empty() || base == "in")
        base = "node";
    if (!m_places.contains(base))
        return base;
    int& number = m_numbers.try_emplace(base, 1).first->second; // from where the last search ended: none comes free
    for (;;) {
        std::string id = base + "_" + std::to_string(++number);
        if (!m_places.contains(id))
            return id;
    }
}

std::vector<GraphWriter::Output> GraphWriter::add(Request request)
{
    const LayerType* const type = findLayerType(request.type);
    assert(type != nullptr);
    if (m_graph.nodes.size() >= ProjectLimits::nodes)
        throw PastLimit("The model needs more layers than the " + std::to_string(ProjectLimits::nodes)
                        + " that a project holds.");
    for (const Weight& weight : request.weights) {
        if (weight.values.size() > m_numbersLeft)
            throw PastLimit("The model's weights come to far more numbers in its layers than in its file; it is "
                            "damaged, or made to do harm.");
        m_numbersLeft -= weight.values.size();
    }
    const std::string id = freshId(request.name);
    Values in;
    GraphNode node {.id = id, .type = request.type, .frozen = request.frozen};
    for (const Port& port : type->inputs) {
        bool wired = false;
        for (const Wire& wire : request.wires) {
            if (wire.port != port.id)
                continue;
            in.push_back(wire.from.value);
            node.inputs.push_back({port.id, wire.from.from});
            wired = true;
        }
        if (!wired)
            in.emplace_back();
    }
    for (const Param& param : type->params) {
        const auto given = request.params.find(param.id);
        if (given != request.params.end() && given->second != param.value)
            node.params.insert(*given);
    }
    Diagnostics mistakes;
    LayerContext::Settings settings {.params = completeParams(type->params, node.params, id, mistakes),
                                     .path = id,
                                     .weights = id,
                                     .frozen = request.frozen,
                                     .batch = m_batch};
    for (const Diagnostic& one : mistakes) {
        if (one.severity == Severity::error)
            throw Error(one.text);
    }
    const size_t statesBefore = m_program.states.size();
    m_builder.setOrigin(id);
    LayerContext context(m_builder, std::move(settings), m_results, m_diagnostics);
    const Values out = type->build(context, in);

    for (Weight& weight : request.weights) {
        const auto state = std::find_if(m_program.states.begin() + ptrdiff_t(statesBefore), m_program.states.end(),
                                        [&](const StateVariable& one) { return one.name == id + "." + weight.name; });
        assert(state != m_program.states.end());
        const Shape& shape = m_program.values[size_t(state->value)].shape;
        if (shape.elements() != std::ssize(weight.values))
            throw Error("its weights have " + std::to_string(weight.values.size()) + " numbers where " + toString(shape)
                        + " are needed");
        m_states.push_back({state->name, shape, std::move(weight.values)});
    }
    m_places.emplace(id, m_graph.nodes.size());
    m_graph.nodes.push_back(std::move(node));
    std::vector<Output> outputs;
    for (size_t i = 0; i < out.size(); ++i)
        outputs.push_back({{id, type->outputs[i].id}, out[i].info(), out[i]});
    return outputs;
}

GraphNode& GraphWriter::node(const std::string& id)
{
    return m_graph.nodes[m_places.at(id)];
}

void GraphWriter::addWeight(const std::string& id, const std::string& name, const Shape& shape,
                            std::vector<float> values)
{
    m_states.push_back({id + "." + name, shape, std::move(values)});
}

} // namespace weft
