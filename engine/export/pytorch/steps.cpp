#include "engine/export/pytorch/steps.h"

#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

const StepForm* formOf(const Op& op)
{
    for (const std::span<const StepForm> family : {movementSteps(), numberSteps()}) {
        for (const StepForm& form : family) {
            if (form.op == &op)
                return &form;
        }
    }
    return nullptr;
}

void write(StepWriter& steps, const Node& node, int index)
{
    if (node.op->scalar) {
        std::vector<std::string> operands;
        for (const int value : node.in)
            operands.push_back(steps.operand(value));
        if (std::ranges::all_of(node.in, [&](int value) { return steps.isNumber(value); }))
            operands[0] = steps.name(node.in[0]);
        if (*node.op->scalar == ScalarFunction::select)
            operands[0] = steps.name(node.in[0]);
        const std::string text = scalarStep(*node.op->scalar, operands);
        if (text.empty())
            steps.refuse(std::string(node.op->name));
        const DType type = steps.code().program.values[size_t(node.out[0])].dtype;
        const bool isTruth = *node.op->scalar == ScalarFunction::equal || *node.op->scalar == ScalarFunction::less
            || *node.op->scalar == ScalarFunction::less_equal || *node.op->scalar == ScalarFunction::is_finite;
        steps.give(node.out[0], isTruth ? "(" + text + ").to(" + steps.type(type) + ")" : text);
        return;
    }
    const StepForm* const form = formOf(*node.op);
    if (form == nullptr)
        steps.refuse(std::string(node.op->name));
    form->write(steps, node, index);
}

std::string indented(const std::vector<std::string>& lines, const std::string& margin)
{
    std::string text;
    for (const std::string& line : lines)
        text += margin + line + "\n";
    return text;
}

} // namespace

std::string StepWriter::fresh()
{
    const int number = m_count++;
    const std::string letter(1, char('a' + number % 26));
    return number < 26 ? letter + "_" : letter + std::to_string(number / 26);
}

std::string StepWriter::name(int value)
{
    if (const auto number = m_numbers.find(value); number != m_numbers.end() && !m_names.contains(value)) {
        const ValueInfo& info = m_code.program.values[size_t(value)];
        give(value,
             "torch.full(" + sizes(m_code.extents(value)) + ", " + pythonNumber(number->second)
                 + ", dtype=" + type(info.dtype) + device() + ")");
    }
    return m_names.at(value);
}

std::string StepWriter::operand(int value)
{
    const auto number = m_numbers.find(value);
    return number == m_numbers.end() ? name(value) : pythonNumber(number->second);
}

std::string StepWriter::size(const Extent& extent)
{
    if (!extent.perSample)
        return std::to_string(extent.size);
    m_countsSamples = true;
    return extent.size == 1 ? "n" : std::to_string(extent.size) + " * n";
}

std::string StepWriter::sizes(const Extents& extents)
{
    std::vector<std::string> all;
    for (const Extent& extent : extents)
        all.push_back(size(extent));
    return pythonTuple(all);
}

std::string StepWriter::type(DType type) const
{
    switch (type) {
    case DType::f64:
        return "torch.float64";
    case DType::i32:
        return "torch.int32";
    case DType::i64:
        return "torch.int64";
    case DType::u8:
        return "torch.uint8";
    default:
        return "torch.float32";
    }
}

std::string StepWriter::device() const
{
    return m_device.empty() ? "" : ", device=" + m_device + ".device";
}

void StepWriter::refuse(const std::string& what) const
{
    throw Error("\"" + m_path + "\" needs \"" + what
                + "\", which Weft has no form in PyTorch for; export the network as ONNX.");
}

void StepWriter::give(int value, const std::string& expression)
{
    const std::string variable = fresh();
    line(variable + " = " + expression);
    bind(value, variable);
}

bool hasStep(const Op& op)
{
    return op.scalar ? !scalarStep(*op.scalar, {"a", "b", "c"}).empty() : formOf(op) != nullptr;
}

