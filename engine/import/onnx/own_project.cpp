#include "engine/import/onnx/own_project.h"

#include "engine/compiler/lower.h"
#include "engine/graph/read_project.h"
#include "engine/import/onnx/constant.h"
#include "engine/support/json.h"

#include <algorithm>

namespace weft {

namespace {

// Weft has the gates of an LSTM input, forget, cell, output; ONNX input, output, forget, cell. Where each of Weft's is.
constexpr size_t gates[] = {0, 2, 3, 1};

// 4·units × inputs → inputs × 4·units.
std::vector<float> turned(const std::vector<float>& weight, size_t units)
{
    const size_t inputs = weight.size() / (4 * units);
    std::vector<float> all(weight.size());
    for (size_t i = 0; i < inputs; ++i) {
        for (size_t gate = 0; gate < 4; ++gate) {
            for (size_t unit = 0; unit < units; ++unit)
                all[i * 4 * units + gate * units + unit] = weight[(gates[gate] * units + unit) * inputs + i];
        }
    }
    return all;
}

std::vector<float> bias(const std::vector<float>& both, size_t units)
{
    std::vector<float> own(4 * units);
    for (size_t gate = 0; gate < 4; ++gate)
        std::copy_n(both.begin() + int64_t(gates[gate] * units), units, own.begin() + int64_t(gate * units));
    return own;
}

// As the state has it; nothing: the tensor is no such thing.
std::optional<std::vector<float>> valuesOf(const OnnxConstant& tensor, const std::string& form, const Shape& shape)
{
    std::vector<float> numbers = floatsOf(tensor);
    const auto elements = size_t(shape.elements());
    const size_t units = shape.rank() == 0 ? 0 : size_t(shape[-1]) / 4;
    const bool isLstm = form == "lstm_weight" || form == "lstm_bias";
    if (isLstm && (units == 0 || size_t(shape[-1]) != 4 * units))
        return std::nullopt;
    if (numbers.size() != (form == "lstm_bias" ? 2 * elements : elements) || (!isLstm && !form.empty()))
        return std::nullopt;
    return form == "lstm_weight" ? turned(numbers, units) : form == "lstm_bias" ? bias(numbers, units) : numbers;
}

std::string textOf(const Json* object, const char* key)
{
    const Json* const member = object == nullptr ? nullptr : object->find(key);
    return member != nullptr && member->isString() ? member->asString() : std::string();
}

std::optional<ImportedModel> read(const OnnxModel& model, FileSystem& files, const OnnxImportOptions& options)
{
    const Json weights = parseJson(model.metadata.at("weft.weights"));
    const Json* const folded = weights.find("folded");
    if (folded == nullptr || !folded->isBool() || folded->asBool())
        return std::nullopt;
    ImportedModel own {.project = readProject(model.metadata.at("weft.project"))};
    Program program;
    Builder builder(program);
    const Lowered lowered = lower(builder, own.project.graph);
    if (hasErrors(lowered.diagnostics))
        return std::nullopt;
    std::map<std::string_view, const OnnxTensor*> tensors;
    for (const OnnxTensor& tensor : model.graph.initializers)
        tensors.emplace(tensor.name, &tensor);
    const Json* const kept = weights.find("tensors");
    for (const StateVariable& state : program.states) {
        const Json* const elsewhere = kept == nullptr ? nullptr : kept->find(state.name);
        const auto found = tensors.find(elsewhere == nullptr ? state.name : textOf(elsewhere, "tensor"));
        if (found == tensors.end())
            continue; // predictions do not need it
        const Shape& shape = program.values[size_t(state.value)].shape;
        std::optional<std::vector<float>> values =
            valuesOf(readConstant(*found->second, files, options.folder), textOf(elsewhere, "form"), shape);
        if (!values)
            return std::nullopt;
        own.weights.push_back({.name = state.name, .shape = shape, .values = std::move(*values)});
    }
    const auto ports = [&lowered](const std::vector<OnnxValue>& values) {
        std::vector<OnnxPort> all;
        for (const OnnxValue& value : values) {
            OnnxPort& port = all.emplace_back(OnnxPort {.name = value.name, .node = value.name, .batchAxis = 0});
            for (const OnnxDim& dim : value.dims)
                port.dims.push_back(dim.size);
            const auto node = std::ranges::find(lowered.nodes, value.name, &LoweredNode::path);
            if (node == lowered.nodes.end() || node->outputs.empty())
                continue;
            const Shape& shape = node->outputs.front().shape; // the file may leave sizes open that the network has not
            if (shape.rank() == std::ssize(port.dims))
                std::copy(shape.begin() + 1, shape.end(), port.dims.begin() + 1);
        }
        return all;
    };
    own.inputs = ports(model.graph.inputs);
    own.outputs = ports(model.graph.outputs);
    own.producer = model.producer;
    own.opset = model.opset;
    own.operators = model.graph.nodes.size();
    return own.weights.empty() ? std::nullopt : std::optional(std::move(own));
}

} // namespace

std::optional<ImportedModel> ownProject(const OnnxModel& model, FileSystem& files, const OnnxImportOptions& options)
{
    if (!model.metadata.contains("weft.project") || !model.metadata.contains("weft.weights"))
        return std::nullopt;
    try {
        return read(model, files, options);
    } catch (const Error&) { // written by a newer Weft, or tampered with
        return std::nullopt;
    }
}

} // namespace weft
