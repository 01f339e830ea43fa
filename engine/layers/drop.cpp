#include "engine/layers/drop.h"

namespace weft {

Value drop(LayerContext& c, Value x, double rate, const Shape& mask)
{
    if (!c.training() || rate == 0)
        return x;
    const Value kept = lessEqual(rate, c.random(mask, RandomAttrs::uniform));
    return x * (kept * (1 / (1 - rate)));
}

Shape sharedFrom(int first, Shape shape)
{
    for (int axis = first; axis < shape.rank(); ++axis)
        shape[axis] = 1;
    return shape;
}

Param dropRate(double rate, std::string doc)
{
    return real("rate", rate, std::move(doc), 0, 0.999);
}

} // namespace weft
