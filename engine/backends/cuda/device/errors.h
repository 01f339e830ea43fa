#pragma once

#include "engine/backends/cuda/api/cuda_api.h"
#include "engine/support/error.h"

#include <source_location>

namespace weft::cuda {

// What helps after a call to CUDA has failed.
enum class Remedy {
    shrink, // too little memory: a smaller batch
    restart, // the context is broken for good; a new process can go on from the last checkpoint
    system, // the driver or the machine needs a hand
    ourMistake, // Weft called something wrongly
};
Remedy remedyFor(CUresult status);

class CudaError : public Error {
public:
    CudaError(const std::string& sentence, CUresult status)
        : Error(sentence)
        , m_status(status)
    {
    }
    CUresult status() const { return m_status; }
    Remedy remedy() const { return remedyFor(m_status); }

private:
    CUresult m_status;
};

// Throws where a call has failed: CudaError with a sentence that says what to do, and Error for the libraries.
void check(CUresult status, std::source_location where = std::source_location::current());
void check(nvrtcResult status, std::source_location where = std::source_location::current());
void check(cublasStatus_t status, std::source_location where = std::source_location::current());
void check(cudnnStatus_t status, std::source_location where = std::source_location::current());

} // namespace weft::cuda
