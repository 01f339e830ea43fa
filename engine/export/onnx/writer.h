#pragma once

#include "engine/export/model/exported_model.h"
#include "engine/export/onnx/proto.h"

#include <deque>
#include <unordered_map>

namespace weft {

struct NodeAttribute {
    std::string name;
    std::variant<int64_t, double, std::string, std::vector<int64_t>> value;
};
using NodeAttributes = std::vector<NodeAttribute>;
using Names = std::vector<std::string>;

// A graph of ONNX in the making, for a program whose values get names in it. Nodes and their results are called by the
// graph node that they are made for: "conv1/Conv".
class OnnxWriter {
public:
    // A tensor that is written in the file or beside it; the bytes are lent.
    struct Initializer {
        std::string name = {};
        int type = 0; // of TensorProto
        std::vector<int64_t> sizes = {};
        std::span<const std::byte> bytes = {};
    };

    OnnxWriter(const ExportedModel& model, onnx::GraphProto& graph);

    const ExportedModel& model() const { return m_model; }
    const BatchProgram& code() const { return m_model.code; }
    onnx::GraphProto& proto() { return m_graph; }
    const std::vector<Initializer>& initializers() const { return m_initializers; }

    void setOrigin(const std::string& origin) { m_origin = origin; } // of the nodes that follow
    std::string unique(const std::string& wanted); // a name that is not taken, and is now

    // A node of one result, whose name comes back.
    std::string add(const std::string& type, const Names& in, const NodeAttributes& attributes = {});
    // A node whose results have these names.
    void addNamed(const std::string& type, const Names& in, const Names& out, const NodeAttributes& attributes = {});

    // The name of a value of the program: of a weight, or of what was given before.
    const std::string& name(int value);
    // Computes the value by a node.
    void give(int value, const std::string& type, const Names& in, const NodeAttributes& attributes = {});
    void reserve(int value, const std::string& wanted); // it will be called so: it is an answer of the model
    std::string resultName(int value, const std::string& type); // for nodes of several results
    void same(int value, const std::string& other); // the value is what has that name already
    // A truth value (bool in ONNX, 0 or 1 in Weft). It becomes numbers only where somebody wants those.
    void giveTruth(int value, const std::string& truth);
    std::string truth(int value); // as bool

    std::string tensor(const std::string& wanted, DType type, std::vector<int64_t> sizes, std::vector<std::byte> bytes);
    std::string floats(const std::string& wanted, std::vector<int64_t> sizes, std::span<const float> numbers);
    std::string truths(const std::string& wanted, std::vector<int64_t> sizes, std::span<const uint8_t> truths);
    std::string number(double value, DType type); // a scalar; equal ones are one
    std::string integers(std::span<const int64_t> numbers); // i64, one axis; equal ones are one
    std::string integers(std::initializer_list<int64_t> numbers);
    std::string sizes(const Extents& extents); // a shape as ONNX takes it; samples are counted as the model runs
    const HostTensor& weight(int value) const; // of a state
    const std::string& stateName(int value) const { return m_states.at(value)->name; }
    bool isState(int value) const { return m_states.contains(value); }
    // Says where a weight is kept that is not as in Weft, or has another name: for the way back. docs/export.md.
    void keep(int state, const std::string& tensor, const std::string& form);
    struct Kept {
        std::string state = {};
        std::string tensor = {};
        std::string form = {}; // empty: as it is
    };
    const std::vector<Kept>& kept() const { return m_kept; }
    void setConstant(int value, HostTensor tensor); // computed already

    void describe(onnx::ValueInfoProto& info, const std::string& name, DType type, const Extents& extents) const;

private:
    std::string m_samples = {}; // how many: an i64 of one element
    const ExportedModel& m_model;
    onnx::GraphProto& m_graph;
    std::string m_origin = {};
    std::unordered_map<std::string, int> m_taken = {}; // by values; with the number given last to one of that name
    std::unordered_map<std::string, int> m_nodeNames = {};
    std::map<int, std::string> m_names = {}; // by value
    std::map<int, std::string> m_reserved = {};
    std::map<int, std::string> m_truths = {};
    std::map<int, const StateVariable*> m_states = {}; // by value
    std::map<int, HostTensor> m_constants = {};
    std::map<std::pair<double, DType>, std::string> m_numbers = {};
    std::map<std::vector<int64_t>, std::string> m_integers = {};
    std::vector<Initializer> m_initializers = {};
    std::vector<Kept> m_kept = {};
    std::deque<std::vector<std::byte>> m_own = {}; // bytes of the initializers that are no weights
};

} // namespace weft
