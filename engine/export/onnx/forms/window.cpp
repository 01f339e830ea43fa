#include "engine/export/onnx/forms/window.h"
#include "engine/export/onnx/forms/forms.h"
#include "engine/ir/ops/ops.h"

namespace weft {

NodeAttributes convolutionAttributes(const ConvAttrs& how, const Shape& filter)
{
    Shape kernel = filter;
    kernel.erase(0);
    kernel.erase(0);
    return {{"kernel_shape", listOf(kernel)},
            {"strides", listOf(how.stride)},
            {"pads", pads(how.padLow, how.padHigh)},
            {"dilations", listOf(how.dilation)},
            {"group", how.groups}};
}

NodeAttributes transposedAttributes(const ConvAttrs& how, const Shape& filter, const Shape& in)
{
    NodeAttributes attributes = convolutionAttributes(how, filter);
    std::vector<int64_t> more; // what a stride larger than 1 leaves open of the size
    for (int i = 0; i < how.stride.rank(); ++i) {
        const int64_t span = how.dilation[i] * (filter[i + 2] - 1) + 1;
        more.push_back(how.result[i + 2] - ((in[i + 2] - 1) * how.stride[i] + span - how.padLow[i] - how.padHigh[i]));
    }
    attributes.push_back({"output_padding", more});
    return attributes;
}

namespace {

void writeConv(OnnxWriter& graph, const OpNode& node)
{
    graph.give(node.out(), "Conv", {graph.name(node.in(0)), graph.name(node.in(1))},
               convolutionAttributes(node.attrs<ConvAttrs>(), node.shape(node.in(1))));
}

void writeConvTranspose(OnnxWriter& graph, const OpNode& node)
{
    graph.give(node.out(), "ConvTranspose", {graph.name(node.in(0)), graph.name(node.in(1))},
               transposedAttributes(node.attrs<ConvAttrs>(), node.shape(node.in(1)), node.shape(node.in(0))));
}

NodeAttributes poolAttributes(const PoolAttrs& how)
{
    return {
        {"kernel_shape", listOf(how.kernel)}, {"strides", listOf(how.stride)}, {"pads", pads(how.padLow, how.padHigh)}};
}

void writeMaxPool(OnnxWriter& graph, const OpNode& node)
{
    graph.give(node.out(), "MaxPool", {graph.name(node.in(0))}, poolAttributes(node.attrs<PoolAttrs>()));
}

void writeAvgPool(OnnxWriter& graph, const OpNode& node)
{
    const auto& how = node.attrs<PoolAttrs>();
    NodeAttributes attributes = poolAttributes(how);
    attributes.push_back({"count_include_pad", int64_t(how.countPadding)});
    graph.give(node.out(), "AveragePool", {graph.name(node.in(0))}, attributes);
}

} // namespace

std::span<const OpForm> windowForms()
{
    static const OpForm all[] = {
        {&convOp, writeConv},
        {&convInputGradientOp, writeConvTranspose},
        {&maxPoolOp, writeMaxPool},
        {&avgPoolOp, writeAvgPool},
    };
    return all;
}

} // namespace weft
