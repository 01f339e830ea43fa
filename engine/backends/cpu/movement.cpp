#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/backends/cpu/strided.h"

#include <cstring>
#include <vector>

// All movement is a copy from one strided box to another: permute, broadcast, slice and concat choose strides and
// offsets, pad fills with zeros first.

namespace weft {

namespace {

enum { to, from };

template <class T> void copyRows(const Nest<2>& nest, T* target, const T* source, int64_t first, int64_t end)
{
    const int64_t size = nest.innerSize(), step = nest.innerStride(from), targetStep = nest.innerStride(to);
    Walk<2> at(nest, 1, first);
    for (int64_t row = first; row < end; ++row, at.next()) {
        T* y = target + at.offset(to);
        const T* x = source + at.offset(from);
        if (targetStep == 1 && step == 1)
            std::memcpy(y, x, size_t(size) * sizeof(T));
        else if (targetStep == 1 && step == 0)
            std::fill_n(y, size, *x);
        else
            for (int64_t i = 0; i < size; ++i)
                y[i * targetStep] = x[i * step];
    }
}

// A transposition walks one side across memory; in blocks of this many rows and columns, each cache line that it
// touches is used whole while it is near.
constexpr int64_t block = 16;

template <class T> void copyBlocks(const Nest<2>& nest, T* target, const T* source, int64_t first, int64_t end)
{
    const auto& rows = nest.axes[size_t(nest.rank - 2)];
    const auto& columns = nest.axes[size_t(nest.rank - 1)];
    const int64_t rowBlocks = divideUp(rows.size, block);
    for (int64_t task = first; task < end; ++task) {
        const Walk<2> at(nest, 2, task / rowBlocks);
        const int64_t row = task % rowBlocks * block, rowEnd = std::min(row + block, rows.size);
        T* y = target + at.offset(to);
        const T* x = source + at.offset(from);
        for (int64_t column = 0; column < columns.size; column += block) {
            const int64_t columnEnd = std::min(column + block, columns.size);
            for (int64_t r = row; r < rowEnd; ++r) {
                for (int64_t c = column; c < columnEnd; ++c)
                    y[r * rows.strides[to] + c * columns.strides[to]] =
                        x[r * rows.strides[from] + c * columns.strides[from]];
            }
        }
    }
}

class Copy {
public:
    // The box in any order of its axes; offsets in elements of `elementBytes`.
    Copy(Nest<2> nest, size_t elementBytes, int64_t targetOffset = 0, int64_t sourceOffset = 0)
        : m_nest(nest)
        , m_targetOffset(targetOffset)
        , m_sourceOffset(sourceOffset)
        , m_elementBytes(elementBytes)
    {
        m_nest.sortBy(to);
        m_nest.merge();
        // Of the source's axes, the one that runs along its memory comes second to last.
        const int inner = m_nest.rank - 1;
        for (int i = 0; i + 1 < m_nest.rank; ++i) {
            if (m_nest.axes[size_t(i)].strides[from] == 1 && m_nest.axes[size_t(inner)].strides[from] > 1) {
                std::rotate(m_nest.axes.begin() + i, m_nest.axes.begin() + i + 1, m_nest.axes.begin() + inner);
                m_inBlocks = true;
                break;
            }
        }
    }

    void run(std::byte* target, const std::byte* source) const
    {
        switch (m_elementBytes) {
        case 8:
            return runAs<uint64_t>(target, source);
        case 4:
            return runAs<uint32_t>(target, source);
        case 2:
            return runAs<uint16_t>(target, source);
        default:
            return runAs<uint8_t>(target, source);
        }
    }

private:
    template <class T> void runAs(std::byte* target, const std::byte* source) const
    {
        if (m_nest.elements() == 0)
            return;
        T* y = reinterpret_cast<T*>(target) + m_targetOffset;
        const T* x = reinterpret_cast<const T*>(source) + m_sourceOffset;
        if (m_nest.rank == 1 && m_nest.innerStride(to) == 1 && m_nest.innerStride(from) == 1)
            return copyBytes(reinterpret_cast<std::byte*>(y), reinterpret_cast<const std::byte*>(x),
                             size_t(m_nest.innerSize()) * sizeof(T));
        int64_t items = m_nest.elements() / m_nest.innerSize();
        double cost = double(m_nest.innerSize());
        if (m_inBlocks) {
            const int64_t rows = m_nest.axes[size_t(m_nest.rank - 2)].size;
            items = items / rows * divideUp(rows, block);
            cost *= 2 * double(block);
        }
        const int64_t each = itemsPerTask(items, cost);
        parallelFor(divideUp(items, each), [&](int64_t task) {
            const int64_t first = task * each, end = std::min(items, first + each);
            if (m_inBlocks)
                copyBlocks(m_nest, y, x, first, end);
            else
                copyRows(m_nest, y, x, first, end);
        });
    }

