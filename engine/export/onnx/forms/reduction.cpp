#include "engine/export/onnx/forms/forms.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

void writeSum(OnnxWriter& graph, const OpNode& node)
{
    graph.give(node.out(), "ReduceSum",
               {graph.name(node.in(0)), graph.integers(listOf(node.attrs<ReduceAttrs>().axes))},
               {{"keepdims", int64_t(1)}});
}

void writeMax(OnnxWriter& graph, const OpNode& node)
{
    graph.give(node.out(), "ReduceMax", {graph.name(node.in(0))},
               {{"axes", listOf(node.attrs<ReduceAttrs>().axes)}, {"keepdims", int64_t(1)}});
}

void writeArgmax(OnnxWriter& graph, const OpNode& node)
{
    const std::string index = graph.add("ArgMax", {graph.name(node.in(0))},
                                        {{"axis", int64_t(node.attrs<AxisAttrs>().axis)}, {"keepdims", int64_t(0)}});
    graph.give(node.out(), "Cast", {index}, {{"to", int64_t(onnxType(DType::i32))}});
}

void writeSoftmax(OnnxWriter& graph, const OpNode& node)
{
    graph.give(node.out(), node.node().op == &softmaxOp ? "Softmax" : "LogSoftmax", {graph.name(node.in(0))},
               {{"axis", int64_t(node.attrs<AxisAttrs>().axis)}});
}

// Step by step, for axes that no normalisation of ONNX has.
void writeNorm(OnnxWriter& graph, const OpNode& node)
{
    const auto& how = node.attrs<NormAttrs>();
    const NodeAttributes axes = {{"axes", listOf(how.axes)}, {"keepdims", int64_t(1)}};
    const std::string x = graph.name(node.in(0));
    const std::string mean = graph.add("ReduceMean", {x}, axes);
    const std::string centred = graph.add("Sub", {x, mean});
    const std::string variance = graph.add("ReduceMean", {graph.add("Mul", {centred, centred})}, axes);
    const std::string epsilon = graph.number(how.epsilon, node.info(node.in(0)).dtype);
    const std::string deviation = graph.add("Sqrt", {graph.add("Add", {variance, epsilon})});
    const std::string normal = graph.add("Div", {centred, deviation});
    if (node.wanted[0])
        graph.give(node.out(0), "Add", {graph.add("Mul", {normal, graph.name(node.in(1))}), graph.name(node.in(2))});
    if (node.wanted[1])
        graph.same(node.out(1), mean);
    if (node.wanted[2])
        graph.give(node.out(2), "Reciprocal", {deviation});
}

} // namespace

std::span<const OpForm> reductionForms()
{
    static const OpForm all[] = {
        {&sumOp, writeSum},
        {&maxOp, writeMax},
        {&argmaxOp, writeArgmax},
        {&softmaxOp, writeSoftmax},
        {&logSoftmaxOp, writeSoftmax},
        {&normOp, writeNorm},
    };
    return all;
}

} // namespace weft
