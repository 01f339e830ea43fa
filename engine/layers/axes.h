#pragma once

#include "engine/layers/layer_context.h"

namespace weft {

// What many layers ask of their inputs, each with its sentence, and how they name axes. Axis 0 is the samples.

// Numbers, not class numbers or tokens.
void requireNumbers(const LayerContext& c, Value x, const std::string& port = "x");
// Class numbers or tokens (i32).
void requireIndices(const LayerContext& c, Value x, const std::string& port = "x");
// Numbers, samples × channels × so many sizes: 1, 2 (rows × columns) or 3 (depth × rows × columns).
void requireSpatial(const LayerContext& c, Value x, int spatial, const std::string& port = "x");
// Numbers, samples × length × features.
void requireSequence(const LayerContext& c, Value x, const std::string& port = "x");
// Two inputs that combine element by element: the same number of axes, each of one size, or 1 on one side.
void requireFit(const LayerContext& c, Value a, Value b, const std::string& port = "x");
// All inputs of a merging layer, from the first on, two by two; each fits what came of those before.
Value combined(const LayerContext& c, const Values& in, Value (*combine)(Value, Value));
// A tensor that can exist: neither negative nor more elements than can be counted.
void requirePossible(const LayerContext& c, const Shape& shape, const std::string& port = {});

// A parameter that names an axis of the shape; negative ones count from the end. Never the samples.
int axisOf(const LayerContext& c, const std::string& param, const Shape& shape);
// Numbers of elements of an axis, as places on it: negative ones count from the end, what is beyond becomes the first
// or the last. In f64, which is exact for any size.
Value placesOn(Value indices, int64_t size);

// One number a channel, as 1 × channels × 1 …, so that it meets samples × channels × ….
Value perChannel(Value channels, int rank);

} // namespace weft
