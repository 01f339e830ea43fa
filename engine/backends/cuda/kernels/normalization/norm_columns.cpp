#include "engine/backends/cuda/kernels/normalization/norm_columns.h"

#include "engine/backends/cuda/device/memory.h"

#include <algorithm>

namespace weft::cuda {

namespace {

constexpr int threads = 512;

struct Plan {
    int64_t rows = 0, channels = 0;
    double epsilon = 0;
    Grid sums = {}, places = {}; // of the launches that add up, and of those that go over all places
    size_t workspaceBytes = 0;
    KernelSource source = {};
};

// The memory is planned in pieces of 64 bytes: a result may lie over an operand that takes as many of them.
size_t pieces(const ValueInfo& info)
{
    return (info.bytes() + 63) / 64;
}

// How many blocks of a launch are done: zero between launches, as the last one leaves it.
class Ticket {
public:
    explicit Ticket(Device& device)
        : m_device(&device)
    {
    }
    const std::byte* get()
    {
        if (m_memory == nullptr) { // at the first launch, which is never captured
            m_memory = std::make_shared<DeviceMemory>(*m_device, sizeof(uint32_t));
            check(m_device->driver().cuMemsetD8Async(addressOf(m_memory->data()), 0, sizeof(uint32_t),
                                                     m_device->stream()));
        }
        return m_memory->data();
    }

private:
    Device* m_device;
    std::shared_ptr<DeviceMemory> m_memory;
};

class ColumnsKernel final : public Kernel {
public:
    ColumnsKernel(const Plan& plan, Device& device, bool isGradient, bool overwritesX, bool overwritesDy)
        : m_plan(plan)
        , m_isGradient(isGradient)
        , m_overwritesX(overwritesX)
        , m_overwritesDy(overwritesDy)
        , m_ticket(device)
        , m_sums(device.function(plan.source, isGradient ? "products" : "moments"))
        , m_places(device.function(plan.source, isGradient ? "gradient" : "apply"))
    {
    }
    size_t workspaceBytes() const override { return m_plan.workspaceBytes; }
    bool mayOverwrite(int operand) const override
    {
        return (operand == 0 && m_overwritesX) || (operand == 4 && m_overwritesDy);
    }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        const std::byte* ticket = m_ticket.get();
        if (m_isGradient) { // of x, scale, mean, inverse, dy: dx, dScale, dBias
            m_sums.launch(m_plan.sums, in[0], in[2], in[3], in[4], out[1], out[2], workspace, ticket, m_plan.rows);
            m_places.launch(m_plan.places, in[0], in[1], in[2], in[3], in[4], out[1], out[2], out[0], m_plan.rows);
        } else { // of x, scale, bias: y, mean, inverse
            m_sums.launch(m_plan.sums, in[0], out[1], out[2], workspace, ticket, m_plan.rows, m_plan.epsilon);
            m_places.launch(m_plan.places, in[0], in[1], in[2], out[1], out[2], out[0], m_plan.rows);
        }
    }

private:
    Plan m_plan;
    bool m_isGradient, m_overwritesX, m_overwritesDy;
    Ticket m_ticket;
    Function m_sums, m_places;
};

Plan planOf(const ValueInfo& x, double epsilon)
{
    Plan plan = {.rows = x.shape.elements() / x.shape[1], .channels = x.shape[1], .epsilon = epsilon};
    const int64_t width = 16 / int64_t(byteSize(x.dtype));
    const int64_t deep = threads / (plan.channels % width == 0 ? plan.channels / width : plan.channels);
    // From the sizes alone, so that sums do not depend on the device.
    plan.sums = {.blocks = std::clamp<int64_t>(divideUp(plan.rows, deep * 4), 1, 132), .threads = threads};
    plan.places = {.blocks = std::min<int64_t>(divideUp(plan.rows, deep), 264), .threads = threads};
    if (x.bytes() > (size_t(32) << 20)) // more in flight where the cache does not help
        plan.places.blocks = std::min<int64_t>(divideUp(plan.rows, deep), 2112);
    plan.workspaceBytes = size_t(plan.sums.blocks * 2 * plan.channels) * sizeof(double);
    plan.source = kernelSource("norm_columns",
                               definitions(x.dtype, true) + "#define C " + std::to_string(plan.channels)
                                   + "\n#define THREADS " + std::to_string(threads) + "\n");
    return plan;
}

} // namespace

std::unique_ptr<Kernel> prepareNormColumns(const Node& node, const Program& program, Device& device)
{
    const auto& attrs = std::get<NormAttrs>(node.attrs);
    const bool isGradient = node.in.size() == 5;
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const int rank = x.shape.rank();
    const bool all = attrs.axes.rank() == rank - 1 && std::ranges::find(attrs.axes, 1) == attrs.axes.end();
    const auto lies = [&](const ValueInfo& info) { return rank == 2 || info.layout == Layout::channelsLast; };
    if ((x.dtype != DType::f32 && x.dtype != DType::f64) || rank < 2 || !all || x.shape.elements() == 0
        || x.shape[1] > 128 || !lies(x) || !lies(y) || (isGradient && !lies(operandInfo(node, program, 4))))
        return nullptr;
    const int64_t channels = x.shape[1];
    for (int i = 1; i < (isGradient ? 4 : 3); ++i) { // a number for each channel, in one order
        if (operandInfo(node, program, i).shape.elements() != channels)
            return nullptr;
    }
    for (int i = 1; i < 3; ++i) {
        if (resultInfo(node, program, i).shape.elements() != channels)
            return nullptr;
    }
    const Plan plan = planOf(x, attrs.epsilon);
    const bool apart = pieces(resultInfo(node, program, 1)) != pieces(x);
    return std::make_unique<ColumnsKernel>(plan, device, isGradient, apart, apart);
}

} // namespace weft::cuda
