#pragma once

#include "tests/support/fake_cuda.h"

namespace weft {

// cuBLASLt and cuDNN in place of the real ones, on a driver without a GPU: they read the descriptions that they are
// given and compute what these say, on the host, in f64. cuDNN offers three engines: 0 uses tensor cores, 1 is not
// deterministic, and 5, the heuristics' fallback, is both exact and deterministic.
class FakeCudaLibraries {
public:
    FakeCudaLibraries();
    ~FakeCudaLibraries();
    FakeCudaLibraries(const FakeCudaLibraries&) = delete;
    FakeCudaLibraries& operator=(const FakeCudaLibraries&) = delete;

    void declineConvolutions(bool declined); // no engine takes any
    void breakEngine(int engine); // of cuDNN: it computes nonsense
    void failProducts(bool failing);
    int descriptions() const; // of both libraries, that are not destroyed
    int lastEngine() const; // of cuDNN, that ran
    bool lastProductWasTf32() const;

private:
    FakeCuda m_driver;
    cuda::CudaApi m_api;
};

} // namespace weft
