#include "engine/export/onnx/forms/window.h"
#include "engine/export/onnx/plan.h"
#include "engine/ir/ops/ops.h"

#include <cmath>

namespace weft {

namespace {

using F = ScalarFunction;

// y = x · factor + (bias − mean · factor), factor = scale / √(variance + ε): what a Batch norm is after training.
struct Found {
    int x = -1;
    int scale = -1; // a weight; -1: ones
    int bias = -1; // a weight; -1: zeros
    int mean = -1;
    int variance = -1;
    double epsilon = 0;
};

const Node* scalar(const ProgramView& view, int value, F function)
{
    return view.maker(value, scalarOp(function));
}

// scale · 1/√(variance + ε), or without a scale.
bool readFactor(const ProgramView& view, int factor, Found& found)
{
    const Node* inverse = scalar(view, factor, F::rsqrt);
    if (const Node* const scaled = scalar(view, factor, F::multiply); scaled != nullptr) {
        const bool first = view.isState(scaled->in[0]);
        found.scale = scaled->in[first ? 0 : 1];
        inverse = scalar(view, scaled->in[first ? 1 : 0], F::rsqrt);
        if (!view.isState(found.scale))
            return false;
    }
    const Node* const sum = inverse == nullptr ? nullptr : scalar(view, inverse->in[0], F::add);
    if (sum == nullptr || !view.isState(sum->in[0]))
        return false;
    found.variance = sum->in[0];
    const std::optional<double> epsilon = view.number(sum->in[1]);
    found.epsilon = epsilon.value_or(0);
    return epsilon.has_value();
}

std::optional<Found> find(const ProgramView& view, const Node& node)
{
    if (node.op != &scalarOp(F::add))
        return std::nullopt;
    const Node* const scaled = scalar(view, node.in[0], F::multiply);
    const Node* const shift = scalar(view, view.behindReshapes(node.in[1]), F::subtract);
    if (scaled == nullptr || shift == nullptr || !view.readOnce(node.in[0]))
        return std::nullopt;
    Found found {.x = scaled->in[0]};
    const int factor = view.behindReshapes(scaled->in[1]);
    const Node* const moved = scalar(view, shift->in[1], F::multiply);
    if (moved == nullptr || moved->in[1] != factor || !view.isState(moved->in[0]) || !readFactor(view, factor, found))
        return std::nullopt;
    found.mean = moved->in[0];
    if (view.isState(shift->in[0]))
        found.bias = shift->in[0];
    else if (view.number(shift->in[0]) != 0.0)
        return std::nullopt;
    const Shape& x = view.shape(found.x);
    const Shape channels = view.shape(found.mean);
    const bool fits = x.rank() >= 2 && channels == Shape {x[1]} && view.shape(found.variance) == channels
        && view.shape(node.out[0]) == x && view.shape(scaled->in[1]).elements() == x[1]
        && (x.rank() == 2 || view.shape(scaled->in[1]).rank() == x.rank());
    return fits ? std::optional(found) : std::nullopt;
}

std::span<const float> numbers(const OnnxWriter& graph, int state)
{
    const HostTensor& tensor = graph.weight(state);
    return {reinterpret_cast<const float*>(tensor.bytes.data()), tensor.bytes.size() / sizeof(float)};
}

// The product before it, with or without a bias, if nothing else reads what it gives.
struct Product {
    const Node* node = nullptr;
    int bias = -1;
    int x = -1;
    int weight = -1;
};

std::optional<Product> productBefore(const ProgramView& view, int value)
{
    Product product;
    if (!view.readOnce(value))
        return std::nullopt;
    if (const Node* const sum = scalar(view, value, F::add); sum != nullptr) {
        product.bias = view.behindReshapes(sum->in[1]);
        if (!view.isState(product.bias) || view.shape(product.bias).rank() != 1 || !view.readOnce(sum->in[0]))
            return std::nullopt;
        value = sum->in[0];
    }
    const Node* const node = view.maker(value);
    const bool known = node != nullptr
        && (node->op == &convOp || node->op == &convInputGradientOp
            || (node->op == &matmulOp && view.shape(value).rank() == 2
                && std::get<MatmulAttrs>(node->attrs) == MatmulAttrs()));
    if (!known || !view.isState(node->in[1])
        || (product.bias >= 0 && view.shape(product.bias)[0] != view.shape(value)[1]))
        return std::nullopt;
    product.node = node;
    product.x = node->in[0];
    product.weight = node->in[1];
    return product;
}

} // namespace

std::optional<Form> batchNorm(const ProgramView& view, const Node& node)
{
    const std::optional<Found> site = find(view, node);
    if (!site)
        return std::nullopt;
    const Found found = *site;
    const int64_t channels = view.shape(found.mean)[0];
    Form form {{found.x, found.mean, found.variance}, [=](OnnxWriter& graph, const OpNode& last) {
                   const std::vector<float> ones(size_t(channels), 1), zeros(size_t(channels), 0);
                   graph.give(last.out(), "BatchNormalization",
                              {graph.name(found.x),
                               found.scale < 0 ? graph.floats("ones", {channels}, ones) : graph.name(found.scale),
                               found.bias < 0 ? graph.floats("zeros", {channels}, zeros) : graph.name(found.bias),
                               graph.name(found.mean), graph.name(found.variance)},
                              {{"epsilon", found.epsilon}});
               }};
    return form;
}

// Scales the filters of the product and moves its bias, so that the normalisation needs no step of its own.
std::optional<Form> foldedBatchNorm(const ProgramView& view, const Node& node)
{
    const std::optional<Found> site = find(view, node);
    const std::optional<Product> before = site ? productBefore(view, site->x) : std::nullopt;
    if (!before)
        return std::nullopt;
    const Found found = *site;
    const Product product = *before;
    const Shape filter = view.shape(product.weight), x = view.shape(product.x);
    return Form {
        {product.x}, [=](OnnxWriter& graph, const OpNode& last) {
            const std::span<const float> mean = numbers(graph, found.mean), variance = numbers(graph, found.variance);
            const size_t channels = mean.size();
            std::vector<double> factor(channels);
            std::vector<float> bias(channels);
            for (size_t c = 0; c < channels; ++c) {
                const double scale = found.scale < 0 ? 1 : double(numbers(graph, found.scale)[c]);
                factor[c] = scale / std::sqrt(double(variance[c]) + found.epsilon);
                const double own = product.bias < 0 ? 0 : double(numbers(graph, product.bias)[c]);
                const double shift = found.bias < 0 ? 0 : double(numbers(graph, found.bias)[c]);
                bias[c] = float((own - double(mean[c])) * factor[c] + shift);
            }
            // Where the channels of the result lie in the weight: first in a filter, last in a matrix, second in the
            // filter of a transposed convolution, whose groups follow one another along the first axis.
            std::vector<float> weight(numbers(graph, product.weight).begin(), numbers(graph, product.weight).end());
            const bool matrix = product.node->op == &matmulOp, transposed = product.node->op == &convInputGradientOp;
            const size_t kernel = weight.size() / size_t(filter[0] * filter[1]);
            const auto second = size_t(filter[1]);
            const size_t groupRows =
                transposed ? size_t(filter[0] / std::get<ConvAttrs>(product.node->attrs).groups) : 1;
            for (size_t i = 0; i < weight.size(); ++i) {
                const size_t row = i / (second * kernel), column = i / kernel % second;
                const size_t channel = matrix ? column : transposed ? row / groupRows * second + column : row;
                weight[i] = float(double(weight[i]) * factor[channel]);
            }
            const std::string name = graph.stateName(product.weight);
            const Names in = {graph.name(product.x), graph.floats(name + "/folded", listOf(filter), weight),
                              graph.floats(name + "/folded_bias", {std::ssize(bias)}, bias)};
            if (matrix)
                return graph.give(last.out(), "Add", {graph.add("MatMul", {in[0], in[1]}), in[2]});
            const auto how = std::get<ConvAttrs>(product.node->attrs);
            graph.give(last.out(), transposed ? "ConvTranspose" : "Conv", in,
                       transposed ? transposedAttributes(how, filter, x) : convolutionAttributes(how, filter));
        }};
}

} // namespace weft
