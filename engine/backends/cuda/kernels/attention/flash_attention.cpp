#include "engine/backends/cuda/kernels.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <limits>

namespace weft::cuda {

namespace {

struct Place { // as in attention_tiles.cuh
    int64_t sample = 0, head = 0, row = 0;
};

struct Arguments {
    int64_t heads = 0;
    int32_t queries = 0, keys = 0;
    float scale = 1;
    Place q, k, v, y;
};

constexpr int64_t tile = 64; // queries, or keys, of a block
constexpr int threads = 128;
constexpr int64_t widest = 64; // of a head

struct Attention {
    Arguments how;
    int64_t samples = 0, width = 0, values = 0;
    bool isPacked = false; // one tensor holds queries, keys and values
};

Place headsFirst(const Shape& s) // samples × heads × length × width
{
    return {.sample = s[1] * s[2] * s[3], .head = s[2] * s[3], .row = s[3]};
}

Attention read(const Node& node, const Program& program)
{
    const float scale = float(std::get<AttentionAttrs>(node.attrs).scale);
    if (node.op == &selfAttentionOp || node.op == &selfAttentionGradientOp) { // samples × length × 3 × heads × width
        const Shape& x = operandInfo(node, program, 0).shape;
        const int64_t length = x[1], heads = x[3], width = x[4];
        const Place part = {.sample = length * 3 * heads * width, .head = width, .row = 3 * heads * width};
        const Place y = {.sample = length * heads * width, .head = width, .row = heads * width};
        return {.how = {heads, int32_t(length), int32_t(length), scale, part, part, part, y},
                .samples = x[0],
                .width = width,
                .values = width,
                .isPacked = true};
    }
    const Shape &q = operandInfo(node, program, 0).shape, &k = operandInfo(node, program, 1).shape;
    const Shape& v = operandInfo(node, program, 2).shape;
    const Shape y = {q[0], q[1], q[2], v[3]};
    return {
        .how = {q[1], int32_t(q[2]), int32_t(k[2]), scale, headsFirst(q), headsFirst(k), headsFirst(v), headsFirst(y)},
        .samples = q[0],
        .width = q[3],
        .values = v[3]};
}

} // namespace

std::unique_ptr<Kernel> prepareFlashAttention(const Node& node, const Program& program, Device& device)
{
    const DType type = operandInfo(node, program, 0).dtype;
    const bool isGradient = node.op == &attentionGradientOp || node.op == &selfAttentionGradientOp;
    if (program.products == Products::exact || device.sm() < 80 || (type != DType::f32 && !isNarrowFloat(type))
        || !isRowMajor(node, program))
        return nullptr;
    for (const int value : node.in) {
        const Shape& shape = program.values[size_t(value)].shape;
        if (shape.elements() == 0 || shape.elements() > std::numeric_limits<int32_t>::max())
            return nullptr;
    }
    const Attention a = read(node, program);
    const bool isHalf = isNarrowFloat(type);
    const int64_t step = isHalf ? 16 : 8; // that a product takes at once
    if (std::max(a.width, a.values) > widest || a.width % step != 0 || a.values % step != 0 || !(a.how.scale > 0))
        return nullptr;
    std::string texts = define("WIDTH", a.width) + define("VALUES", a.values) + define("HALF", isHalf)
        + define("CAUSAL", std::get<AttentionAttrs>(node.attrs).causal);
    const std::string name = storageName(type);
    texts += isHalf
        ? "typedef " + name + " E;\n#define TENSOR_TYPE \"" + name + "\"\n" + std::string(kernelText("tensor_cores"))
        : std::string(kernelText("tf32"));
    const KernelSource source = kernelSource(isGradient ? "flash_attention_gradient" : "flash_attention",
                                             texts + std::string(kernelText("attention_tiles")));
    Function function = device.function(source, isGradient ? "gradient" : "attend");
    const int64_t heads = a.samples * a.how.heads, queries = heads * a.how.queries;
    const int64_t ofQueries = divideUp(a.how.queries, tile), ofKeys = divideUp(a.how.keys, tile);
    const Grid grid = {.blocks = heads * (isGradient ? ofQueries + ofKeys : ofQueries), .threads = threads};
    const size_t part = size_t(a.how.heads * a.width) * byteSize(type); // from queries to keys, and to values
    if (!isGradient)
        return makeKernel(
            [function, grid, how = a.how, part, isPacked = a.isPacked](auto in, auto out, std::byte*) mutable {
                if (isPacked)
                    function.launch(grid, in[0], in[0] + part, in[0] + 2 * part, out[0], out[1], how);
                else
                    function.launch(grid, in[0], in[1], in[2], out[0], out[1], how);
            });
    const Grid rows = {.blocks = divideUp(queries * 4, 256), .threads = 256};
    return makeKernel(
        [function, addUp = device.function(source, "query_sums"), grid, rows, queries, how = a.how, part,
         isPacked = a.isPacked](auto in, auto out, std::byte* sums) mutable {
            const size_t at = isPacked ? 1 : 3; // of y, logarithms and dy
            addUp.launch(rows, in[at], in[at + 1], in[at + 2], sums, queries, how);
            if (isPacked)
                function.launch(grid, in[0], in[0] + part, in[0] + 2 * part, sums, in[3], out[0], out[0] + part,
                                out[0] + 2 * part, how);
            else
                function.launch(grid, in[0], in[1], in[2], sums, in[5], out[0], out[1], out[2], how);
        },
        size_t(queries) * sizeof(float) * 2);
}

} // namespace weft::cuda
