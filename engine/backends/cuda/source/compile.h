#pragma once

#include "engine/backends/cuda/api/cuda_api.h"
#include "engine/backends/cuda/source/kernel_source.h"

namespace weft::cuda {

// Machine code (a cubin) for a compute capability (× 10), or PTX where NVRTC is older than the device; the driver takes
// both. A source that does not compile is our own mistake: Error with the compiler's log. Safe from any thread.
std::string compile(const NvrtcApi& nvrtc, const KernelSource& source, int sm);

// Everything that the result depends on, for the key of a cache.
std::string compilerIdentity(const NvrtcApi& nvrtc, int sm);

} // namespace weft::cuda
