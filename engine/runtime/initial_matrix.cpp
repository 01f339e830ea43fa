#include "engine/runtime/initial_matrix.h"

#include <array>
#include <cmath>

namespace weft {

namespace {

double dot(std::span<const double> a, std::span<const double> b)
{
    std::array<double, 8> parts = {}; // so that it is computed side by side
    size_t i = 0;
    for (; i + parts.size() <= a.size(); i += parts.size()) {
        for (size_t lane = 0; lane < parts.size(); ++lane)
            parts[lane] += a[i + lane] * b[i + lane];
    }
    double sum = 0;
    for (; i < a.size(); ++i)
        sum += a[i] * b[i];
    for (const double part : parts)
        sum += part;
    return sum;
}

} // namespace

std::vector<double> orthogonalRows(const Shape& shape, RandomSequence& numbers)
{
    const auto height = size_t(shape.rank() > 0 ? shape[0] : 1);
    const size_t width = height > 0 ? size_t(shape.elements()) / height : 0;
    const size_t count = std::min(height, width), length = std::max(height, width);
    std::vector<double> vectors(count * length);
    for (double& value : vectors)
        value = numbers.normal();
    const auto vector = [&](size_t i) { return std::span(vectors).subspan(i * length, length); };
    for (size_t i = 0; i < count; ++i) {
        const std::span<double> one = vector(i);
        const double scale = 1 / std::sqrt(dot(one, one));
        for (double& value : one)
            value *= scale;
        for (size_t j = i + 1; j < count; ++j) {
            const std::span<double> other = vector(j);
            const double along = dot(one, other);
            for (size_t k = 0; k < length; ++k)
                other[k] -= along * one[k];
        }
    }
    if (height <= width)
        return vectors;
    std::vector<double> turned(vectors.size());
    for (size_t row = 0; row < height; ++row) {
        for (size_t column = 0; column < width; ++column)
            turned[row * width + column] = vectors[column * length + row];
    }
    return turned;
}

} // namespace weft
