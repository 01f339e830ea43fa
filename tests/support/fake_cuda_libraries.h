#pragma once

#include "tests/support/fake_cuda.h"

namespace weft {

// cuBLASLt and cuDNN in place of the real ones, on a driver without a GPU: they read the descriptions that they are
// given and compute what these say, on the host, in f64. cuDNN offers four engines: 0 uses tensor cores, 1 is not
// deterministic; of the heuristics' fallbacks 5 is both exact and deterministic, and 7 uses tensor cores.
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
    int runs() const; // of cuDNN's engines
    bool lastProductWasTf32() const;

private:
    FakeCuda m_driver;
    cuda::CudaApi m_api;
};

} // namespace weft
