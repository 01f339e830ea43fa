#include "engine/layers/axes.h"

namespace weft {

void requireNumbers(const LayerContext& c, Value x, const std::string& port)
{
    c.require(isFloat(x.dtype()),
              "This takes numbers, but class numbers or tokens are wired to it; put an Embedding between.", port);
}

void requireIndices(const LayerContext& c, Value x, const std::string& port)
{
    c.require(x.dtype() == DType::i32, "This takes class numbers or tokens; wire a Label or a Tokens layer to it.",
              port);
}

void requireSpatial(const LayerContext& c, Value x, int spatial, const std::string& port)
{
    static const char* const wanted[] = {"samples × channels × length", "samples × channels × rows × columns",
                                         "samples × channels × depth × rows × columns"};
    requireNumbers(c, x, port);
    c.require(x.shape().rank() == spatial + 2,
              std::string("This takes ") + wanted[spatial - 1] + ", but has " + toString(x.shape())
                  + "; a Reshape can put it right.",
              port);
}

void requireSequence(const LayerContext& c, Value x, const std::string& port)
{
    requireNumbers(c, x, port);
    c.require(x.shape().rank() == 3,
              "This takes samples × length × features, but has " + toString(x.shape())
                  + "; a Reshape can put it right.",
              port);
}

void requireFit(const LayerContext& c, Value a, Value b, const std::string& port)
{
    requireNumbers(c, b, port);
    c.require(a.shape().rank() == b.shape().rank() && broadcast(a.shape(), b.shape()),
              "Inputs of " + toString(a.shape()) + " and " + toString(b.shape())
                  + " do not fit element by element: each axis needs the same size, or 1 on one side.",
              port, -1, DiagnosticCode::shapesDiffer);
}

Value combined(const LayerContext& c, const Values& in, Value (*combine)(Value, Value))
{
    c.require(!in.empty(), "There is nothing to combine yet; wire two or more layers to it.", "x");
    requireNumbers(c, in[0]);
    Value y = in[0];
    for (size_t i = 1; i < in.size(); ++i) {
        requireFit(c, y, in[i]);
        y = combine(y, in[i]);
    }
    return y;
}

void requirePossible(const LayerContext& c, const Shape& shape, const std::string& port)
{
    c.require(checkedElements(shape.sizes()).has_value(), toString(shape) + " is too large for any memory.", port);
}

int axisOf(const LayerContext& c, const std::string& param, const Shape& shape)
{
    const int64_t given = c.integer(param);
    const int64_t axis = given < 0 ? given + shape.rank() : given;
    c.require(axis >= 1 && axis < shape.rank(),
              "There is no axis " + std::to_string(given) + " to act on in " + toString(shape)
                  + ": the axes behind the samples are 1 to " + std::to_string(shape.rank() - 1) + ".",
              param);
    return int(axis);
}

Value placesOn(Value indices, int64_t size)
{
    const Value given = cast(indices, DType::f64);
    const Value wrapped = select(less(given, 0.0), given + double(size), given);
    return maximum(minimum(wrapped, double(size - 1)), 0.0);
}

Value perChannel(Value channels, int rank)
{
    Shape shape = {1, channels.shape()[0]};
    while (shape.rank() < rank)
        shape.push_back(1);
    return reshape(channels, shape);
}

} // namespace weft
