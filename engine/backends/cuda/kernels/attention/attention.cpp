#include "engine/backends/cuda/kernels.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft::cuda {

namespace {

template <class T> struct Arguments { // as in attention.cu
    int64_t queries = 0, keys = 0;
    T scale = 1;
};

struct Sizes {
    int64_t heads = 0; // of all samples
    int64_t queries = 0, keys = 0, width = 0, values = 0;
    int tile = 64;
    size_t numberBytes = 4;

    size_t turned(int64_t columns) const { return size_t(columns * (tile + tile / 16)) * numberBytes; }
    size_t sharedForward() const
    {
        return turned(width) + turned(std::max<int64_t>(width, tile)) + size_t(tile * values) * numberBytes;
    }
    size_t sharedOfQueries() const { return 2 * turned(width + values) + turned(tile); }
    size_t sharedOfKeys() const { return 2 * turned(width + values) + 2 * turned(tile); }
    int64_t blocks(int64_t length) const { return heads * divideUp(length, tile); }
};

constexpr int64_t widest = 128; // of a head

std::optional<Sizes> sizesOf(const Node& node, const Program& program, const Device& device, bool isGradient)
{
    const ValueInfo &q = operandInfo(node, program, 0), &k = operandInfo(node, program, 1);
    const ValueInfo& v = operandInfo(node, program, 2);
    if ((q.dtype != DType::f32 && q.dtype != DType::f64) || !isRowMajor(node, program))
        return std::nullopt;
    Sizes sizes = {.heads = q.shape[0] * q.shape[1],
                   .queries = q.shape[2],
                   .keys = k.shape[2],
                   .width = q.shape[3],
                   .values = v.shape[3],
                   .numberBytes = byteSize(q.dtype)};
    if (std::max(sizes.width, sizes.values) > widest || std::min(sizes.width, sizes.values) == 0 || sizes.heads == 0
        || sizes.queries == 0 || sizes.keys == 0)
        return std::nullopt;
    // The largest tiles that fit into a multiprocessor, on the largest GPUs twice.
    const size_t most = std::min<size_t>(device.sharedBytes(), 112 * 1024);
    while (sizes.tile > 16 && (isGradient ? sizes.sharedOfKeys() : sizes.sharedForward()) > most)
        sizes.tile /= 2;
    return sizes;
}

KernelSource sourceFor(const Sizes& sizes, DType dtype, bool causal)
{
    return kernelSource("attention",
                        definitions(dtype, true) + define("TILE", sizes.tile) + define("WIDTH", sizes.width)
                            + define("VALUES", sizes.values) + define("CAUSAL", causal)
                            + std::string(kernelText("scalar")));
}

class SharedFunction { // one that asks for more shared memory than 48 KiB, once
public:
    SharedFunction(Function function, size_t bytes)
        : m_function(std::move(function))
        , m_bytes(bytes)
    {
    }
    template <class... Arguments> void launch(int64_t blocks, const Arguments&... arguments)
    {
        if (m_bytes > 48 * 1024 && !std::exchange(m_allowed, true))
            m_function.allowShared(m_bytes);
        m_function.launch({.blocks = blocks, .threads = 256, .sharedBytes = m_bytes}, arguments...);
    }

private:
    Function m_function;
    size_t m_bytes;
    bool m_allowed = false;
};

template <class T>
std::unique_ptr<Kernel> prepareForward(const Sizes& sizes, const AttentionAttrs& attrs, DType dtype, Device& device)
{
    SharedFunction attend(device.function(sourceFor(sizes, dtype, attrs.causal), "attend"), sizes.sharedForward());
    const Arguments<T> how = {sizes.queries, sizes.keys, T(attrs.scale)};
    return makeKernel([attend, sizes, how](auto in, auto out, std::byte*) mutable {
        attend.launch(sizes.blocks(sizes.queries), in[0], in[1], in[2], out[0], out[1], how);
    });
}

template <class T>
std::unique_ptr<Kernel> prepareGradient(const Sizes& sizes, const AttentionAttrs& attrs, DType dtype, Device& device)
{
    const KernelSource source = sourceFor(sizes, dtype, attrs.causal);
    SharedFunction queries(device.function(source, "query_gradient"), sizes.sharedOfQueries());
    SharedFunction keys(device.function(source, "key_gradient"), sizes.sharedOfKeys());
    const Arguments<T> how = {sizes.queries, sizes.keys, T(attrs.scale)};
    return makeKernel(
        [queries, keys, sizes, how](auto in, auto out, std::byte* sums) mutable {
            queries.launch(sizes.blocks(sizes.queries), in[0], in[1], in[2], in[3], in[4], in[5], out[0], sums, how);
            keys.launch(sizes.blocks(sizes.keys), in[0], in[1], in[2], in[4], in[5], sums, out[1], out[2], how);
        },
        size_t(sizes.heads * sizes.queries) * sizes.numberBytes);
}

} // namespace

std::unique_ptr<Kernel> prepareAttention(const Node& node, const Program& program, Device& device)
{
    const bool isGradient = node.op == &attentionGradientOp;
    const auto sizes = sizesOf(node, program, device, isGradient);
    if (!sizes)
        return nullptr;
    const auto& attrs = std::get<AttentionAttrs>(node.attrs);
    const DType dtype = operandInfo(node, program, 0).dtype;
    if (dtype == DType::f32)
        return isGradient ? prepareGradient<float>(*sizes, attrs, dtype, device)
                          : prepareForward<float>(*sizes, attrs, dtype, device);
    return isGradient ? prepareGradient<double>(*sizes, attrs, dtype, device)
                      : prepareForward<double>(*sizes, attrs, dtype, device);
}

} // namespace weft::cuda
