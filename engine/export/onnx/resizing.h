#pragma once

#include "engine/export/onnx/writer.h"

namespace weft {

// Pictures of any size, batch × channels × height × width in bytes, brought to height × width in bytes as resizePicture
// (engine/data/formats/picture.h) does, for those that the network is fed: a mean of the pixels below a triangle as wide
// as the larger of the two pixel sizes. ONNX's Resize has no such mean before operators of version 18, so the weights are
// computed from the picture's size, for rows and for columns, and two matrix products apply them. Gives the result's
// name.
std::string resized(OnnxWriter& graph, const std::string& pictures, int64_t height, int64_t width);

} // namespace weft
