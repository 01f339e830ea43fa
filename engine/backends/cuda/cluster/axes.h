#pragma once

#include "engine/ir/program.h"

#include <array>
#include <optional>
#include <vector>

namespace weft::cuda {

// A tensor seen as at most two axes: those of size 1 are left out, and all behind the first are one.
struct Axes {
    int count = 0;
    std::array<int64_t, 2> size = {1, 1};
    int64_t elements() const { return size[0] * size[1]; }
    bool operator==(const Axes&) const = default;
};
Axes axesOf(const Shape& shape);

// Which axis of the operand each axis of a domain walks that the operand broadcasts to; -1: the operand is repeated
// along it. Nothing: it is repeated along a part of an axis.
std::optional<std::array<int, 2>> axesWithin(const Shape& domain, const Shape& operand);

// Axes of different tensors that are the same thing: the samples of a batch, the units of a layer.
class AxisClasses {
public:
    explicit AxisClasses(size_t values)
        : m_parent(values * 2)
    {
        for (size_t i = 0; i < m_parent.size(); ++i)
            m_parent[i] = int(i);
    }
    int of(int value, int axis) const
    {
        int at = value * 2 + axis;
        while (m_parent[size_t(at)] != at)
            at = m_parent[size_t(at)];
        return at;
    }
    void unite(int value, int axis, int other, int otherAxis)
    {
        const int a = of(value, axis), b = of(other, otherAxis);
        m_parent[size_t(std::max(a, b))] = std::min(a, b);
    }

private:
    std::vector<int> m_parent;
};

} // namespace weft::cuda
