#include "engine/export/onnx/forms/forms.h"
#include "engine/export/onnx/forms/recurrence.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

std::string turned(OnnxWriter& graph, const std::string& matrix, int rank)
{
    const std::vector<int64_t> order = rank == 2 ? std::vector<int64_t> {1, 0} : std::vector<int64_t> {0, 2, 1};
    return graph.add("Transpose", {matrix}, {{"perm", order}});
}

// A Dense is this and an Add, no Gemm: runtimes join the two themselves, and OpenCV's Gemm wants the weights turned.
void writeMatmul(OnnxWriter& graph, const OpNode& node)
{
    const auto& how = node.attrs<MatmulAttrs>();
    const int rank = node.shape(node.in(0)).rank();
    const std::string a = graph.name(node.in(0)), b = graph.name(node.in(1));
    graph.give(node.out(), "MatMul",
               {how.transposeA ? turned(graph, a, rank) : a, how.transposeB ? turned(graph, b, rank) : b});
}

// softmax(q·kᵀ·scale)·v, the later places masked where it is causal. q, k and v by their names, of the type and the
// lengths given.
std::string attend(OnnxWriter& graph, const OpNode& node, const Names& qkv, int64_t rows, int64_t columns)
{
    if (node.wanted[1])
        throw Error("\"" + graph.model().originOf(node.node()) + "\" keeps sums that serve training alone.");
    const auto& how = node.attrs<AttentionAttrs>();
    const std::string keys = graph.add("Transpose", {qkv[1]}, {{"perm", std::vector<int64_t> {0, 1, 3, 2}}});
    const std::string products = graph.add("MatMul", {qkv[0], keys});
    std::string scores = graph.add("Mul", {products, graph.number(how.scale, node.info(node.in(0)).dtype)});
    if (how.causal) {
        std::vector<uint8_t> later(size_t(rows * columns));
        for (int64_t row = 0; row < rows; ++row) {
            for (int64_t column = row + 1; column < columns; ++column)
                later[size_t(row * columns + column)] = 1;
        }
        const std::string mask = graph.truths("later", {1, 1, rows, columns}, later);
        scores = graph.add("Where", {mask, graph.number(-1e30, DType::f32), scores});
    }
    const std::string weights = graph.add("Softmax", {scores}, {{"axis", int64_t(3)}});
    return graph.add("MatMul", {weights, qkv[2]});
}

void writeAttention(OnnxWriter& graph, const OpNode& node)
{
    const Names qkv = {graph.name(node.in(0)), graph.name(node.in(1)), graph.name(node.in(2))};
    graph.same(node.out(), attend(graph, node, qkv, node.shape(node.in(0))[2], node.shape(node.in(1))[2]));
}

void writeSelfAttention(OnnxWriter& graph, const OpNode& node)
{
    const std::string parts =
        graph.add("Transpose", {graph.name(node.in(0))}, {{"perm", std::vector<int64_t> {2, 0, 3, 1, 4}}});
    Names qkv;
    for (int part = 0; part < 3; ++part)
        qkv.push_back(graph.add("Gather", {parts, graph.number(part, DType::i64)}, {{"axis", int64_t(0)}}));
    const int64_t length = node.shape(node.in(0))[1];
    const std::string y = attend(graph, node, qkv, length, length);
    graph.give(node.out(), "Transpose", {y}, {{"perm", std::vector<int64_t> {0, 2, 1, 3}}});
}

// The inputs come as products already, so the LSTM's own weight gives each to its gate.
void writeProjected(OnnxWriter& graph, const OpNode& node)
{
    const auto wide = size_t(node.shape(node.in(0))[2]);
    std::vector<float> identity(wide * wide, 0);
    for (size_t i = 0; i < wide; ++i)
        identity[i * wide + i] = 1;
    writeLstm(graph, node, graph.name(node.in(0)), identity, {}, true, graph.model().originOf(node.node()));
}

} // namespace

std::span<const OpForm> productForms()
{
    static const OpForm all[] = {
        {&matmulOp, writeMatmul},
        {&attentionOp, writeAttention},
        {&selfAttentionOp, writeSelfAttention},
        {&lstmOp, writeProjected},
    };
    return all;
}

} // namespace weft
