#include "engine/support/shape.h"

#include "engine/support/error.h"

#include <algorithm>

namespace weft {

Shape::Shape(std::span<const int64_t> sizes)
{
    for (const int64_t size : sizes)
        push_back(size);
}

void Shape::push_back(int64_t size)
{
    if (m_rank == maxRank)
        throw Error("A tensor has more than 8 dimensions; reshape it to fewer.");
    m_sizes[size_t(m_rank++)] = size;
}

void Shape::insert(int axis, int64_t size)
{
    push_back(size);
    std::rotate(m_sizes.begin() + axis, m_sizes.begin() + m_rank - 1, m_sizes.begin() + m_rank);
}

void Shape::erase(int axis)
{
    const size_t i = at(axis);
    std::copy(m_sizes.begin() + i + 1, m_sizes.begin() + m_rank, m_sizes.begin() + i);
    m_sizes[size_t(--m_rank)] = 0;
}

int64_t Shape::elements() const
{
    int64_t product = 1;
    for (const int64_t size : *this)
        product *= size;
    return product;
}

bool Shape::operator==(const Shape& other) const
{
    return std::ranges::equal(sizes(), other.sizes());
}

std::string toString(const Shape& shape)
{
    if (shape.rank() == 0)
        return "scalar";
    std::string text;
    for (const int64_t size : shape)
        text += (text.empty() ? "" : "×") + std::to_string(size);
    return text;
}

Shape stridesOf(const Shape& shape)
{
    Shape strides = shape;
    int64_t step = 1;
    for (int axis = shape.rank() - 1; axis >= 0; --axis) {
        strides[axis] = step;
        step *= shape[axis];
    }
    return strides;
}

std::optional<Shape> broadcast(const Shape& a, const Shape& b)
{
    const int rank = std::max(a.rank(), b.rank());
    Shape out;
    for (int i = 0; i < rank; ++i) {
        const int ia = i - (rank - a.rank());
        const int ib = i - (rank - b.rank());
        const int64_t sizeA = ia < 0 ? 1 : a[ia];
        const int64_t sizeB = ib < 0 ? 1 : b[ib];
        if (sizeA != sizeB && sizeA != 1 && sizeB != 1)
            return std::nullopt;
        out.push_back(sizeA == 1 ? sizeB : sizeA);
    }
    return out;
}

std::optional<int64_t> checkedElements(std::span<const int64_t> sizes)
{
    int64_t product = 1;
    for (const int64_t size : sizes) {
        if (size < 0 || __builtin_mul_overflow(product, size, &product) || product > (int64_t(1) << 58))
            return std::nullopt;
    }
    return product;
}

} // namespace weft
