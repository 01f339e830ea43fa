#include "engine/backends/cuda/cudnn/convolution.h"
#include "engine/backends/cuda/cudnn/plan_choice.h"
#include "engine/backends/cuda/device/memory.h"
#include "engine/backends/cuda/kernels.h"

namespace weft::cuda {

namespace {

class ConvKernel final : public Kernel {
public:
    ConvKernel(std::shared_ptr<const Plan> plan, Convolution::Kind kind)
        : m_plan(std::move(plan))
        , m_kind(kind)
    {
    }
    size_t workspaceBytes() const override { return m_plan->workspaceBytes(); }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        const bool toInput = m_kind == Convolution::inputGradient, toFilter = m_kind == Convolution::filterGradient;
        void* const tensors[] = {toInput ? out[0] : in[0], toFilter ? out[0] : in[1],
                                 toInput        ? in[0]
                                     : toFilter ? in[1]
                                                : out[0]};
        m_plan->run(convolutionUids, tensors, workspace);
    }

private:
    std::shared_ptr<const Plan> m_plan;
    Convolution::Kind m_kind;
};

} // namespace

std::unique_ptr<Kernel> convKernel(std::shared_ptr<const Plan> plan, Convolution::Kind kind)
{
    return std::make_unique<ConvKernel>(std::move(plan), kind);
}

std::unique_ptr<Kernel> prepareDnnConv(const Node& node, const Program& program, Device& device)
{
    const ValueInfo& result = resultInfo(node, program);
    if (device.dnn() == nullptr || !isFloat(result.dtype) || result.shape.rank() > 5)
        return nullptr;
    const int64_t terms =
        operandInfo(node, program, 0).shape.elements() * operandInfo(node, program, 1).shape.elements();
    if (result.shape.elements() == 0 || terms == 0)
        return makeKernel([&device, bytes = result.bytes()](auto, auto out, std::byte*) {
            if (bytes > 0)
                check(device.driver().cuMemsetD8Async(addressOf(out[0]), 0, bytes, device.stream()));
        });
    const Convolution convolution = readConvolution(node, program);
    auto plan = device.keep<PlanChoices>().choose(convolution.text(), convolution.numerics,
                                                  [&] { return describe(device, convolution); });
    return plan == nullptr ? nullptr : convKernel(std::move(plan), convolution.kind);
}

} // namespace weft::cuda
