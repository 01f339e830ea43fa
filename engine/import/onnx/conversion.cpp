#include "engine/import/onnx/conversion.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace weft {

int64_t Operand::elements() const
{
    return int64_t(elementsOf(dims));
}

Conversion::Conversion(GraphWriter& writer, const OnnxNode& node, std::vector<Operand> inputs, Setting setting)
    : m_writer(writer)
    , m_node(node)
    , m_inputs(std::move(inputs))
    , m_setting(std::move(setting))
{
}

const OnnxAttribute* Conversion::find(std::string_view attribute) const
{
    const auto found = std::ranges::find(m_node.attributes, attribute, &OnnxAttribute::name);
    return found == m_node.attributes.end() ? nullptr : &*found;
}

int64_t Conversion::integer(std::string_view attribute, int64_t otherwise) const
{
    const OnnxAttribute* const found = find(attribute);
    return found != nullptr ? found->integer : otherwise;
}

double Conversion::real(std::string_view attribute, double otherwise) const
{
    const OnnxAttribute* const found = find(attribute);
    return found != nullptr ? double(found->real) : otherwise;
}

std::string_view Conversion::text(std::string_view attribute, std::string_view otherwise) const
{
    const OnnxAttribute* const found = find(attribute);
    return found != nullptr ? found->text : otherwise;
}

std::vector<int64_t> Conversion::integers(std::string_view attribute) const
{
    const OnnxAttribute* const found = find(attribute);
    return found != nullptr ? found->integers : std::vector<int64_t>();
}

bool Conversion::has(size_t input) const
{
    return input < m_node.inputs.size() && !m_node.inputs[input].empty();
}

const Operand& Conversion::in(size_t input) const
{
    if (!has(input) || input >= m_inputs.size())
        refuse("input " + std::to_string(input + 1) + " is missing");
    return m_inputs[input];
}

const OnnxConstant& Conversion::known(size_t input) const
{
    const Operand& operand = in(input);
    if (operand.constant == nullptr)
        refuse("its input \"" + printable(m_node.inputs[input]) + "\" is not known before it runs");
    return *operand.constant;
}

void Conversion::refuse(const std::string& why) const
{
    throw Unsupported(why);
}

void Conversion::refuseAcross()
{
    throw AcrossSamples("it acts across the samples of a batch");
}

std::string Conversion::name() const
{
    const std::string given = nodeIdOf(m_node.name);
    if (!given.empty())
        return given;
    const std::string output = m_node.outputs.empty() ? "" : nodeIdOf(m_node.outputs[0]);
    return output.empty() ? nodeIdOf(m_node.op) : output;
}

int Conversion::axisIn(int64_t axis, int rank) const
{
    const int64_t from0 = axis < 0 ? axis + rank : axis;
    if (from0 < 0 || from0 >= rank)
        refuse("there is no axis " + std::to_string(axis) + " in a tensor of " + std::to_string(rank));
    return int(from0);
}

int Conversion::place(const Operand& x, int64_t axis) const
{
    const int from0 = axisIn(axis, x.rank());
    if (from0 == x.batchAxis)
        refuseAcross();
    return x.batchAxis < 0 || from0 < x.batchAxis ? from0 + 1 : from0;
}

std::vector<int64_t> Conversion::sampleDims(const Operand& x)
{
    std::vector<int64_t> dims = x.dims;
    if (x.batchAxis >= 0)
        dims.erase(dims.begin() + x.batchAxis);
    return dims;
}

Operand Conversion::constant(OnnxConstant constant) const
{
    Operand operand {.type = constant.type, .dims = constant.dims};
    operand.constant = std::make_shared<const OnnxConstant>(std::move(constant));
    return operand;
}

Operand Conversion::wired(const Operand& x)
{
    if (x.constant == nullptr)
        return x;
    if (x.rank() > 7)
        refuse("it has more than seven axes");
    if (x.elements() == 0)
        refuse("a tensor in it is empty");
    std::vector<float> values = floatsOf(*x.constant);
    for (const float value : values) {
        if (!std::isfinite(value))
            refuse("a constant of it is infinite or not a number");
    }
    Operand y = x;
    y.constant = nullptr;
    y.batchAxis = -1;
    const std::string id = nodeIdOf(m_node.op) + "_constant";
    y.output = m_writer.add({.name = x.constant->isWeight ? name() + "_weight" : id,
                             .type = "parameter",
                             .params = {{"sizes", x.dims}},
                             .weights = {{"weight", std::move(values)}},
                             .frozen = !x.constant->isWeight || !isFloat(x.type)})[0];
    return y;
}

std::vector<int64_t> Operand::joinedDims() const
{
    if (!isJoined())
        return dims;
    const auto first = dims.begin() + batchAxis - joinedBefore, behind = dims.begin() + batchAxis + joined + 1;
    std::vector<int64_t> all(dims.begin(), first);
    all.push_back(std::accumulate(first, behind, int64_t(1), std::multiplies()));
    all.insert(all.end(), behind, dims.end());
    return all;
}

Operand Conversion::unfolded(const Operand& x)
{
    if (x.constant != nullptr)
        return wired(x);
    if (x.batchAxis < 0)
        return x;
    if (m_setting.samplesAreBatch)
        refuseAcross();
    return reshaped(x, x.dims, -1);
}

