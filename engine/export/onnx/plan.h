#pragma once

#include "engine/export/onnx/forms/forms.h"

namespace weft {

// Who makes and who reads the values of a program.
class ProgramView {
public:
    explicit ProgramView(const ExportedModel& model);

    const ExportedModel& model() const { return m_model; }
    const Program& program() const { return m_model.code.program; }
    const Shape& shape(int value) const { return program().values[size_t(value)].shape; }
    const Node* maker(int value) const; // nullptr: an input or a state
    const Node* maker(int value, const Op& op) const; // nullptr: something else makes it
    bool isState(int value) const { return m_isState[size_t(value)]; }
    bool readOnce(int value) const { return m_reads[size_t(value)] == 1; } // by one node, and it is no answer
    bool unread(int value) const { return m_reads[size_t(value)] == 0; }
    std::optional<double> number(int value) const; // of a constant, also when it is repeated
    int behindReshapes(int value) const; // what it is but for its shape

private:
    const ExportedModel& m_model;
    std::vector<int> m_makers;
    std::vector<int> m_reads;
    std::vector<bool> m_isState;
};

// What is written in place of a node, and of those before it that it takes in.
struct Form {
    std::vector<int> operands = {}; // values that it reads
    std::function<void(OnnxWriter& graph, const OpNode& node)> write = {};
};

// One operation of ONNX for several of the program, if they are of that kind; the node given is their last.
using Pattern = std::optional<Form> (*)(const ProgramView& view, const Node& node);
std::optional<Form> productOfRows(const ProgramView& view, const Node& node); // MatMul of more than two axes
std::optional<Form> biasedConvolution(const ProgramView& view, const Node& node);
std::optional<Form> average(const ProgramView& view, const Node& node); // ReduceMean, GlobalAveragePool
std::optional<Form> knownNorm(const ProgramView& view, const Node& node); // Layer- and InstanceNormalization
std::optional<Form> lastCells(const ProgramView& view, const Node& node); // of an LSTM
std::optional<Form> wholeLstm(const ProgramView& view, const Node& node);
std::optional<Form> batchNorm(const ProgramView& view, const Node& node);
std::optional<Form> foldedBatchNorm(const ProgramView& view, const Node& node); // into the products before it

struct PlanOptions {
    bool foldBatchNorm = false;
};

// Writes every node that the answers need, in the program's order. What depends on nothing at all is computed here.
void writeNodes(OnnxWriter& graph, const PlanOptions& options);

} // namespace weft