std::vector<std::string> callSteps(TorchLayer& layer)
{
    const BatchProgram& code = layer.writer().network().predicting;
    const Program& program = code.program;
    const UnfoldedLayer& node = layer.predicting();
    const LayerType& type = *findLayerType(node.type);
    StepWriter steps(code, node.path);
    std::vector<std::string> parameters, arguments;
    for (size_t i = 0; i < node.inputs.size(); ++i) {
        if (node.inputs[i] < 0)
            continue;
        const size_t port = std::min(i, type.inputs.size() - 1);
        const bool many = type.inputs[port].many;
        const std::string parameter = type.inputs[port].id + (many ? std::to_string(i) : "");
        steps.bind(node.inputs[i], parameter);
        if (parameters.empty())
            steps.setDevice(parameter);
        parameters.push_back(parameter);
        arguments.push_back(layer.x(i));
    }
    struct Weight {
        std::string name; // "weight"
        Shape shape;
        bool trained;
    };
    std::vector<Weight> weights;
    for (const StateVariable& state : program.states) {
        const bool read = std::ranges::any_of(program.nodes, [&](const Node& one) {
            return one.origin >= 0 && program.origins[size_t(one.origin)] == node.path
                && std::ranges::find(one.in, state.value) != one.in.end();
        });
        if (!read)
            continue;
        weights.push_back({state.name.substr(node.weights.size() + 1), program.values[size_t(state.value)].shape,
                           state.kind == StateKind::weight});
        steps.bind(state.value, "self." + weights.back().name);
        if (parameters.empty())
            steps.setDevice("self." + weights.back().name);
    }
    for (size_t i = 0; i < program.nodes.size(); ++i) {
        const Node& one = program.nodes[i];
        if (one.origin >= 0 && program.origins[size_t(one.origin)] == node.path)
            write(steps, one, int(i));
    }
    std::string results;
    for (const int value : node.results)
        results += (results.empty() ? "" : ", ") + steps.name(value);
    if (steps.countsSamples()) {
        parameters.push_back("n");
        arguments.push_back(layer.writer().samples());
    }
    std::string heading, call;
    for (size_t i = 0; i < parameters.size(); ++i) {
        heading += (i > 0 ? ", " : "") + parameters[i];
        call += (i > 0 ? ", " : "") + arguments[i];
    }
    const std::string about = "\"\"\"" + type.title + ", in the steps that Weft computes.\"\"\"\n";
    std::vector<std::string> lines = steps.lines();
    lines.push_back("return " + results);
    std::string made;
    if (weights.empty()) {
        made = layer.writer().define(layer.name() + "_steps", "def",
                                     "(" + heading + "):\n    " + about + indented(lines, "    "));
    } else {
        std::string text = "(nn.Module):\n    " + about + "\n    def __init__(self):\n        super().__init__()\n";
        for (const Weight& weight : weights) {
            std::vector<std::string> sizes;
            for (const int64_t size : weight.shape)
                sizes.push_back(std::to_string(size));
            const std::string tensor = "torch.zeros(" + pythonTuple(sizes) + ")";
            text += weight.trained ? "        self." + weight.name + " = nn.Parameter(" + tensor + ")\n"
                                   : "        self.register_buffer(\"" + weight.name + "\", " + tensor + ")\n";
        }
        text +=
            "\n    def forward(self" + (heading.empty() ? "" : ", " + heading) + "):\n" + indented(lines, "        ");
        made = layer.module(layer.writer().define(layer.name() + "_steps", "class", text) + "()");
        for (const Weight& weight : weights)
            layer.keep(weight.name, weight.name);
    }
    call = made + "(" + call + ")";
    if (node.results.size() == 1)
        return {call};
    const std::string variable = layer.writer().names().take(layer.name() + "_results");
    layer.line(variable + " = " + call);
    std::vector<std::string> all;
    for (size_t i = 0; i < node.results.size(); ++i)
        all.push_back(variable + "[" + std::to_string(i) + "]");
    return all;
}

} // namespace weft
