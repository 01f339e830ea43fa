#pragma once

#include "engine/import/onnx/constant.h"
#include "engine/import/onnx/graph_writer.h"

namespace weft {

// An operator, or a way of using it, for which there is no layer. The sentence ends up in the list that the user sees.
class Unsupported : public Error {
public:
    using Error::Error;
};

// What only fails because no layer acts across the samples of a batch; with a whole call as one sample it may do.
class AcrossSamples : public Unsupported {
public:
    using Unsupported::Unsupported;
};

// A value of the ONNX graph while it is converted: known numbers, or an output of a node written already.
struct Operand {
    OnnxType type = OnnxType::f32;
    std::vector<int64_t> dims = {}; // as ONNX has them, the batch among them
    OnnxConstantPtr constant = {};
    GraphWriter::Output output = {};
    // Which ONNX axis the samples of the network stand for: Weft's axis 0. −1: none, the whole tensor belongs to one
    // sample and has all its axes behind the samples.
    int batchAxis = -1;
    bool isIndices = false; // class numbers or tokens, in Weft's sense
    // How many axes after the samples, and before them, ONNX has joined with them into one, as exporters do before a
    // matrix product and around attention; in `dims` they are apart. Only operators that act on the axes behind them,
    // or on each element, take such an operand.
    int joined = 0;
    int joinedBefore = 0;

    bool isJoined() const { return joined > 0 || joinedBefore > 0; }
    int rank() const { return int(dims.size()); }
    std::vector<int64_t> joinedDims() const; // as ONNX has them
    int64_t elements() const;
};

// One ONNX node under conversion: its attributes and inputs, and the layers that are written for it.
class Conversion {
public:
    struct Setting {
        int64_t opset = 0;
        bool samplesAreBatch = false; // the batch is an axis of the model's tensors; else a sample is a whole call
        std::vector<bool> outputsUsed = {};
        std::vector<bool> mayExtend = {}; // for each input: nothing else reads it
    };
    Conversion(GraphWriter& writer, const OnnxNode& node, std::vector<Operand> inputs, Setting setting);

    const OnnxNode& node() const { return m_node; }
    int64_t opset() const { return m_setting.opset; }
    GraphWriter& writer() { return m_writer; }

    const OnnxAttribute* find(std::string_view attribute) const;
    int64_t integer(std::string_view attribute, int64_t otherwise) const;
    double real(std::string_view attribute, double otherwise) const;
    std::string_view text(std::string_view attribute, std::string_view otherwise) const;
    std::vector<int64_t> integers(std::string_view attribute) const;

    size_t inputs() const { return m_inputs.size(); }
    bool has(size_t input) const; // wired to something
    const Operand& in(size_t input) const; // Unsupported if it is not there
    const OnnxConstant& known(size_t input) const; // Unsupported if its numbers are not known
    bool isUsed(size_t output) const { return output < m_setting.outputsUsed.size() && m_setting.outputsUsed[output]; }
    // The node that makes this input may be given more to do: nobody else reads it.
    bool mayExtend(size_t input) const { return input < m_setting.mayExtend.size() && m_setting.mayExtend[input]; }
    [[noreturn]] void refuse(const std::string& why) const;
    [[noreturn]] static void refuseAcross();

    void give(Operand result) { m_results.push_back(std::move(result)); }
    std::vector<Operand> takeResults() { return std::move(m_results); }

    // Axes, counted from the end where negative.
    int axisIn(int64_t axis, int rank) const;
    // The same axis as Weft counts it; the samples' own axis is refused, since no layer acts across the samples.
    int place(const Operand& x, int64_t axis) const;
    // The operand's shape for one sample.
    static std::vector<int64_t> sampleDims(const Operand& x);

    // Forms of an operand.
    Operand wired(const Operand& x); // of known numbers a Parameter
    Operand unfolded(const Operand& x); // all ONNX axes behind the samples
    Operand foldedAt(const Operand& x, int axis); // that axis stands for the samples
    Operand folded(const Operand& x) { return foldedAt(x, 0); }
    // Axis 0 free to be acted on, where that is possible: unfolded, unless the operator leaves axis 0 alone anyway.
    Operand freeing(const Operand& x, int64_t axis);
    std::vector<Operand> aligned(std::vector<Operand> operands); // one rank, one place of the samples
    Operand reshaped(const Operand& x, const std::vector<int64_t>& dims, int batchAxis); // ONNX sizes

    // A node of one output whose samples stay where x has them. The result's type is x's unless one is given.
    Operand layer(const std::string& type, Params params, const Operand& x,
                  std::vector<GraphWriter::Weight> weights = {}, bool frozen = false);
    Operand layer(GraphWriter::Request request, int batchAxis, OnnxType type);
    std::vector<Operand> layers(GraphWriter::Request request, int batchAxis, OnnxType type); // all outputs
    // Elementwise: a formula of x, y, z, w. Known single numbers among the operands are written into it.
    Operand formula(const std::string& formula, const std::vector<Operand>& operands);
    Operand formula(const std::string& text, const std::vector<Operand>& operands, OnnxType type);
    Operand merged(const std::string& layer, const std::vector<Operand>& operands); // add, multiply, maximum
    Operand constant(OnnxConstant constant) const;
    Operand permuted(const Operand& x, const std::vector<int>& order); // of ONNX axes
    Operand sliced(const Operand& x, int axis, int64_t start, int64_t count, int64_t step = 1);
    Operand reduced(const Operand& x, const std::string& operation, const std::vector<int>& axes, bool keep);
    Operand gathered(const Operand& x, const Operand& indices, int axis); // ONNX's Gather

    std::string name() const; // for ids

private:
    Operand wiredAcross(const Operand& x, int axis);

    GraphWriter& m_writer;
    const OnnxNode& m_node;
    std::vector<Operand> m_inputs;
    Setting m_setting;
    std::vector<Operand> m_results;
};

// A number as the formula language reads it.
std::string formulaNumber(double number);

} // namespace weft
