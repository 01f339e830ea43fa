#include "engine/export/onnx/forms/recurrence.h"
#include "engine/export/onnx/forms/window.h"
#include "engine/export/onnx/plan.h"
#include "engine/ir/ops/ops.h"

#include <cmath>

namespace weft {

namespace {

const Op& addOp()
{
    return scalarOp(ScalarFunction::add);
}

struct Biased {
    const Node* product = nullptr;
    int bias = -1; // a weight, as it is kept: one number a unit or a filter
};

// product + bias, where the bias has one number along `axis` of the product (counted from the end if negative).
std::optional<Biased> biased(const ProgramView& view, const Node& node, const Op& op, int axis)
{
    if (node.op != &addOp())
        return std::nullopt;
    for (const auto& [of, other] : {std::pair(0, 1), std::pair(1, 0)}) {
        const int value = node.in[size_t(of)];
        const Node* const product = view.maker(value, op);
        const int bias = view.behindReshapes(node.in[size_t(other)]);
        if (product == nullptr || !view.readOnce(value) || !view.isState(bias) || view.shape(bias).rank() != 1)
            continue;
        const Shape& y = view.shape(value);
        const Shape& aligned = view.shape(node.in[size_t(other)]);
        const int place = axis < 0 ? axis + y.rank() : axis;
        const int from = aligned.rank() - (y.rank() - place); // of the bias's numbers in what is added
        if (from >= 0 && aligned.rank() <= y.rank() && aligned[from] == y[place] && aligned.elements() == y[place]
            && view.shape(bias)[0] == y[place])
            return Biased {product, bias};
    }
    return std::nullopt;
}

std::vector<int64_t> trailing(const Shape& shape, int count)
{
    return {shape.end() - count, shape.end()};
}

// One number repeated, or what is behind a reshape if that has the wanted sizes.
std::string shaped(OnnxWriter& graph, const ProgramView& view, int value, const std::vector<int64_t>& wanted)
{
    if (listOf(view.shape(value)) == wanted)
        return graph.name(value);
    return graph.add("Reshape", {graph.name(value), graph.integers(wanted)});
}

} // namespace

// Rows of more than one axis: Weft flattens them around the product, ONNX takes them as they are.
std::optional<Form> productOfRows(const ProgramView& view, const Node& node)
{
    if (node.op != &reshapeOp || !view.readOnce(node.in[0]))
        return std::nullopt;
    const Node* const product = view.maker(node.in[0], matmulOp);
    if (product == nullptr || view.shape(product->in[0]).rank() != 2
        || std::get<MatmulAttrs>(product->attrs).transposeA)
        return std::nullopt;
    const Node* const flat = view.maker(product->in[0], reshapeOp);
    if (flat == nullptr)
        return std::nullopt;
    const int x = flat->in[0], weight = product->in[1];
    const bool transposed = std::get<MatmulAttrs>(product->attrs).transposeB;
    Shape rows = view.shape(x), result = view.shape(node.out[0]);
    if (rows.rank() < 3 || rows[-1] != view.shape(product->in[0])[1] || result.rank() != rows.rank())
        return std::nullopt;
    result[-1] = rows[-1];
    if (result != rows)
        return std::nullopt;
    return Form {{x, weight}, [=](OnnxWriter& graph, const OpNode& last) {
                     std::string b = graph.name(weight);
                     if (transposed)
                         b = graph.add("Transpose", {b}, {{"perm", std::vector<int64_t> {1, 0}}});
                     graph.give(last.out(), "MatMul", {graph.name(x), b});
                 }};
}

std::optional<Form> biasedConvolution(const ProgramView& view, const Node& node)
{
    const bool transposed = biased(view, node, convInputGradientOp, 1).has_value();
    const std::optional<Biased> found = biased(view, node, transposed ? convInputGradientOp : convOp, 1);
    if (!found)
        return std::nullopt;
    const int x = found->product->in[0], filter = found->product->in[1], bias = found->bias;
    const auto how = std::get<ConvAttrs>(found->product->attrs);
    const NodeAttributes attributes = transposed ? transposedAttributes(how, view.shape(filter), view.shape(x))
                                                 : convolutionAttributes(how, view.shape(filter));
    return Form {{x, filter, bias}, [=](OnnxWriter& graph, const OpNode& last) {
                     graph.give(last.out(), transposed ? "ConvTranspose" : "Conv",
                                {graph.name(x), graph.name(filter), graph.name(bias)}, attributes);
                 }};
}

std::optional<Form> average(const ProgramView& view, const Node& node)
{
    if (node.op != &scalarOp(ScalarFunction::multiply))
        return std::nullopt;
    for (const auto& [of, other] : {std::pair(0, 1), std::pair(1, 0)}) {
        const int total = node.in[size_t(of)];
        const Node* const sum = view.maker(total, sumOp);
        const std::optional<double> factor = view.number(node.in[size_t(other)]);
        if (sum == nullptr || !factor || !view.readOnce(total) || view.shape(node.out[0]) != view.shape(total))
            continue;
        const int x = sum->in[0];
        const double count = double(view.shape(x).elements()) / double(view.shape(total).elements());
        if (std::abs(*factor * count - 1) > 1e-12)
            continue;
        const Shape axes = std::get<ReduceAttrs>(sum->attrs).axes;
        const int rank = view.shape(x).rank();
        const bool places = rank >= 3 && axes.rank() == rank - 2 && axes[0] == 2;
        return Form {{x}, [=](OnnxWriter& graph, const OpNode& last) {
                         if (places)
                             graph.give(last.out(), "GlobalAveragePool", {graph.name(x)});
                         else
                             graph.give(last.out(), "ReduceMean", {graph.name(x)},
                                        {{"axes", listOf(axes)}, {"keepdims", int64_t(1)}});
                     }};
    }
    return std::nullopt;
}

std::optional<Form> knownNorm(const ProgramView& view, const Node& node)
{
    if (node.op != &normOp)
        return std::nullopt;
    const auto how = std::get<NormAttrs>(node.attrs);
    const Shape x = view.shape(node.in[0]), aligned = view.shape(node.in[1]);
    const int rank = x.rank(), count = how.axes.rank();
    const bool last = count > 0 && how.axes[0] == rank - count; // the axes are the last ones
    const int in = node.in[0];
    int scale = node.in[1], bias = node.in[2];
    const auto behind = [&](int value, const std::vector<int64_t>& wanted) {
        const int raw = view.behindReshapes(value);
        return listOf(view.shape(raw)) == wanted ? raw : value;
    };
    if (!view.unread(node.out[1]) || !view.unread(node.out[2]))
        return std::nullopt; // ONNX keeps mean and deviation to itself
    bool perFeature = last;
    for (int axis = 0; axis < rank; ++axis)
        perFeature = perFeature && aligned[axis] == (axis < rank - count ? 1 : x[axis]);
    if (perFeature) {
        const std::vector<int64_t> sizes = trailing(x, count);
        scale = behind(scale, sizes);
        bias = behind(bias, sizes);
        return Form {{in, scale, bias}, [=, &view](OnnxWriter& graph, const OpNode& made) {
                         graph.give(
                             made.out(), "LayerNormalization",
                             {graph.name(in), shaped(graph, view, scale, sizes), shaped(graph, view, bias, sizes)},
                             {{"axis", int64_t(rank - count)}, {"epsilon", how.epsilon}});
                     }};
    }
    if (!last || count != rank - 2)
        return std::nullopt;
    const bool perChannel = aligned.elements() == x[1] && aligned[1] == x[1];
    const std::vector<int64_t> sizes = {x[1]};
    if (perChannel) {
        scale = behind(scale, sizes);
        bias = behind(bias, sizes);
        return Form {{in, scale, bias}, [=, &view](OnnxWriter& graph, const OpNode& made) {
                         graph.give(
                             made.out(), "InstanceNormalization",
                             {graph.name(in), shaped(graph, view, scale, sizes), shaped(graph, view, bias, sizes)},
                             {{"epsilon", how.epsilon}});
                     }};
    }
    // Groups of channels: samples × groups × channels × places.
    return Form {{in, scale, bias}, [=](OnnxWriter& graph, const OpNode& made) {
                     const std::vector<float> ones(size_t(x[1]), 1), zeros(size_t(x[1]), 0);
                     const std::string normal = graph.add(
                         "InstanceNormalization",
                         {graph.name(in), graph.floats("ones", sizes, ones), graph.floats("zeros", sizes, zeros)},
                         {{"epsilon", how.epsilon}});
                     graph.give(made.out(), "Add", {graph.add("Mul", {normal, graph.name(scale)}), graph.name(bias)});
                 }};
}

std::optional<Form> wholeLstm(const ProgramView& view, const Node& node)
{
    if (node.op != &lstmOp || !view.readOnce(node.in[0]))
        return std::nullopt;
    const Node* const projected = view.maker(node.in[0], addOp());
    if (projected == nullptr)
        return std::nullopt;
    const int bias = view.behindReshapes(projected->in[1]);
    const Node* const rows = view.maker(projected->in[0], reshapeOp);
    const Node* const product = rows == nullptr ? nullptr : view.maker(rows->in[0], matmulOp);
    const Node* const flat = product == nullptr ? nullptr : view.maker(product->in[0], reshapeOp);
    if (flat == nullptr || !view.isState(product->in[1]) || !view.isState(bias)
        || std::get<MatmulAttrs>(product->attrs) != MatmulAttrs())
        return std::nullopt;
    const int x = flat->in[0], weight = product->in[1];
    if (view.shape(x).rank() != 3 || view.shape(x)[2] != view.shape(weight)[0]
        || view.shape(bias).elements() != view.shape(node.in[0])[2])
        return std::nullopt;
    const bool start = view.number(node.in[2]) != 0.0 || view.number(node.in[3]) != 0.0;
    Form form {{x}, [=](OnnxWriter& graph, const OpNode& made) {
                   const auto numbers = [&](int value) {
                       const HostTensor& tensor = graph.weight(value);
                       return std::span(reinterpret_cast<const float*>(tensor.bytes.data()),
                                        tensor.bytes.size() / sizeof(float));
                   };
                   const std::string& name = graph.stateName(weight);
                   writeLstm(graph, made, graph.name(x), numbers(weight), numbers(bias), start, name);
                   graph.keep(weight, name + "/W", "lstm_weight");
                   graph.keep(bias, name + "/B", "lstm_bias");
               }};
    if (start)
        form.operands.insert(form.operands.end(), {node.in[2], node.in[3]});
    return form;
}

} // namespace weft
