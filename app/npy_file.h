#pragma once

#include "engine/storage/publish.h"
#include "engine/support/dtype.h"
#include "engine/support/shape.h"

namespace weft {

// Writes an array as NumPy's np.load reads it: .npy version 1.0, C order, little-endian.
void writeNpy(FileSystem& files, const std::string& path, DType dtype, const Shape& shape, const WriteBytes& values);

} // namespace weft