    Nest<2> m_nest;
    int64_t m_targetOffset;
    int64_t m_sourceOffset;
    size_t m_elementBytes;
    bool m_inBlocks = false;
};

Nest<2> nestOf(const Shape& shape, const Shape& targetStrides, const Shape& sourceStrides)
{
    Nest<2> nest;
    for (int axis = 0; axis < shape.rank(); ++axis)
        nest.add(shape[axis], {targetStrides[axis], sourceStrides[axis]});
    return nest;
}

std::unique_ptr<Kernel> makeCopy(const Copy& copy)
{
    return makeKernel([copy](auto in, auto out, std::byte*) { copy.run(out[0], in[0]); });
}

void fillZero(std::byte* target, size_t bytes)
{
    const int64_t each = itemsPerTask(int64_t(bytes), 0.125);
    parallelFor(divideUp(int64_t(bytes), each), [&](int64_t task) {
        const int64_t first = task * each;
        std::memset(target + first, 0, size_t(std::min(each, int64_t(bytes) - first)));
    });
}

} // namespace

void copyBytes(std::byte* to, const std::byte* from, size_t bytes)
{
    const int64_t each = itemsPerTask(int64_t(bytes), 0.25);
    parallelFor(divideUp(int64_t(bytes), each), [&](int64_t task) {
        const int64_t first = task * each;
        std::memcpy(to + first, from + first, size_t(std::min(each, int64_t(bytes) - first)));
    });
}

std::unique_ptr<Kernel> prepareReshape(const Node& node, const Program& program)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const size_t bytes = byteSize(x.dtype);
    if (x.shape == y.shape)
        return makeCopy(Copy(nestOf(y.shape, stridesOf(y), stridesOf(x)), bytes));
    if (y.layout == Layout::rowMajor)
        return makeCopy(Copy(nestOf(x.shape, stridesOf(x.shape), stridesOf(x)), bytes));
    if (x.layout == Layout::rowMajor)
        return makeCopy(Copy(nestOf(y.shape, stridesOf(y), stridesOf(y.shape)), bytes));
    // Both channels-last, of different shapes: by way of row-major order.
    const Copy there(nestOf(x.shape, stridesOf(x.shape), stridesOf(x)), bytes);
    const Copy back(nestOf(y.shape, stridesOf(y), stridesOf(y.shape)), bytes);
    return makeKernel(
        [there, back](auto in, auto out, std::byte* workspace) {
            there.run(workspace, in[0]);
            back.run(out[0], workspace);
        },
        x.bytes());
}

std::unique_ptr<Kernel> preparePermute(const Node& node, const Program& program)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const Shape& order = std::get<PermuteAttrs>(node.attrs).order;
    const Shape own = stridesOf(x);
    Shape strides = y.shape;
    for (int axis = 0; axis < y.shape.rank(); ++axis)
        strides[axis] = own[int(order[axis])];
    return makeCopy(Copy(nestOf(y.shape, stridesOf(y), strides), byteSize(x.dtype)));
}

std::unique_ptr<Kernel> prepareBroadcast(const Node& node, const Program& program)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    return makeCopy(Copy(nestOf(y.shape, stridesOf(y), broadcastStrides(x, y.shape)), byteSize(x.dtype)));
}

std::unique_ptr<Kernel> prepareSlice(const Node& node, const Program& program)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const auto& how = std::get<SliceAttrs>(node.attrs);
    Shape strides = stridesOf(x);
    int64_t offset = 0;
    for (int axis = 0; axis < y.shape.rank(); ++axis) {
        offset += how.starts[axis] * strides[axis];
        strides[axis] *= how.steps[axis];
    }
    return makeCopy(Copy(nestOf(y.shape, stridesOf(y), strides), byteSize(x.dtype), 0, offset));
}

std::unique_ptr<Kernel> preparePad(const Node& node, const Program& program)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const auto& how = std::get<PadAttrs>(node.attrs);
    Shape strides = stridesOf(y);
    int64_t offset = 0;
    for (int axis = 0; axis < y.shape.rank(); ++axis) {
        offset += how.low[axis] * strides[axis];
        strides[axis] *= how.interior[axis] + 1;
    }
    const Copy copy(nestOf(x.shape, strides, stridesOf(x)), byteSize(x.dtype), offset);
    return makeKernel([copy, bytes = y.bytes()](auto in, auto out, std::byte*) {
        fillZero(out[0], bytes);
        copy.run(out[0], in[0]);
    });
}

std::unique_ptr<Kernel> prepareConcat(const Node& node, const Program& program)
{
    const ValueInfo& y = resultInfo(node, program);
    const int axis = std::get<AxisAttrs>(node.attrs).axis;
    const Shape strides = stridesOf(y);
    std::vector<Copy> parts;
    int64_t start = 0;
    for (int i = 0; i < int(node.in.size()); ++i) {
        const ValueInfo& x = operandInfo(node, program, i);
        parts.emplace_back(nestOf(x.shape, strides, stridesOf(x)), byteSize(y.dtype), start * strides[axis]);
        start += x.shape[axis];
    }
    return makeKernel([parts = std::move(parts)](auto in, auto out, std::byte*) {
        for (size_t i = 0; i < parts.size(); ++i)
            parts[i].run(out[0], in[i]);
    });
}

} // namespace weft