Operand Conversion::foldedAt(const Operand& given, int axis)
{
    const Operand x = wired(given);
    if (x.batchAxis == axis)
        return x;
    if (x.batchAxis >= 0 || axis >= x.rank() || x.dims[size_t(axis)] != 1)
        throw AcrossSamples("axis " + std::to_string(axis) + " does not hold the samples");
    return reshaped(x, x.dims, axis);
}

Operand Conversion::freeing(const Operand& x, int64_t axis)
{
    const Operand y = wired(x);
    return y.batchAxis == axisIn(axis, y.rank()) ? unfolded(y) : y;
}

std::vector<Operand> Conversion::layers(GraphWriter::Request request, int batchAxis, OnnxType type)
{
    if (request.name.empty())
        request.name = name();
    std::vector<Operand> results;
    for (const GraphWriter::Output& output : m_writer.add(std::move(request))) {
        Operand& y = results.emplace_back(Operand {.type = type, .output = output, .batchAxis = batchAxis});
        const Shape& shape = output.info.shape;
        y.dims.assign(shape.begin() + 1, shape.end());
        if (batchAxis >= 0)
            y.dims.insert(y.dims.begin() + batchAxis, m_setting.samplesAreBatch ? m_writer.batch() : 1);
        y.isIndices = output.info.dtype == DType::i32;
    }
    return results;
}

Operand Conversion::layer(GraphWriter::Request request, int batchAxis, OnnxType type)
{
    return layers(std::move(request), batchAxis, type)[0];
}

Operand Conversion::layer(const std::string& type, Params params, const Operand& given,
                          std::vector<GraphWriter::Weight> weights, bool frozen)
{
    const Operand x = wired(given);
    const LayerType* const record = findLayerType(type);
    assert(record != nullptr);
    return layer({.type = type,
                  .params = std::move(params),
                  .wires = {{record->inputs[0].id, x.output}},
                  .weights = std::move(weights),
                  .frozen = frozen},
                 x.batchAxis, x.type);
}

Operand Conversion::reshaped(const Operand& given, const std::vector<int64_t>& dims, int batchAxis)
{
    const Operand x = wired(given);
    Operand y = x;
    y.dims = dims;
    y.batchAxis = batchAxis;
    std::vector<int64_t> sizes = sampleDims(y);
    if (sizes.size() > 7)
        refuse("it makes more than seven axes");
    const std::span now = std::span(x.output.info.shape.sizes()).subspan(1);
    if (std::ranges::equal(sizes, now))
        return y;
    if (elementsOf(sizes) != elementsOf(now) || elementsOf(sizes) == 0)
        throw AcrossSamples("it mixes the samples of a batch");
    const bool flat = sizes.size() == 1 && now.size() > 1;
    const auto made = layer({.type = flat ? "flatten" : "reshape",
                             .params = flat ? Params() : Params {{"sizes", sizes}},
                             .wires = {{"x", x.output}}},
                            batchAxis, x.type);
    y.output = made.output;
    return y;
}

Operand Conversion::permuted(const Operand& given, const std::vector<int>& order)
{
    const Operand x = wired(given);
    int batchAxis = -1;
    std::vector<int64_t> rest;
    for (int i = 0; i < std::ssize(order); ++i) {
        if (order[size_t(i)] == x.batchAxis)
            batchAxis = i;
        else
            rest.push_back(place(x, order[size_t(i)]));
    }
    Operand y = x;
    y.batchAxis = batchAxis;
    for (size_t i = 0; i < order.size(); ++i)
        y.dims[i] = x.dims[size_t(order[i])];
    if (std::ranges::is_sorted(rest))
        return y;
    y.output =
        layer({.type = "permute", .params = {{"order", rest}}, .wires = {{"x", x.output}}}, batchAxis, x.type).output;
    return y;
}

Operand Conversion::sliced(const Operand& given, int axis, int64_t start, int64_t count, int64_t step)
{
    if (count < 1)
        refuse("its result is empty");
    if (start == 0 && count == given.dims[size_t(axis)] && step == 1)
        return given;
    const Operand x = freeing(given, axis);
    return layer("slice", {{"axis", int64_t(place(x, axis))}, {"start", start}, {"count", count}, {"step", step}}, x);
}

Operand Conversion::reduced(const Operand& given, const std::string& operation, const std::vector<int>& axes, bool keep)
{
    Operand x = wired(given);
    if (axes.empty())
        return x;
    for (const int axis : axes)
        x = freeing(x, axis);
    std::vector<int64_t> places;
    int before = 0;
    for (const int axis : axes) {
        places.push_back(place(x, axis));
        before += axis < x.batchAxis;
    }
    std::ranges::sort(places);
    return layer({.type = "reduce",
                  .params = {{"operation", operation}, {"axes", places}, {"keep_axes", keep}},
                  .wires = {{"x", x.output}}},
                 x.batchAxis < 0 || keep ? x.batchAxis : x.batchAxis - before, x.type);
}

Operand Conversion::merged(const std::string& type, const std::vector<Operand>& operands)
{
    GraphWriter::Request request {.type = type};
    const std::vector<Operand> all = aligned(operands);
    for (const Operand& one : all)
        request.wires.push_back({"x", one.output});
    return layer(std::move(request), all[0].batchAxis, operands[0].type);
}

} // namespace weft
