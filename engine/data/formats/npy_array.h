#pragma once

#include "engine/data/dataset.h"

namespace weft {

// The values of a .npy file as f32, row-major; what kind of numbers they were is kept.
struct NpyArray {
    char kind = 'f'; // NumPy's: b bool, u, i, f
    int itemBytes = 4;
    std::vector<int64_t> sizes = {};
    std::vector<float> values = {};
};

// Reads .npy of version 1 to 3: bool, integers and floats of 1 to 8 bytes, either byte order, C or Fortran order.
// Throws Error naming `path`; pickled objects are refused, never run.
NpyArray parseNpy(std::string_view content, const std::string& path);

} // namespace weft
