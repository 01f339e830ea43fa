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

// A nest whose last two axes are the rows that lie apart on side `apart` and side by side on the other, few enough to
// be taken together, and their places.
struct Interleaving {
    NestPlan nest {2};
    int apart = to;
};

std::optional<Interleaving> interleavingOf(const NestPlan& plan)
{
    constexpr int64_t mostRows = 64, leastPlaces = 64;
    const auto& axes = plan.axes();
    for (size_t i = 0; i + 1 < axes.size(); ++i) {
        const NestPlan::Axis &other = axes[i], &last = axes.back(); // along the source, along the target
        if (last.strides[to] != 1 || other.strides[from] != 1)
            continue;
        const bool isTarget = last.size <= mostRows && other.strides[to] == last.size; // where they are side by side
        const bool isSource = other.size <= mostRows && last.strides[from] == other.size;
        const NestPlan::Axis &rows = isTarget ? last : other, &places = isTarget ? other : last;
        if ((!isTarget && !isSource) || rows.size < 2 || places.size < leastPlaces)
            continue;
        Interleaving found {.apart = isTarget ? from : to};
        for (size_t k = 0; k + 1 < axes.size(); ++k) {
            if (k != i)
                found.nest.add(axes[k].size, axes[k].strides);
        }
        found.nest.add(rows.size, rows.strides);
        found.nest.add(places.size, places.strides);
        return found;
    }
    return std::nullopt;
}

} // namespace

// By tiles of 32 × 32 most lanes would have nothing to do.
bool Copy::interleave(const NestPlan& plan)
{
    const std::optional<Interleaving> found = interleavingOf(plan);
    if (!found)
        return false;
    const auto& axes = found->nest.axes();
    const int64_t rows = axes[axes.size() - 2].size, places = axes.back().size;
    int64_t together = 64; // places, of as many elements as keep all threads busy
    while (together < 1024 && 2 * together * (rows | 1) <= 4096)
        together *= 2;
    int64_t pack = int64_t(16 / m_elementBytes);
    const auto suits = [&](int64_t stride) { return stride % pack == 0; };
    bool isAligned = suits(places) && suits(m_targetOffset) && suits(m_sourceOffset)
        && suits(axes[axes.size() - 2].strides[size_t(found->apart)]);
    for (size_t k = 0; k + 2 < axes.size(); ++k)
        isAligned = isAligned && suits(axes[k].strides[to]) && suits(axes[k].strides[from]);
    if (!isAligned)
        pack = 1;
    const std::string source = std::string("typedef ") + typeOfWidth(m_elementBytes) + " T;\ntypedef "
        + (found->nest.isWide() ? "i64" : "i32") + " INDEX;\n#define SHORT " + std::to_string(rows) + "\n#define LONG "
        + std::to_string(together) + "\n#define PACK " + std::to_string(pack) + "\n";
    m_way = Way::interleaved;
    m_count = m_count / (rows * places) * divideUp(places, together);
    m_nest = nestOf<2>(found->nest);
    m_function =
        m_device->function(kernelSource("interleave", source), found->apart == from ? "interleave" : "deinterleave");
    return true;
}

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
    if (interleave(plan))
        return;
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
    case Way::interleaved:
        return m_function.launch({.blocks = std::min<int64_t>(m_count, 132 * 64), .threads = 256}, y, x, m_count,
                                 m_nest);
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
