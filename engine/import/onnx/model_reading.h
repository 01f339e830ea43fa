#pragma once

#include "engine/import/onnx/import_onnx.h"
#include "engine/import/onnx/operators/operators.h"

#include <set>
#include <unordered_map>

namespace weft {

using KnownNumbers = std::unordered_map<std::string, OnnxConstantPtr>; // by name

class ModelTooLarge : public PastLimit { // by its sentence at a node
public:
    using PastLimit::PastLimit;
};

// One reading of a model: with the batch as an axis of its tensors, of a size that stands for any, or with each sample
// a whole call.
class ModelReading {
public:
    struct Setting {
        bool samplesAreBatch = true;
        int64_t batch = 1; // when lowering: the model's own, or a number that stands for any
        std::string batchName = {}; // of the open dimension that it is; empty: it is a number in the model
        int axis = 0; // of the inputs, that number
    };
    // `known`: initializers, and inputs that are given.
    ModelReading(const OnnxModel& model, const KnownNumbers& known, const OnnxImportOptions& options, Setting setting);

    void run();
    const std::vector<std::string>& problems() const { return m_problems; } // what cannot be expressed
    bool failedAcross() const { return m_across; } // one of them would not be one if a sample were a whole call
    ImportedModel take();

private:
    void addInputs();
    void addInput(const OnnxValue& input);
    int batchAxisOf(const OnnxValue& input) const;
    bool isTable(const std::string& name, int64_t& rows) const;
    void runNodes(const OnnxGraph& graph);
    void runNode(const OnnxNode& node);
    bool runSpecial(const OnnxNode& node, const std::vector<Operand>& inputs);
    void convert(const OnnxNode& given, std::vector<Operand> inputs);
    bool endsInSoftmax(const std::string& name, int rank, int steps = 4) const;
    void give(const OnnxNode& node, std::vector<Operand> results);
    void addOutputs();
    void countUses(const OnnxGraph& graph);

    const OnnxModel& m_model;
    const KnownNumbers& m_known;
    const OnnxImportOptions& m_options;
    Setting m_setting;
    GraphWriter m_writer;
    std::unordered_map<std::string, Operand> m_values;
    std::unordered_map<std::string, int> m_uses;
    std::unordered_map<std::string, std::vector<const OnnxNode*>> m_readers;
    std::set<std::pair<std::string, std::string>> m_aliased; // outputs that go by several names
    std::set<std::string> m_broken; // values that could not be made
    std::vector<std::string> m_problems;
    bool m_across = false;
    std::vector<OnnxPort> m_inputs;
    std::vector<OnnxPort> m_outputs;
    size_t m_made;
};

} // namespace weft
