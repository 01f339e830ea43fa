#pragma once

#include "engine/graph/project.h"
#include "engine/layers/layer_context.h"

namespace weft {

// Numbers that a state of the network begins with.
struct StartingState {
    std::string name = {}; // "conv1.weight"
    Shape shape = {};
    std::vector<float> values = {};
};

// Builds a graph of layers node by node and lowers each at once, so that every port's shape is known while the next
// node is thought of: the layers' own rules are the only shape rules.
class GraphWriter {
public:
    // `numbers`: how many the weights may come to, all together; one in the file may be written to many layers.
    GraphWriter(int64_t batch, size_t numbers);

    struct Output {
        PortRef from = {};
        ValueInfo info = {};
        Value value = {};
    };
    struct Wire {
        std::string port = {};
        Output from = {};
    };
    struct Weight {
        std::string name = {}; // within the layer: "weight"
        std::vector<float> values = {};
    };
    struct Request {
        std::string name = {}; // that the node's id is made of
        std::string type = {};
        Params params = {}; // defaults are left out of the document
        std::vector<Wire> wires = {};
        std::vector<Weight> weights = {};
        bool frozen = false;
    };
    // Error with the layer's own sentence if it does not take this; then nothing has been added. PastLimit: more
    // numbers than that, or more nodes than a project holds.
    std::vector<Output> add(Request request);

    // What was added under this id, again with other parameters and more weights: its shapes must stay.
    GraphNode& node(const std::string& id);
    void addWeight(const std::string& id, const std::string& name, const Shape& shape, std::vector<float> values);

    int64_t batch() const { return m_batch; }
    Graph takeGraph() { return std::move(m_graph); }
    std::vector<StartingState> takeStates() { return std::move(m_states); }
    const std::vector<GraphNode>& nodes() const { return m_graph.nodes; }

private:
    std::string freshId(const std::string& name);

    int64_t m_batch;
    size_t m_numbersLeft;
    Graph m_graph;
    std::map<std::string, size_t> m_places; // of each id in the graph
    std::map<std::string, int> m_numbers; // that ids of one name have come to
    std::vector<StartingState> m_states;
    Program m_program;
    Builder m_builder;
    LoweringResults m_results;
    Diagnostics m_diagnostics;
};

// Letters, digits, '_' and '-', at most 60 of them, beginning with a letter; "" if nothing is left.
std::string nodeIdOf(std::string_view name);

} // namespace weft
