#include "engine/backends/cuda/cudnn/convolution.h"
#include "engine/backends/cuda/cudnn/plan_choice.h"
#include "engine/backends/cuda/device/memory.h"
#include "engine/backends/cuda/kernels.h"
#include "engine/backends/cuda/kernels/movement/copy.h"

#include <algorithm>
#include <array>
#include <optional>

namespace weft::cuda {

namespace {

// x, filter and y of a convolution, whichever of them are operands.
std::array<std::byte*, 3> tensorsOf(Convolution::Kind kind, std::span<std::byte* const> in,
                                    std::span<std::byte* const> out)
{
    switch (kind) {
    case Convolution::inputGradient:
        return {out[0], in[1], in[0]};
    case Convolution::filterGradient:
        return {in[0], out[0], in[1]};
    case Convolution::forward:
        break;
    }
    return {in[0], in[1], out[0]};
}

void run(const Plan& plan, const std::array<std::byte*, 3>& tensors, std::byte* workspace)
{
    void* const pointers[] = {tensors[0], tensors[1], tensors[2]};
    plan.run(convolutionUids, pointers, workspace);
}

ComputedBy engineOf(const Plan& plan)
{
    return {"cuDNN " + plan.engine(), plan.usesTensorCores()};
}

class ConvKernel final : public Kernel {
public:
    ConvKernel(std::shared_ptr<const Plan> plan, Convolution::Kind kind)
        : m_plan(std::move(plan))
        , m_kind(kind)
    {
        setComputedBy(engineOf(*m_plan));
    }
    size_t workspaceBytes() const override { return m_plan->workspaceBytes(); }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        run(*m_plan, tensorsOf(m_kind, in, out), workspace);
    }

private:
    std::shared_ptr<const Plan> m_plan;
    Convolution::Kind m_kind;
};

// Some of cuDNN's engines take padding that differs before and after, and compute it wrongly (engine 1 of 9.14, to the
// filter). So it is written out: x lies in the workspace with its zeros around it.
struct Padded {
    Convolution convolution; // without any padding
    size_t bytes = 0; // of the padded x
    int64_t offset = 0; // where its first element lies, in elements
};

std::optional<Padded> writtenOut(const Convolution& c)
{
    if (c.padLow == c.padHigh)
        return std::nullopt;
    Padded padded = {.convolution = c};
    Convolution::Tensor& x = padded.convolution.x;
    for (size_t axis = 0; axis < c.stride.size(); ++axis)
        x.sizes[axis + 2] += c.padLow[axis] + c.padHigh[axis];
    ValueInfo dense = {.shape = Shape(x.sizes), .dtype = c.dtype};
    if (c.x.strides[1] == 1 && c.x.sizes[1] > 1)
        dense.layout = Layout::channelsLast;
    const Shape strides = stridesOf(dense);
    x.strides.assign(strides.begin(), strides.end());
    for (size_t axis = 0; axis < c.stride.size(); ++axis)
        padded.offset += c.padLow[axis] * x.strides[axis + 2];
    std::ranges::fill(padded.convolution.padLow, 0);
    std::ranges::fill(padded.convolution.padHigh, 0);
    padded.bytes = (dense.bytes() + 255) / 256 * 256;
    return padded;
}

class PaddedConvKernel final : public Kernel {
public:
    PaddedConvKernel(Device& device, std::shared_ptr<const Plan> plan, const Convolution& c, const Padded& padded)
        : m_device(device)
        , m_plan(std::move(plan))
        , m_kind(c.kind)
        , m_bytes(padded.bytes)
        , m_copy(copyOf(device, c, padded))
    {
        setComputedBy(engineOf(*m_plan));
    }
    size_t workspaceBytes() const override { return m_bytes + m_plan->workspaceBytes(); }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        std::array<std::byte*, 3> tensors = tensorsOf(m_kind, in, out);
        std::byte* x = std::exchange(tensors[0], workspace);
        if (m_kind != Convolution::inputGradient) {
            check(m_device.driver().cuMemsetD8Async(addressOf(workspace), 0, m_bytes, m_device.stream()));
            m_copy.run(workspace, x);
        }
        run(*m_plan, tensors, workspace + m_bytes);
        if (m_kind == Convolution::inputGradient)
            m_copy.run(x, workspace);
    }

private:
    static Copy copyOf(Device& device, const Convolution& c, const Padded& padded)
    {
        const Shape shape(c.x.sizes), inside(padded.convolution.x.strides), own(c.x.strides);
        return c.kind == Convolution::inputGradient
            ? Copy(device, copyPlan(shape, own, inside), byteSize(c.dtype), 0, padded.offset)
            : Copy(device, copyPlan(shape, inside, own), byteSize(c.dtype), padded.offset, 0);
    }

    Device& m_device;
    std::shared_ptr<const Plan> m_plan;
    Convolution::Kind m_kind;
    size_t m_bytes;
    Copy m_copy;
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
    const bool isEmpty =
        std::ranges::any_of(node.in, [&](int value) { return program.values[size_t(value)].shape.elements() == 0; });
    if (isEmpty || result.shape.elements() == 0)
        return makeKernel([&device, bytes = result.bytes()](auto, auto out, std::byte*) {
            if (bytes > 0)
                check(device.driver().cuMemsetD8Async(addressOf(out[0]), 0, bytes, device.stream()));
        });
    if (isNarrowFloat(result.dtype) && suitsConvTiles(node, program, device))
        return nullptr; // so that it stays in f32
    Convolution convolution = readConvolution(node, program);
    convolution.numerics.deterministic = device.keep<PlanChoices>().isDeterministic();
    const std::optional<Padded> padded = writtenOut(convolution);
    const Convolution& computed = padded ? padded->convolution : convolution;
    auto plan = device.keep<PlanChoices>().choose(device, computed.text(), computed.numerics,
                                                  [&] { return describe(device, computed); });
    if (plan == nullptr)
        return nullptr;
    if (padded)
        return std::make_unique<PaddedConvKernel>(device, std::move(plan), convolution, *padded);
    return convKernel(std::move(plan), convolution.kind);
}

} // namespace weft::cuda
