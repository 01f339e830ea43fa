#include "engine/export/verify/compare.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

std::span<const float> numbersOf(const HostTensor& tensor)
{
    return {reinterpret_cast<const float*>(tensor.bytes.data()), tensor.bytes.size() / sizeof(float)};
}

} // namespace

AnswerComparison compareAnswers(const HostTensor& found, const HostTensor& expected, int classAxis)
{
    AnswerComparison comparison;
    const std::span<const float> theirs = numbersOf(found), ours = numbersOf(expected);
    if (found.info.shape != expected.info.shape) {
        comparison.mistake =
            "The answer is " + toString(found.info.shape) + " instead of " + toString(expected.info.shape) + ".";
        return comparison;
    }
    for (size_t i = 0; i < ours.size(); ++i) {
        if (std::isnan(theirs[i]) != std::isnan(ours[i]) || std::isinf(theirs[i]) != std::isinf(ours[i])) {
            comparison.mistake = "A number is not finite on one side alone.";
            return comparison;
        }
        if (!std::isfinite(ours[i]))
            continue;
        comparison.largest = std::max(comparison.largest, std::abs(double(ours[i])));
        comparison.difference = std::max(comparison.difference, std::abs(double(theirs[i]) - double(ours[i])));
    }
    const Shape& shape = expected.info.shape;
    if (classAxis < 0 || classAxis >= shape.rank())
        return comparison;
    const int64_t classes = shape[classAxis];
    int64_t inner = 1;
    for (int axis = classAxis + 1; axis < shape.rank(); ++axis)
        inner *= shape[axis];
    for (int64_t place = 0; classes > 0 && place < shape.elements() / classes; ++place) {
        const size_t start = size_t(place / inner * classes * inner + place % inner);
        size_t best[2] = {0, 0};
        for (size_t c = 1; c < size_t(classes); ++c) {
            const auto at = [&](size_t one) { return start + one * size_t(inner); };
            if (ours[at(c)] > ours[at(best[0])])
                best[0] = c;
            if (theirs[at(c)] > theirs[at(best[1])])
                best[1] = c;
        }
        ++comparison.places;
        comparison.agreed += best[0] == best[1];
    }
    return comparison;
}

} // namespace weft
