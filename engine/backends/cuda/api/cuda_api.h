#pragma once

#include <cublasLt.h>
#include <cuda.h>
#include <cudnn.h>
#include <nvrtc.h>

#include <string>

#include "engine/backends/cuda/api/nvml_api.h"

// The functions of NVIDIA's libraries that Weft calls, one table a library. The libraries are opened when the program
// runs, so it starts where there are none, and tests put a scripted fake in their place. To call one more function, add
// a row: its type comes from the header. (A row is the name as written in code; cuda.h turns cuMemAlloc into
// cuMemAlloc_v2, in the table and at its use alike.)

#define WEFT_DRIVER_FUNCTIONS(X)                                                                                       \
    X(cuInit)                                                                                                          \
    X(cuDriverGetVersion)                                                                                              \
    X(cuGetErrorName)                                                                                                  \
    X(cuGetErrorString)                                                                                                \
    X(cuDeviceGetCount)                                                                                                \
    X(cuDeviceGet)                                                                                                     \
    X(cuDeviceGetName)                                                                                                 \
    X(cuDeviceGetPCIBusId)                                                                                             \
    X(cuDeviceGetAttribute)                                                                                            \
    X(cuDeviceTotalMem)                                                                                                \
    X(cuDevicePrimaryCtxRetain)                                                                                        \
    X(cuDevicePrimaryCtxRelease)                                                                                       \
    X(cuCtxSetCurrent)                                                                                                 \
    X(cuCtxSynchronize)                                                                                                \
    X(cuMemGetInfo)                                                                                                    \
    X(cuMemAlloc)                                                                                                      \
    X(cuMemFree)                                                                                                       \
    X(cuMemAllocHost)                                                                                                  \
    X(cuMemFreeHost)                                                                                                   \
    X(cuMemcpyHtoDAsync)                                                                                               \
    X(cuMemcpyDtoHAsync)                                                                                               \
    X(cuMemcpyDtoDAsync)                                                                                               \
    X(cuMemsetD8Async)                                                                                                 \
    X(cuStreamCreate)                                                                                                  \
    X(cuStreamDestroy)                                                                                                 \
    X(cuStreamSynchronize)                                                                                             \
    X(cuStreamQuery)                                                                                                   \
    X(cuStreamWaitEvent)                                                                                               \
    X(cuStreamBeginCapture)                                                                                            \
    X(cuStreamEndCapture)                                                                                              \
    X(cuStreamGetCaptureInfo)                                                                                          \
    X(cuStreamUpdateCaptureDependencies)                                                                               \
    X(cuEventCreate)                                                                                                   \
    X(cuEventDestroy)                                                                                                  \
    X(cuEventRecord)                                                                                                   \
    X(cuEventQuery)                                                                                                    \
    X(cuEventSynchronize)                                                                                              \
    X(cuEventElapsedTime)                                                                                              \
    X(cuModuleLoadDataEx)                                                                                              \
    X(cuModuleUnload)                                                                                                  \
    X(cuModuleGetFunction)                                                                                             \
    X(cuFuncSetAttribute)                                                                                              \
    X(cuFuncGetAttribute)                                                                                              \
    X(cuLaunchKernel)                                                                                                  \
    X(cuLaunchKernelEx)                                                                                                \
    X(cuOccupancyMaxActiveClusters)                                                                                    \
    X(cuGraphInstantiateWithFlags)                                                                                     \
    X(cuGraphLaunch)                                                                                                   \
    X(cuGraphExecDestroy)                                                                                              \
    X(cuGraphDestroy)

#define WEFT_NVRTC_FUNCTIONS(X)                                                                                        \
    X(nvrtcVersion)                                                                                                    \
    X(nvrtcGetErrorString)                                                                                             \
    X(nvrtcGetNumSupportedArchs)                                                                                       \
    X(nvrtcGetSupportedArchs)                                                                                          \
    X(nvrtcCreateProgram)                                                                                              \
    X(nvrtcDestroyProgram)                                                                                             \
    X(nvrtcCompileProgram)                                                                                             \
    X(nvrtcGetProgramLogSize)                                                                                          \
    X(nvrtcGetProgramLog)                                                                                              \
    X(nvrtcGetCUBINSize)                                                                                               \
    X(nvrtcGetCUBIN)                                                                                                   \
    X(nvrtcGetPTXSize)                                                                                                 \
    X(nvrtcGetPTX)

#define WEFT_CUBLASLT_FUNCTIONS(X)                                                                                     \
    X(cublasLtGetVersion)                                                                                              \
    X(cublasLtGetStatusString)                                                                                         \
    X(cublasLtCreate)                                                                                                  \
    X(cublasLtDestroy)                                                                                                 \
    X(cublasLtMatmul)                                                                                                  \
    X(cublasLtMatmulDescCreate)                                                                                        \
    X(cublasLtMatmulDescDestroy)                                                                                       \
    X(cublasLtMatmulDescSetAttribute)                                                                                  \
    X(cublasLtMatrixLayoutCreate)                                                                                      \
    X(cublasLtMatrixLayoutDestroy)                                                                                     \
    X(cublasLtMatrixLayoutSetAttribute)                                                                                \
    X(cublasLtMatmulPreferenceCreate)                                                                                  \
    X(cublasLtMatmulPreferenceDestroy)                                                                                 \
    X(cublasLtMatmulPreferenceSetAttribute)                                                                            \
    X(cublasLtMatmulAlgoGetHeuristic)

#define WEFT_CUDNN_FUNCTIONS(X)                                                                                        \
    X(cudnnGetVersion)                                                                                                 \
    X(cudnnGetErrorString)                                                                                             \
    X(cudnnGetLastErrorString)                                                                                         \
    X(cudnnCreate)                                                                                                     \
    X(cudnnDestroy)                                                                                                    \
    X(cudnnSetStream)                                                                                                  \
    X(cudnnBackendCreateDescriptor)                                                                                    \
    X(cudnnBackendDestroyDescriptor)                                                                                   \
    X(cudnnBackendSetAttribute)                                                                                        \
    X(cudnnBackendGetAttribute)                                                                                        \
    X(cudnnBackendFinalize)                                                                                            \
    X(cudnnBackendExecute)

namespace weft::cuda {

#define WEFT_ROW(name) decltype(&::name) name = nullptr;
struct DriverApi {
    WEFT_DRIVER_FUNCTIONS(WEFT_ROW)
};
struct NvrtcApi {
    WEFT_NVRTC_FUNCTIONS(WEFT_ROW)
};
struct CublasLtApi {
    WEFT_CUBLASLT_FUNCTIONS(WEFT_ROW)
};
struct CudnnApi {
    WEFT_CUDNN_FUNCTIONS(WEFT_ROW)
};
#undef WEFT_ROW

struct CudaApi {
    DriverApi driver;
    NvrtcApi nvrtc;
    CublasLtApi blasLt;
    CudnnApi dnn;
    NvmlApi nvml;
    // Why a library is left out, a sentence each; empty: it is there. Driver and NVRTC always are.
    std::string noBlasLt = {};
    std::string noDnn = {};
    std::string noNvml = {};
    std::string nvrtcPath = {}; // the file, for those who must tell one from another
};

// The libraries, opened once; nullptr: this machine cannot run CUDA, and whyNoCudaApi() says why in a sentence.
const CudaApi* cudaApi();
std::string whyNoCudaApi();
// For tests: everybody calls these from now on; nullptr: the real ones again. Lent.
void useCudaApi(const CudaApi* fake);
// NVRTC alone, which needs no driver; nullptr: it is not there. For tests.
const NvrtcApi* nvrtcApi();

} // namespace weft::cuda
