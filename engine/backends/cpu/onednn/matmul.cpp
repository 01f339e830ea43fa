#include "engine/backends/cpu/onednn/families.h"
#include "engine/backends/cpu/onednn/plan.h"

namespace weft::onednn {

namespace {

// The matrix as it is multiplied: a transposed one is the same memory with the last two axes exchanged.
dnnl::memory::desc matrix(const ValueInfo& info, bool transposed)
{
    dnnl::memory::dims sizes = dimsOf(info.shape), strides = dimsOf(stridesOf(info));
    if (transposed) {
        std::swap(sizes[sizes.size() - 1], sizes[sizes.size() - 2]);
        std::swap(strides[strides.size() - 1], strides[strides.size() - 2]);
    }
    return {sizes, dnnl::memory::data_type::f32, strides};
}

// One large product by the older routine, which packs both matrices as it goes: 2 to 17 % faster than the primitive
// from here on, unless the second one is transposed (up to 14 % slower then).
class LargeProduct final : public Kernel {
public:
    LargeProduct(int64_t rows, int64_t columns, int64_t inner, bool transposeA)
        : m_rows(rows)
        , m_columns(columns)
        , m_inner(inner)
        , m_transposeA(transposeA)
    {
    }
    static bool suits(int64_t rows, int64_t columns, int64_t inner, const MatmulAttrs& how)
    {
        constexpr double fewest = 1 << 27; // multiply-adds: some milliseconds, beside which its allocations are nothing
        return !how.transposeB && double(rows) * double(columns) * double(inner) >= fewest;
    }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte*) override
    {
        const auto* a = reinterpret_cast<const float*>(in[0]);
        const auto* b = reinterpret_cast<const float*>(in[1]);
        check(dnnl_sgemm(m_transposeA ? 'T' : 'N', 'N', m_rows, m_columns, m_inner, 1, a,
                         m_transposeA ? m_rows : m_inner, b, m_columns, 0, reinterpret_cast<float*>(out[0]),
                         m_columns));
    }

private:
    int64_t m_rows, m_columns, m_inner;
    bool m_transposeA;
};

} // namespace

// oneDNN takes the operands as they lie. Letting it choose a format for them (and reordering at each launch) was never
// faster: 101 against 95 GFLOP/s at 512×4096×4096, 112 against 84 at 16×128×784.
std::unique_ptr<Kernel> prepareMatmul(const Node& node, const Program& program)
{
    const auto& how = std::get<MatmulAttrs>(node.attrs);
    const Shape &first = program.values[size_t(node.in[0])].shape, &result = program.values[size_t(node.out[0])].shape;
    const int64_t inner = first[how.transposeA ? -2 : -1];
    if (first.rank() == 2 && LargeProduct::suits(result[0], result[1], inner, how))
        return std::make_unique<LargeProduct>(result[0], result[1], inner, how.transposeA);
    const dnnl::memory::desc a = matrix(program.values[size_t(node.in[0])], how.transposeA);
    const dnnl::memory::desc b = matrix(program.values[size_t(node.in[1])], how.transposeB);
    const dnnl::memory::desc c = matrix(program.values[size_t(node.out[0])], false);
    auto plan = std::make_unique<Plan>();
    plan->add(describe<dnnl::matmul>(withoutAllocation(), a, b, c),
              {{DNNL_ARG_SRC, a, {Place::operand, 0}},
               {DNNL_ARG_WEIGHTS, b, {Place::operand, 1}},
               {DNNL_ARG_DST, c, {Place::result, 0}}});
    return plan;
}

} // namespace weft::onednn
