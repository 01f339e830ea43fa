#pragma once

#include "engine/import/onnx/model.h"
#include "engine/support/error.h"

namespace weft {

// Held while reading: what a file makes us keep is in proportion to what a model needs, whatever its bytes say.
struct OnnxLimits {
    size_t bytes = size_t(2) << 30; // of the model's file, as protobuf has it
    size_t things = 4'000'000; // nodes, names, attributes, tensors, dimensions
    size_t numbers = size_t(1) << 29; // in lists of numbers
    int depth = 16; // of graphs within graphs
    // Numbers of eight bytes (of four: twice as many) that constants which the model computes come to, all together,
    // beyond four times those of its weights; and as many of its layers, of which several may have the same ones.
    size_t made = size_t(1) << 27;
};

// What reading would make of the file passes a limit: nothing more is read of it.
class PastLimit : public Error {
public:
    using Error::Error;
};

// Error: these bytes are no ONNX model, are torn, or pass a limit.
OnnxModel readOnnxModel(std::string bytes, const OnnxLimits& limits = {});

// One TensorProto, such as those that ONNX's tests keep in files of their own. Its texts stay in `bytes`.
OnnxTensor readOnnxTensor(std::string_view bytes, const OnnxLimits& limits = {});

} // namespace weft
