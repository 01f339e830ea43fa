#pragma once

#include "engine/backends/cuda/api/cuda_api.h"

namespace weft {

// A driver without a GPU: device memory is host memory, copies copy, and kernels are loaded (and with them compiled, by
// the real NVRTC) but compute nothing. Calls can be told to fail. In place of the real one while it lives; one at a
// time.
class FakeCuda {
public:
    explicit FakeCuda(int sm = 90);
    ~FakeCuda();
    FakeCuda(const FakeCuda&) = delete;
    FakeCuda& operator=(const FakeCuda&) = delete;

    // The n-th allocation from now on fails as one without memory does (0: the next); -1: none.
    void failAllocation(int n);
    // Every call but those that ask for names and numbers gives this from now on, as after a broken kernel.
    void failEverything(CUresult status);

    int allocations() const; // of device memory, that are not given back
    int pinned() const; // of host memory
    int streams() const;
    int contexts() const; // retained
    int modules() const; // loaded
    int graphs() const; // executable ones
    int launches() const; // kernels, so far; one that is captured counts
    int waits() const; // for the stream, by the host
    const cuda::CudaApi& api() const { return m_api; }
    cuda::NvmlApi& nvml() { return m_api.nvml; } // empty at first; before a device is made

private:
    cuda::CudaApi m_api;
};

} // namespace weft
