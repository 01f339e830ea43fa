#pragma once

#include "engine/ir/program.h"

#include <algorithm>
#include <array>
#include <vector>

namespace weft::cuda {

// A box of elements walked in some order, outermost axis first, and how far (in elements) several tensors move with
// each axis.
class NestPlan {
public:
    explicit NestPlan(int tensors)
        : m_tensors(tensors)
    {
    }
    struct Axis {
        int64_t size = 1;
        std::vector<int64_t> strides;
    };
    void add(int64_t size, std::vector<int64_t> strides) { m_axes.push_back({size, std::move(strides)}); }
    const std::vector<Axis>& axes() const { return m_axes; }
    int rank() const { return int(m_axes.size()); }
    int64_t elements() const
    {
        int64_t product = 1;
        for (const Axis& axis : m_axes)
            product *= axis.size;
        return product;
    }
    // The largest offset that any tensor reaches, and the number of elements: whether 32 bits hold them.
    bool isWide() const
    {
        constexpr int64_t most = (int64_t(1) << 31) - (1 << 22); // room for the last step of a loop
        if (elements() >= most)
            return true;
        for (int tensor = 0; tensor < m_tensors; ++tensor) {
            int64_t reach = 0;
            for (const Axis& axis : m_axes)
                reach += std::max<int64_t>(0, axis.size - 1) * axis.strides[size_t(tensor)];
            if (reach >= most)
                return true;
        }
        return false;
    }

    // The order in which the tensor's elements lie in memory.
    void sortBy(int tensor)
    {
        std::stable_sort(m_axes.begin(), m_axes.end(), [tensor](const Axis& a, const Axis& b) {
            return a.strides[size_t(tensor)] > b.strides[size_t(tensor)];
        });
    }

    // Drops axes of size 1, and makes one of neighbours that every tensor walks as one.
    void merge()
    {
        std::vector<Axis> kept;
        for (Axis& axis : m_axes) {
            if (axis.size == 1)
                continue;
            if (!kept.empty() && follows(kept.back(), axis)) {
                kept.back() = {kept.back().size * axis.size, axis.strides};
                continue;
            }
            kept.push_back(std::move(axis));
        }
        m_axes = std::move(kept);
    }

private:
    bool follows(const Axis& outer, const Axis& inner) const
    {
        for (size_t tensor = 0; tensor < size_t(m_tensors); ++tensor) {
            if (outer.strides[tensor] != inner.strides[tensor] * inner.size)
                return false;
        }
        return true;
    }

    int m_tensors;
    std::vector<Axis> m_axes;
};

// The same as kernels take it: Nest<N> of prelude.cuh.
template <int N> struct Nest {
    int64_t rank = 0;
    std::array<int64_t, Shape::maxRank> size = {};
    std::array<std::array<int64_t, Shape::maxRank>, size_t(N)> stride = {};
};

template <int N> Nest<N> nestOf(const NestPlan& plan)
{
    Nest<N> nest;
    nest.rank = plan.rank();
    for (size_t axis = 0; axis < plan.axes().size(); ++axis) {
        nest.size[axis] = plan.axes()[axis].size;
        for (size_t tensor = 0; tensor < size_t(N); ++tensor)
            nest.stride[tensor][axis] = plan.axes()[axis].strides[tensor];
    }
    return nest;
}

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

} // namespace weft::cuda
