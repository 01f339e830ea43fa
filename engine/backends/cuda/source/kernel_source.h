#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace weft::cuda {

// CUDA C++ to be compiled for the device at hand.
struct KernelSource {
    std::string name; // for messages: "pool"
    std::string text;
    bool thisArchitectureAlone = false; // sm_90a instead of sm_90: instructions of one generation (wgmma, setmaxnreg)
    bool operator==(const KernelSource&) const = default;
};

// The text of <name>.cu (or .cuh) below kernels/, as it was when the program was built. There must be one of that name.
std::string_view kernelText(std::string_view name);

// "#define ROWS 8\n".
std::string define(std::string_view name, int64_t value);

// kernels/texts/prelude.cuh, then `definitions` ("typedef float T;\n"), then kernels/<name>.cu.
KernelSource kernelSource(const std::string& name, const std::string& definitions = {});
// The same for generated text.
KernelSource generatedSource(const std::string& name, const std::string& text);

} // namespace weft::cuda
