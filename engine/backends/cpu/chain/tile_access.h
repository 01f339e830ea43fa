#pragma once

#include "engine/backends/cpu/strided.h"

#include <cstring>
#include <span>
#include <vector>

namespace weft {

// How a kernel that walks a domain in a fixed order of axes finds a tensor's elements, a run of that order at a time.
class TileAccess {
public:
    TileAccess() = default;

    // `strides` of the tensor for each axis of `domain`, 0 where it is repeated; `order` names the axes that are
    // walked, outermost first.
    TileAccess(DType type, const Shape& domain, const Shape& strides, std::span<const int> order)
        : dtype(type)
    {
        for (const int axis : order)
            m_nest.add(domain[axis], {strides[axis]});
        m_nest.merge();
    }

    DType dtype = DType::f32;
    bool isSingle() const { return m_nest.rank == 0 || (m_nest.rank == 1 && m_nest.innerStride(0) == 0); }
    bool isDirect() const { return m_nest.rank == 0 || (m_nest.rank == 1 && m_nest.innerStride(0) == 1); }

    template <class T> void load(T* tile, const std::byte* tensor, int64_t start, int64_t count) const
    {
        switch (dtype) {
        case DType::f32:
            return loadAs(tile, reinterpret_cast<const float*>(tensor), start, count);
        case DType::f64:
            return loadAs(tile, reinterpret_cast<const double*>(tensor), start, count);
        case DType::i32:
            return loadAs(tile, reinterpret_cast<const int32_t*>(tensor), start, count);
        case DType::i64:
            return loadAs(tile, reinterpret_cast<const int64_t*>(tensor), start, count);
        case DType::u8:
            return loadAs(tile, reinterpret_cast<const uint8_t*>(tensor), start, count);
        case DType::f16:
        case DType::bf16:
            break; // declined when the kernel was prepared
        }
    }

    template <class T, class Source> void store(T* tensor, const Source* tile, int64_t start, int64_t count) const
    {
        forRows(start, count, [&](int64_t offset, int64_t stride, int64_t length) {
            for (int64_t i = 0; i < length; ++i)
                tensor[offset + i * stride] = T(tile[i]);
            tile += length;
        });
    }

private:
    // Calls body(offset, stride, length) for the rows that make up [start, start + count).
    template <class Body> void forRows(int64_t start, int64_t count, Body&& body) const
    {
        const int64_t size = m_nest.innerSize(), stride = m_nest.innerStride(0);
        if (size == 0)
            return; // an empty domain
        int64_t column = start % size;
        Walk<1> at(m_nest, 1, start / size);
        while (count > 0) {
            const int64_t length = std::min(count, size - column);
            body(at.offset() + column * stride, stride, length);
            count -= length;
            column = 0;
            at.next();
        }
    }

    template <class T, class Source> void loadAs(T* tile, const Source* tensor, int64_t start, int64_t count) const
    {
        const bool repeats = m_nest.rank == 2 && m_nest.axes[0].strides[0] == 0 && m_nest.innerSize() < count;
        const int64_t first = repeats ? m_nest.innerSize() : count;
        T* y = tile;
        forRows(start, first, [&](int64_t offset, int64_t stride, int64_t length) {
            const Source* x = tensor + offset;
            if (stride == 0)
                std::fill_n(y, length, T(*x));
            else if (stride == 1)
                std::copy_n(x, length, y);
            else
                for (int64_t i = 0; i < length; ++i)
                    y[i] = T(x[i * stride]);
            y += length;
        });
        for (int64_t done = first; done < count; done *= 2) // one period is there; double what is there
            std::memcpy(tile + done, tile, size_t(std::min(done, count - done)) * sizeof(T));
    }

    Nest<1> m_nest;
};

} // namespace weft
