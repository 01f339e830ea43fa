#include "engine/backends/cuda/kernels/movement/copy.h"

#include <optional>

namespace weft::cuda {

namespace {

enum { to, from };

const char* typeOfWidth(size_t bytes)
{
    return bytes == 16 ? "uint4" : bytes == 8 ? "u64" : bytes == 4 ? "u32" : bytes == 2 ? "unsigned short" : "u8";
}

// The box in elements of so many times the size: those that lie side by side on both sides.
std::optional<NestPlan> inPacks(const NestPlan& plan, int64_t pack, int64_t targetOffset, int64_t sourceOffset)
{
    const auto& axes = plan.axes();
    if (axes.empty() || axes.back().strides[to] != 1 || axes.back().strides[from] != 1 || axes.back().size % pack != 0
        || targetOffset % pack != 0 || sourceOffset % pack != 0)
        return std::nullopt;
    NestPlan packed(2);
    for (size_t i = 0; i + 1 < axes.size(); ++i) {
        if (axes[i].strides[to] % pack != 0 || axes[i].strides[from] % pack != 0)
            return std::nullopt;
        packed.add(axes[i].size, {axes[i].strides[to] / pack, axes[i].strides[from] / pack});
    }
    packed.add(axes.back().size / pack, {1, 1});
    return packed;
}

} // namespace

Copy::Copy(Device& device, NestPlan plan, size_t elementBytes, int64_t targetOffset, int64_t sourceOffset)
    : m_device(&device)
    , m_elementBytes(elementBytes)
    , m_targetOffset(targetOffset)
    , m_sourceOffset(sourceOffset)
{
    plan.sortBy(to);
    plan.merge();
    m_count = plan.elements();
    if (m_count == 0)
        return;
    const auto& axes = plan.axes();
    if (axes.empty() || (axes.size() == 1 && axes[0].strides[to] == 1 && axes[0].strides[from] == 1)) {
        m_way = Way::asOne;
        return;
    }
    for (const size_t width : {16, 8, 4}) {
        const auto pack = int64_t(width / m_elementBytes);
        const auto packed = pack > 1 ? inPacks(plan, pack, targetOffset, sourceOffset) : std::nullopt;
        if (!packed)
            continue;
        plan = *packed;
        m_elementBytes = width;
        m_targetOffset /= pack;
        m_sourceOffset /= pack;
        m_count = plan.elements();
        break;
    }
    const std::string source = std::string("typedef ") + typeOfWidth(m_elementBytes) + " T;\ntypedef "
        + (plan.isWide() ? "i64" : "i32") + " INDEX;\n";
    m_way = Way::elements;
    // Of the source's axes, the one that runs along its memory comes second to last.
    for (size_t i = 0; i + 1 < axes.size(); ++i) {
        const bool turns = axes.back().strides[to] == 1 && axes.back().strides[from] > 1 && axes[i].strides[from] == 1;
        if (!turns || axes.back().size < 8 || axes[i].size < 8)
            continue;
        m_way = Way::transposed;
        NestPlan turned(2);
        for (size_t k = 0; k + 1 < axes.size(); ++k) {
            if (k != i)
                turned.add(axes[k].size, axes[k].strides);
        }
        turned.add(axes[i].size, axes[i].strides);
        turned.add(axes.back().size, axes.back().strides);
        m_count =
            m_count / (axes[i].size * axes.back().size) * divideUp(axes[i].size, 32) * divideUp(axes.back().size, 32);
        plan = std::move(turned);
        break;
    }
    m_nest = nestOf<2>(plan);
    m_function = device.function(kernelSource("copy", source), m_way == Way::elements ? "copy" : "transpose");
}

void Copy::run(std::byte* target, const std::byte* source)
{
    std::byte* y = target + m_targetOffset * int64_t(m_elementBytes);
    const std::byte* x = source + m_sourceOffset * int64_t(m_elementBytes);
    switch (m_way) {
    case Way::nothing:
        return;
    case Way::asOne:
        return check(m_device->driver().cuMemcpyDtoDAsync(addressOf(y), addressOf(x), size_t(m_count) * m_elementBytes,
                                                          m_device->stream()));
    case Way::elements:
        return m_function.launch(gridFor(m_count), y, x, m_count, m_nest);
    case Way::transposed:
        return m_function.launch({.blocks = std::min<int64_t>(m_count, 132 * 64), .threads = 32, .threadsY = 8}, y, x,
                                 m_count, m_nest);
    }
}

NestPlan copyPlan(const Shape& shape, const Shape& targetStrides, const Shape& sourceStrides)
{
    NestPlan plan(2);
    for (int axis = 0; axis < shape.rank(); ++axis)
        plan.add(shape[axis], {targetStrides[axis], sourceStrides[axis]});
    return plan;
}

} // namespace weft::cuda
