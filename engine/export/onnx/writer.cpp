#include "engine/export/onnx/writer.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstring>

namespace weft {

namespace {

std::vector<std::byte> copied(std::span<const std::byte> bytes)
{
    return {bytes.begin(), bytes.end()};
}

void write(onnx::NodeProto& node, const NodeAttribute& attribute)
{
    onnx::AttributeProto& proto = *node.add_attribute();
    proto.set_name(attribute.name);
    if (const auto* whole = std::get_if<int64_t>(&attribute.value)) {
        proto.set_type(onnx::AttributeProto::INT);
        proto.set_i(*whole);
    } else if (const auto* real = std::get_if<double>(&attribute.value)) {
        proto.set_type(onnx::AttributeProto::FLOAT);
        proto.set_f(float(*real));
    } else if (const auto* text = std::get_if<std::string>(&attribute.value)) {
        proto.set_type(onnx::AttributeProto::STRING);
        proto.set_s(*text);
    } else {
        proto.set_type(onnx::AttributeProto::INTS);
        for (const int64_t one : std::get<std::vector<int64_t>>(attribute.value))
            proto.add_ints(one);
    }
}

std::string distinct(std::unordered_map<std::string, int>& taken, const std::string& wanted)
{
    const auto [found, isNew] = taken.try_emplace(wanted, 1);
    if (isNew)
        return wanted;
    int& number = found->second; // stays where it is when the map grows
    for (;;) {
        const std::string name = wanted + "_" + std::to_string(++number);
        if (taken.try_emplace(name, 1).second)
            return name;
    }
}

std::string shortest(double value)
{
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

} // namespace

OnnxWriter::OnnxWriter(const ExportedModel& model, onnx::GraphProto& graph)
    : m_model(model)
    , m_graph(graph)
{
    for (const StateVariable& state : model.code.program.states)
        m_states.emplace(state.value, &state);
}

std::string OnnxWriter::unique(const std::string& wanted)
{
    return distinct(m_taken, wanted);
}

void OnnxWriter::addNamed(const std::string& type, const Names& in, const Names& out, const NodeAttributes& attributes)
{
    onnx::NodeProto& node = *m_graph.add_node();
    node.set_op_type(type);
    node.set_name(distinct(m_nodeNames, m_origin.empty() ? type : m_origin + "/" + type));
    for (const std::string& one : in)
        node.add_input(one);
    for (const std::string& one : out)
        node.add_output(one);
    for (const NodeAttribute& attribute : attributes)
        write(node, attribute);
}

std::string OnnxWriter::add(const std::string& type, const Names& in, const NodeAttributes& attributes)
{
    const std::string name = unique(m_origin.empty() ? type : m_origin + "/" + type);
    addNamed(type, in, {name}, attributes);
    return name;
}

const std::string& OnnxWriter::name(int value)
{
    if (const auto found = m_names.find(value); found != m_names.end())
        return found->second;
    if (const auto truth = m_truths.find(value); truth != m_truths.end()) {
        const DType type = code().program.values[size_t(value)].dtype;
        give(value, "Cast", {truth->second}, {{"to", int64_t(onnxType(type))}});
    } else if (const auto constant = m_constants.find(value); constant != m_constants.end()) {
        const ValueInfo& info = constant->second.info;
        const Shape& shape = info.shape;
        m_names[value] = tensor((m_origin.empty() ? "" : m_origin + "/") + std::string("constant"), info.dtype,
                                {shape.begin(), shape.end()}, constant->second.bytes);
    } else {
        const StateVariable& state = *m_states.at(value);
        const HostTensor& weight = m_model.weights.at(state.name);
        m_names[value] = unique(state.name);
        if (m_names[value] != state.name)
            keep(value, m_names[value], "");
        m_initializers.push_back({.name = m_names[value],
                                  .type = onnxType(weight.info.dtype),
                                  .sizes = {weight.info.shape.begin(), weight.info.shape.end()},
                                  .bytes = weight.bytes});
    }
    return m_names.at(value);
}

void OnnxWriter::reserve(int value, const std::string& wanted)
{
    if (!m_reserved.contains(value))
        m_reserved[value] = unique(wanted);
}

std::string OnnxWriter::resultName(int value, const std::string& type)
{
    assert(!m_names.contains(value));
    if (const auto reserved = m_reserved.find(value); reserved != m_reserved.end())
        return m_names[value] = reserved->second; // the graph's outputs are described there
    m_names[value] = unique(m_origin.empty() ? type : m_origin + "/" + type);
    const ValueInfo& info = code().program.values[size_t(value)];
    describe(*m_graph.add_value_info(), m_names[value], info.dtype, code().extents(value));
    return m_names[value];
}

void OnnxWriter::give(int value, const std::string& type, const Names& in, const NodeAttributes& attributes)
{
    addNamed(type, in, {resultName(value, type)}, attributes);
}

void OnnxWriter::same(int value, const std::string& other)
{
    if (m_reserved.contains(value))
        give(value, "Identity", {other});
    else
        m_names[value] = other;
}

void OnnxWriter::giveTruth(int value, const std::string& truth)
{
    m_truths[value] = truth;
}

std::string OnnxWriter::truth(int value)
{
    if (const auto found = m_truths.find(value); found != m_truths.end())
        return found->second;
    return m_truths[value] = add("Cast", {name(value)}, {{"to", int64_t(onnx::TensorProto::BOOL)}});
}

std::string OnnxWriter::tensor(const std::string& wanted, DType type, std::vector<int64_t> sizes,
                               std::vector<std::byte> bytes)
{
    m_own.push_back(std::move(bytes));
    m_initializers.push_back(
        {.name = unique(wanted), .type = onnxType(type), .sizes = std::move(sizes), .bytes = m_own.back()});
    return m_initializers.back().name;
}

std::string OnnxWriter::floats(const std::string& wanted, std::vector<int64_t> sizes, std::span<const float> numbers)
{
    return tensor(wanted, DType::f32, std::move(sizes), copied(std::as_bytes(numbers)));
}

std::string OnnxWriter::truths(const std::string& wanted, std::vector<int64_t> sizes, std::span<const uint8_t> truths)
{
    const std::string name = tensor(wanted, DType::u8, std::move(sizes), copied(std::as_bytes(truths)));
    m_initializers.back().type = onnx::TensorProto::BOOL;
    return name;
}

std::string OnnxWriter::number(double value, DType type)
{
    std::string& name = m_numbers[{value, type}];
    if (!name.empty())
        return name;
    std::vector<std::byte> bytes(byteSize(type));
    const auto put = [&](auto number) { std::memcpy(bytes.data(), &number, sizeof number); };
    if (type == DType::f64)
        put(value);
    else if (type == DType::f32)
        put(float(value));
    else if (type == DType::i32)
        put(int32_t(value));
    else if (type == DType::i64)
        put(int64_t(value));
    else
        put(uint8_t(value));
    return name = tensor("number/" + shortest(value) + (type == DType::f32 ? "" : "/" + std::string(weft::name(type))),
                         type, {}, std::move(bytes));
}

std::string OnnxWriter::integers(std::span<const int64_t> numbers)
{
    std::string& name = m_integers[{numbers.begin(), numbers.end()}];
    if (!name.empty())
        return name;
    std::string wanted = "integers";
    for (size_t i = 0; i < std::min<size_t>(numbers.size(), 8); ++i)
        wanted += "/" + std::to_string(numbers[i]);
    return name = tensor(wanted, DType::i64, {std::ssize(numbers)}, copied(std::as_bytes(numbers)));
}

std::string OnnxWriter::integers(std::initializer_list<int64_t> numbers)
{
    return integers(std::span(numbers.begin(), numbers.size()));
}

std::string OnnxWriter::sizes(const Extents& extents)
{
    std::vector<int64_t> fixed;
    for (const Extent& extent : extents)
        fixed.push_back(extent.size);
    if (!followsBatch(extents))
        return integers(fixed);
    if (m_samples.empty()) {
        if (m_graph.input_size() == 0)
            throw Error("The network has no input, so nothing says how many samples an exported model should compute.");
        m_samples = unique("samples");
        addNamed("Shape", {m_graph.input(0).name()}, {m_samples}, {{"start", int64_t(0)}, {"end", int64_t(1)}});
    }
    Names parts;
    for (const Extent& extent : extents) {
        if (!extent.perSample)
            parts.push_back(integers({extent.size}));
        else if (extent.size == 1)
            parts.push_back(m_samples);
        else
            parts.push_back(add("Mul", {m_samples, integers({extent.size})}));
    }
    return parts.size() == 1 ? parts[0] : add("Concat", parts, {{"axis", int64_t(0)}});
}

const HostTensor& OnnxWriter::weight(int value) const
{
    return m_model.weights.at(m_states.at(value)->name);
}

void OnnxWriter::keep(int state, const std::string& tensor, const std::string& form)
{
    m_kept.push_back({stateName(state), tensor, form});
}

void OnnxWriter::setConstant(int value, HostTensor tensor)
{
    m_constants[value] = std::move(tensor);
}

void OnnxWriter::describe(onnx::ValueInfoProto& info, const std::string& name, DType type, const Extents& extents) const
{
    info.set_name(name);
    onnx::TypeProto::Tensor& tensor = *info.mutable_type()->mutable_tensor_type();
    tensor.set_elem_type(onnxType(type));
    onnx::TensorShapeProto& shape = *tensor.mutable_shape();
    for (const Extent& extent : extents) {
        onnx::TensorShapeProto::Dimension& size = *shape.add_dim();
        if (!extent.perSample)
            size.set_dim_value(extent.size);
        else if (extent.size == 1)
            size.set_dim_param("batch");
    }
}

} // namespace weft
