#pragma once

#include "engine/ir/program.h"

#include <algorithm>
#include <array>

namespace weft {

// A box of elements walked in some order, outermost axis first, and how far (in elements) each of Count tensors moves
// with each axis.
template <int Count> struct Nest {
    struct Axis {
        int64_t size = 1;
        std::array<int64_t, Count> strides = {};
    };
    std::array<Axis, Shape::maxRank> axes = {};
    int rank = 0;

    void add(int64_t size, std::array<int64_t, Count> strides) { axes[size_t(rank++)] = {size, strides}; }
    int64_t elements() const
    {
        int64_t product = 1;
        for (int i = 0; i < rank; ++i)
            product *= axes[size_t(i)].size;
        return product;
    }
    int64_t innerSize() const { return rank == 0 ? 1 : axes[size_t(rank - 1)].size; }
    int64_t innerStride(int tensor) const { return rank == 0 ? 1 : axes[size_t(rank - 1)].strides[size_t(tensor)]; }

    // The order in which the tensor's elements lie in memory.
    void sortBy(int tensor)
    {
        std::stable_sort(axes.begin(), axes.begin() + rank, [tensor](const Axis& a, const Axis& b) {
            return a.strides[size_t(tensor)] > b.strides[size_t(tensor)];
        });
    }

    // Drops axes of size 1, and makes one of neighbours that every tensor walks as one.
    void merge()
    {
        int kept = 0;
        for (int i = 0; i < rank; ++i) {
            const Axis axis = axes[size_t(i)];
            if (axis.size == 1)
                continue;
            if (kept > 0 && follows(axes[size_t(kept - 1)], axis)) {
                axes[size_t(kept - 1)] = {axes[size_t(kept - 1)].size * axis.size, axis.strides};
                continue;
            }
            axes[size_t(kept++)] = axis;
        }
        rank = kept;
    }

private:
    static bool follows(const Axis& outer, const Axis& inner)
    {
        for (int tensor = 0; tensor < Count; ++tensor) {
            if (outer.strides[size_t(tensor)] != inner.strides[size_t(tensor)] * inner.size)
                return false;
        }
        return true;
    }
};

// A position in the nest without its innermost `skipped` axes: the offsets of all tensors there.
template <int Count> class Walk {
public:
    Walk(const Nest<Count>& nest, int skipped, int64_t index)
        : m_nest(nest)
        , m_rank(std::max(0, nest.rank - skipped))
    {
        for (int i = m_rank - 1; i >= 0; --i) {
            const auto& axis = nest.axes[size_t(i)];
            const int64_t size = std::max<int64_t>(1, axis.size); // of no elements: never read from
            m_index[size_t(i)] = index % size;
            index /= size;
            for (int tensor = 0; tensor < Count; ++tensor)
                m_offsets[size_t(tensor)] += m_index[size_t(i)] * axis.strides[size_t(tensor)];
        }
    }

    int64_t offset(int tensor = 0) const { return m_offsets[size_t(tensor)]; }
    int64_t index(int axis) const { return m_index[size_t(axis)]; }

    void next()
    {
        for (int i = m_rank - 1; i >= 0; --i) {
            const auto& axis = m_nest.axes[size_t(i)];
            for (int tensor = 0; tensor < Count; ++tensor)
                m_offsets[size_t(tensor)] += axis.strides[size_t(tensor)];
            if (++m_index[size_t(i)] < axis.size)
                return;
            m_index[size_t(i)] = 0;
            for (int tensor = 0; tensor < Count; ++tensor)
                m_offsets[size_t(tensor)] -= axis.size * axis.strides[size_t(tensor)];
        }
    }

private:
    const Nest<Count>& m_nest;
    int m_rank;
    std::array<int64_t, Shape::maxRank> m_index = {};
    std::array<int64_t, Count> m_offsets = {};
};

// The strides of a tensor in a shape that it broadcasts to: 0 along axes it is repeated over.
inline Shape broadcastStrides(const ValueInfo& info, const Shape& to)
{
    const Shape own = stridesOf(info);
    Shape strides = to;
    const int lead = to.rank() - info.shape.rank();
    for (int axis = 0; axis < to.rank(); ++axis)
        strides[axis] = axis < lead || info.shape[axis - lead] == 1 ? 0 : own[axis - lead];
    return strides;
}

} // namespace weft
