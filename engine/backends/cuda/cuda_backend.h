#pragma once

#include "engine/backends/backend.h"

#include <string>
#include <vector>

namespace weft {

struct CudaOptions {
    bool libraries = true; // cuBLASLt and cuDNN are tried before own kernels, where they are there
    bool wholePrograms = true; // small ones run as one kernel
    // How to convolve and multiply is chosen by measuring, not by the libraries' heuristics alone; also with
    // WEFT_MEASURE_PLANS=1.
    bool measurePlans = false;
    bool deterministic = true; // false: cuDNN's engines may add up in another order each time
};

// The GPU of that number. Throws Error, saying why not.
std::unique_ptr<Backend> makeCudaBackend(int ordinal, const CudaOptions& options = {});

// What each GPU is, in the order of their numbers; none where CUDA cannot run, and `whyNot` then says why.
std::vector<std::string> cudaDevices(std::string* whyNot = nullptr);

} // namespace weft
