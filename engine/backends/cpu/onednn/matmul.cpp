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

} // namespace

// oneDNN takes the operands as they lie. Letting it choose a format for them (and reordering at each launch) was never
// faster: 101 against 95 GFLOP/s at 512×4096×4096, 112 against 84 at 16×128×784.
std::unique_ptr<Kernel> prepareMatmul(const Node& node, const Program& program)
{
    const auto& how = std::get<MatmulAttrs>(node.attrs);
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
