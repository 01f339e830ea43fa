#pragma once

#include <span>
#include <string>
#include <vector>

namespace weft::cuda {

// Where a library of NVIDIA's may lie, the likeliest first: the folders of WEFT_CUDA_PATH (':' between them), the
// loader's own path, CUDA's toolkit, distributions, and the wheels of every Python that is near. `stem` "cudnn" and
// versions {9} are libcudnn.so.9.
std::vector<std::string> libraryPlaces(const std::string& stem, std::span<const int> versions);

struct Library {
    void* handle = nullptr; // nullptr: not found
    std::string path = {};
    std::string error = {}; // what the loader says of the last file that exists but cannot be loaded
};

Library openLibrary(const std::string& stem, std::span<const int> versions);

} // namespace weft::cuda
