#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>

namespace weft {

// Sizes of a tensor, outermost first. At most eight dimensions, kept inside the object; {} is a scalar.
class Shape {
public:
    static constexpr int maxRank = 8;

    Shape() = default;
    Shape(std::initializer_list<int64_t> sizes) : Shape(std::span(sizes.begin(), sizes.size())) { }
    explicit Shape(std::span<const int64_t> sizes);

    int rank() const { return m_rank; }
    int64_t operator[](int axis) const { return m_sizes[at(axis)]; }
    int64_t& operator[](int axis) { return m_sizes[at(axis)]; }
    void push_back(int64_t size);
    void insert(int axis, int64_t size);
    void erase(int axis);
    int64_t elements() const; // 1 for a scalar
    std::span<const int64_t> sizes() const { return {m_sizes.data(), size_t(m_rank)}; }
    const int64_t* begin() const { return m_sizes.data(); }
    const int64_t* end() const { return m_sizes.data() + m_rank; }
    bool operator==(const Shape& other) const;

private:
    // Negative axes count from the end, as in NumPy.
    size_t at(int axis) const
    {
        const int i = axis < 0 ? axis + m_rank : axis;
        assert(i >= 0 && i < m_rank);
        return size_t(i);
    }

    std::array<int64_t, maxRank> m_sizes = {};
    int m_rank = 0;
};

// "32×28×28"; "scalar" for {}.
std::string toString(const Shape& shape);

// Row-major strides in elements.
Shape stridesOf(const Shape& shape);

// NumPy's broadcasting of two shapes; nothing if they do not agree.
std::optional<Shape> broadcast(const Shape& a, const Shape& b);

// Product of the sizes, or nothing if one is negative or the product passes 2^58, so that sizes in bytes fit too.
std::optional<int64_t> checkedElements(std::span<const int64_t> sizes);

} // namespace weft
