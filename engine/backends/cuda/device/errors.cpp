#include "engine/backends/cuda/device/errors.h"

#include "engine/support/out_of_memory.h"

#include <cstring>

namespace weft::cuda {

namespace {

std::string placeOf(const std::source_location& where)
{
    const char* file = std::strrchr(where.file_name(), '/');
    return std::string(file == nullptr ? where.file_name() : file + 1) + ":" + std::to_string(where.line());
}

std::string nameOf(CUresult status)
{
    const CudaApi* api = cudaApi();
    const char* name = nullptr;
    const char* text = nullptr;
    if (api != nullptr && api->driver.cuGetErrorName != nullptr)
        api->driver.cuGetErrorName(status, &name);
    if (api != nullptr && api->driver.cuGetErrorString != nullptr)
        api->driver.cuGetErrorString(status, &text);
    return (name == nullptr ? "error " + std::to_string(int(status)) : std::string(name))
        + (text == nullptr ? "" : ", " + std::string(text));
}

std::string adviceFor(CUresult status)
{
    switch (remedyFor(status)) {
    case Remedy::shrink:
        return "The GPU has run out of memory.";
    case Remedy::restart:
        return "The GPU has failed, and this process cannot use it any more. Start the run again; it goes on from its "
               "last checkpoint.";
    case Remedy::system:
        return "The GPU or its driver is not ready. See that no update of the driver is under way, and restart the "
               "machine if it stays so.";
    case Remedy::ourMistake:
        break;
    }
    return "A call to CUDA has failed, by a mistake in Weft; please report it.";
}

} // namespace

// The codes that CUDA's documentation of cudaError calls recoverable or not; what is not listed is a call made wrongly.
Remedy remedyFor(CUresult status)
{
    switch (int(status)) {
    case CUDA_ERROR_OUT_OF_MEMORY:
        return Remedy::shrink;
    case CUDA_ERROR_DEINITIALIZED:
    case CUDA_ERROR_ECC_UNCORRECTABLE:
    case CUDA_ERROR_NVLINK_UNCORRECTABLE:
    case 226: // CUDA_ERROR_CONTAINED
    case CUDA_ERROR_INVALID_CONTEXT:
    case CUDA_ERROR_ILLEGAL_ADDRESS:
    case CUDA_ERROR_LAUNCH_TIMEOUT:
    case CUDA_ERROR_CONTEXT_IS_DESTROYED:
    case CUDA_ERROR_ASSERT:
    case CUDA_ERROR_HARDWARE_STACK_ERROR:
    case CUDA_ERROR_ILLEGAL_INSTRUCTION:
    case CUDA_ERROR_MISALIGNED_ADDRESS:
    case CUDA_ERROR_INVALID_ADDRESS_SPACE:
    case CUDA_ERROR_INVALID_PC:
    case CUDA_ERROR_LAUNCH_FAILED:
    case 721: // CUDA_ERROR_TENSOR_MEMORY_LEAK
    case CUDA_ERROR_EXTERNAL_DEVICE:
    case CUDA_ERROR_UNKNOWN:
        return Remedy::restart;
    case CUDA_ERROR_STUB_LIBRARY:
    case 36: // CUDA_ERROR_CALL_REQUIRES_NEWER_DRIVER
    case CUDA_ERROR_DEVICE_UNAVAILABLE:
    case CUDA_ERROR_NO_DEVICE:
    case CUDA_ERROR_DEVICE_NOT_LICENSED:
    case CUDA_ERROR_OPERATING_SYSTEM:
    case CUDA_ERROR_NOT_PERMITTED:
    case CUDA_ERROR_SYSTEM_NOT_READY:
    case CUDA_ERROR_SYSTEM_DRIVER_MISMATCH:
    case CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE:
    case CUDA_ERROR_MPS_CONNECTION_FAILED:
    case CUDA_ERROR_MPS_RPC_FAILURE:
    case CUDA_ERROR_MPS_SERVER_NOT_READY:
    case CUDA_ERROR_MPS_MAX_CLIENTS_REACHED:
    case CUDA_ERROR_MPS_MAX_CONNECTIONS_REACHED:
    case 810: // CUDA_ERROR_MPS_CLIENT_TERMINATED
        return Remedy::system;
    default:
        return Remedy::ourMistake;
    }
}

void check(CUresult status, std::source_location where)
{
    if (status == CUDA_SUCCESS)
        return;
    const std::string sentence = adviceFor(status) + " (" + nameOf(status) + "; " + placeOf(where) + ")";
    if (remedyFor(status) == Remedy::shrink)
        throw OutOfMemory(sentence, "Take a smaller batch, or close what else uses the GPU.");
    throw CudaError(sentence, status);
}

void check(nvrtcResult status, std::source_location where)
{
    if (status != NVRTC_SUCCESS)
        throw Error("The compiler for GPUs (NVRTC) has failed with error " + std::to_string(int(status)) + ". ("
                    + placeOf(where) + ")");
}

void check(cublasStatus_t status, std::source_location where)
{
    if (status == CUBLAS_STATUS_SUCCESS)
        return;
    const CudaApi* api = cudaApi();
    const bool known = api != nullptr && api->blasLt.cublasLtGetStatusString != nullptr;
    throw Error("A matrix product on the GPU has failed ("
                + (known ? std::string(api->blasLt.cublasLtGetStatusString(status)) : std::to_string(int(status)))
                + "; " + placeOf(where) + ").");
}

void check(cudnnStatus_t status, std::source_location where)
{
    if (status == CUDNN_STATUS_SUCCESS)
        return;
    const CudaApi* api = cudaApi();
    const bool known = api != nullptr && api->dnn.cudnnGetErrorString != nullptr;
    throw Error("cuDNN has failed ("
                + (known ? std::string(api->dnn.cudnnGetErrorString(status)) : std::to_string(int(status))) + "; "
                + placeOf(where) + ").");
}

} // namespace weft::cuda
