#include "engine/backends/cuda/cluster/axes.h"

namespace weft::cuda {

Axes axesOf(const Shape& shape)
{
    Axes axes;
    for (const int64_t size : shape) {
        if (size == 1)
            continue;
        if (axes.count < 2)
            axes.size[size_t(axes.count++)] = size;
        else
            axes.size[1] *= size;
    }
    return axes;
}

std::optional<std::array<int, 2>> axesWithin(const Shape& domain, const Shape& operand)
{
    std::array<int, 2> found = {-1, -1};
    int group = -1, walked = 0; // of the domain's axes; of the operand's
    bool isFirst = true;
    for (int axis = 0; axis < domain.rank(); ++axis) {
        if (domain[axis] == 1)
            continue;
        isFirst = group < 1;
        group = std::min(group + 1, 1);
        const int own = axis - (domain.rank() - operand.rank());
        const int64_t size = own < 0 ? 1 : operand[own];
        if (size != 1 && size != domain[axis])
            return std::nullopt;
        const bool walks = size != 1;
        if (isFirst)
            found[size_t(group)] = walks ? walked++ : -1;
        else if (walks != (found[1] >= 0))
            return std::nullopt;
    }
    const Axes own = axesOf(operand), all = axesOf(domain);
    for (int k = 0; k < 2; ++k) {
        if (found[size_t(k)] >= 0 && own.size[size_t(found[size_t(k)])] != all.size[size_t(k)])
            return std::nullopt;
    }
    return walked == own.count ? std::optional(found) : std::nullopt;
}

} // namespace weft::cuda
