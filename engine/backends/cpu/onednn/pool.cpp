#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cpu/onednn/families.h"
#include "engine/backends/cpu/onednn/plan.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace weft::onednn {

namespace {

// oneDNN 3 has one kind of pooling; in oneDNN 2 the one that takes dilations is called the second.
#if DNNL_VERSION_MAJOR >= 3
using Forward = dnnl::pooling_forward;
using Backward = dnnl::pooling_backward;
#else
using Forward = dnnl::pooling_v2_forward;
using Backward = dnnl::pooling_v2_backward;
#endif

bool holdsNaN(const std::byte* memory, int64_t elements)
{
    constexpr int64_t each = 1 << 15;
    std::atomic<bool> found = false;
    parallelFor((elements + each - 1) / each, [&](int64_t task) {
        const int64_t end = std::min(elements, (task + 1) * each);
        int32_t any = 0;
        for (int64_t i = task * each; i < end; ++i) {
            int32_t bits;
            std::memcpy(&bits, memory + size_t(i) * sizeof bits, sizeof bits);
            any |= (bits & 0x7FFFFFFF) > 0x7F800000; // signed, so that it becomes vectors on every processor
        }
        if (any != 0)
            found.store(true, std::memory_order_relaxed);
    });
    return found;
}

// oneDNN's greatest element passes over NaN, and a run must see what went wrong in it. So the input is looked through
// first, which costs about as much as the pooling itself; with a NaN in it the plain loops run.
class MaxPool final : public Kernel {
public:
    MaxPool(std::unique_ptr<Kernel> fast, std::unique_ptr<Kernel> plain, int64_t elements)
        : m_fast(std::move(fast))
        , m_plain(std::move(plain))
        , m_elements(elements)
    {
    }
    size_t workspaceBytes() const override { return std::max(m_fast->workspaceBytes(), m_plain->workspaceBytes()); }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        (holdsNaN(in[0], m_elements) ? m_plain : m_fast)->launch(in, out, workspace);
    }

private:
    std::unique_ptr<Kernel> m_fast, m_plain;
    int64_t m_elements;
};

std::unique_ptr<Kernel> poolOf(const Node& node, const Program& program)
{
    const auto& how = std::get<PoolAttrs>(node.attrs);
    // Everything in the order in which the result lies; the layout pass gives all the same one.
    const ValueInfo& result = program.values[size_t(node.out[0])];
    const auto describeIn = [&](ValueInfo info) {
        info.layout = result.layout;
        return describeValue(info);
    };
    const bool isMax = node.op == &maxPoolOp || node.op == &maxPoolGradientOp;
    const auto algorithm = isMax ? dnnl::algorithm::pooling_max
        : how.countPadding       ? dnnl::algorithm::pooling_avg_include_padding
                                 : dnnl::algorithm::pooling_avg_exclude_padding;
    const dnnl::memory::dims kernel = dimsOf(how.kernel), stride = dimsOf(how.stride), low = dimsOf(how.padLow),
                             high = dimsOf(how.padHigh), dilation(kernel.size(), 0);
    const auto attributes = withoutAllocation();
    const auto forward = [&](dnnl::prop_kind kind, const dnnl::memory::desc& x, const dnnl::memory::desc& y) {
        return describe<Forward>(attributes, kind, algorithm, x, y, stride, kernel, dilation, low, high);
    };
    auto plan = std::make_unique<Plan>();
    const auto bring = [&](size_t operand) {
        const ValueInfo& info = program.values[size_t(node.in[operand])];
        return plan->brought({Place::operand, operand}, describeValue(info), describeIn(info));
    };
    if (node.op == &maxPoolOp || node.op == &avgPoolOp) {
        const dnnl::memory::desc x = describeIn(program.values[size_t(node.in[0])]), y = describeValue(result);
        plan->add(forward(dnnl::prop_kind::forward_inference, x, y),
                  {{DNNL_ARG_SRC, x, bring(0)}, {DNNL_ARG_DST, y, {Place::result, 0}}});
        return plan;
    }
    const dnnl::memory::desc dx = describeValue(result), dy = describeIn(program.values[size_t(node.in.back())]);
    const auto before = forward(dnnl::prop_kind::forward_training, dx, dy);
    const auto back =
        describeGradient<Backward>(before, attributes, algorithm, dx, dy, stride, kernel, dilation, low, high);
    std::vector<Argument> arguments = {{DNNL_ARG_DIFF_DST, dy, bring(node.in.size() - 1)},
                                       {DNNL_ARG_DIFF_SRC, dx, {Place::result, 0}}};
    if (isMax) { // which element was the greatest is not kept from the forward pass
        const dnnl::memory::desc which = before.workspace_desc();
        const Place kept = plan->reserve(which), y = plan->reserve(dy);
        plan->add(before, {{DNNL_ARG_SRC, dx, bring(0)}, {DNNL_ARG_DST, dy, y}, {DNNL_ARG_WORKSPACE, which, kept}});
        arguments.push_back({DNNL_ARG_WORKSPACE, which, kept});
    }
    plan->add(back, arguments);
    return plan;
}

} // namespace

std::unique_ptr<Kernel> preparePool(const Node& node, const Program& program)
{
    auto fast = poolOf(node, program);
    if (node.op == &avgPoolOp || node.op == &avgPoolGradientOp)
        return fast;
    auto plain = preparePlain(node, program);
    const int64_t elements = program.values[size_t(node.in[0])].shape.elements();
    return plain ? std::make_unique<MaxPool>(std::move(fast), std::move(plain), elements) : nullptr;
}

} // namespace weft::onednn
