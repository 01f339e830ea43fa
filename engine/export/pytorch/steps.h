#pragma once

#include "engine/export/pytorch/torch_layer.h"

namespace weft {

// A layer that torch.nn has no word for: a function of the steps that Weft computes when it predicts, or a module of
// them where the layer has weights. Expressions of its results. Throws Error naming the node for an op without a form.
std::vector<std::string> callSteps(TorchLayer& layer);

// A function in the making.
class StepWriter {
public:
    StepWriter(const BatchProgram& code, const std::string& path)
        : m_code(code)
        , m_path(path)
    {
    }

    const BatchProgram& code() const { return m_code; }
    const Shape& shape(int value) const { return m_code.program.values[size_t(value)].shape; }
    std::string name(int value); // a tensor
    // Where a number serves as well as a tensor: that of a constant, also when it is repeated.
    std::string operand(int value);
    bool isNumber(int value) const { return m_numbers.contains(value); }
    std::string size(const Extent& extent); // "3", "n", "3 * n"
    std::string sizes(const Extents& extents); // "(n, 3)"
    std::string type(DType type) const; // "torch.float32"
    std::string device() const; // ", device=x.device"
    void refuse(const std::string& what) const; // throws, naming the node

    void bind(int value, const std::string& variable) { m_names[value] = variable; }
    void setNumber(int value, double number) { m_numbers[value] = number; }
    double number(int value) const { return m_numbers.at(value); }
    std::string fresh(); // a variable
    void give(int value, const std::string& expression); // a line
    void line(const std::string& text) { m_lines.push_back(text); }
    void setDevice(const std::string& variable) { m_device = variable; }

    const std::vector<std::string>& lines() const { return m_lines; }
    bool countsSamples() const { return m_countsSamples; }

private:
    const BatchProgram& m_code;
    const std::string& m_path;
    std::map<int, std::string> m_names;
    std::map<int, double> m_numbers;
    std::vector<std::string> m_lines;
    std::string m_device;
    int m_count = 0;
    bool m_countsSamples = false;
};

// How one op is written in PyTorch.
struct StepForm {
    const Op* op = nullptr;
    void (*write)(StepWriter& steps, const Node& node, int index) = nullptr;
};
std::span<const StepForm> movementSteps();
std::span<const StepForm> numberSteps();
std::string scalarStep(ScalarFunction function, const std::vector<std::string>& operands); // "": it has none
bool hasStep(const Op& op);

} // namespace weft
