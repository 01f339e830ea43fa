#include "tests/support/fake_cuda.h"

#include <cstdlib>
#include <cstring>
#include <map>

namespace weft {

namespace {

struct State {
    int sm = 90;
    int failAllocation = -1;
    CUresult broken = CUDA_SUCCESS;
    std::map<CUdeviceptr, size_t> memory = {};
    int pinned = 0, streams = 0, contexts = 0, modules = 0, graphs = 0, launches = 0, waits = 0;
    bool capturing = false;
};

State state;

// Handles are numbers that nobody looks into.
template <class Handle> Handle handle(uintptr_t number)
{
    return reinterpret_cast<Handle>(number);
}

template <class Body> CUresult unlessBroken(Body&& body)
{
    if (state.broken != CUDA_SUCCESS)
        return state.broken;
    body();
    return CUDA_SUCCESS;
}

cuda::DriverApi fakeDriver()
{
    cuda::DriverApi d;
    d.cuInit = [](unsigned) { return CUDA_SUCCESS; };
    d.cuDriverGetVersion = [](int* version) { return *version = CUDA_VERSION, CUDA_SUCCESS; };
    d.cuGetErrorName = [](CUresult, const char** name) { return *name = "CUDA_ERROR_OF_THE_FAKE", CUDA_SUCCESS; };
    d.cuGetErrorString = [](CUresult, const char** text) { return *text = "as scripted", CUDA_SUCCESS; };
    d.cuDeviceGetCount = [](int* count) { return *count = 1, CUDA_SUCCESS; };
    d.cuDeviceGet = [](CUdevice* device, int) { return *device = 0, CUDA_SUCCESS; };
    d.cuDeviceGetName = [](char* name, int length, CUdevice) {
        std::strncpy(name, "Fake GPU", size_t(length));
        return CUDA_SUCCESS;
    };
    d.cuDeviceGetPCIBusId = [](char* id, int length, CUdevice) {
        std::strncpy(id, "0000:01:00.0", size_t(length));
        return CUDA_SUCCESS;
    };
    d.cuDeviceGetAttribute = [](int* value, CUdevice_attribute which, CUdevice) {
        *value = which == CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR       ? state.sm / 10
            : which == CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR          ? state.sm % 10
            : which == CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN ? 227 * 1024
            : which == CU_DEVICE_ATTRIBUTE_CLOCK_RATE                        ? 1'755'000 // kHz, as those below
            : which == CU_DEVICE_ATTRIBUTE_MEMORY_CLOCK_RATE                 ? 2'619'000
            : which == CU_DEVICE_ATTRIBUTE_GLOBAL_MEMORY_BUS_WIDTH           ? 5120
                                                                             : 132;
        return CUDA_SUCCESS;
    };
    d.cuDeviceTotalMem = [](size_t* bytes, CUdevice) { return *bytes = size_t(80) << 30, CUDA_SUCCESS; };
    d.cuDevicePrimaryCtxRetain = [](CUcontext* context, CUdevice) {
        return unlessBroken([&] {
            *context = handle<CUcontext>(1);
            ++state.contexts;
        });
    };
    d.cuDevicePrimaryCtxRelease = [](CUdevice) { return --state.contexts, CUDA_SUCCESS; };
    d.cuCtxSetCurrent = [](CUcontext) { return unlessBroken([] {}); };
    d.cuCtxSynchronize = [] { return unlessBroken([] {}); };
    d.cuMemGetInfo = [](size_t* free, size_t* total) {
        *free = size_t(1) << 30;
        *total = size_t(80) << 30;
        return CUDA_SUCCESS;
    };
    d.cuMemAlloc = [](CUdeviceptr* address, size_t bytes) {
        if (state.failAllocation == 0) {
            state.failAllocation = -1;
            return CUDA_ERROR_OUT_OF_MEMORY;
        }
        state.failAllocation -= state.failAllocation > 0;
        return unlessBroken([&] {
            *address = reinterpret_cast<CUdeviceptr>(std::aligned_alloc(256, (bytes + 255) / 256 * 256));
            state.memory[*address] = bytes;
        });
    };
    d.cuMemFree = [](CUdeviceptr address) {
        if (state.memory.erase(address) == 0)
            return CUDA_ERROR_INVALID_VALUE;
        std::free(reinterpret_cast<void*>(address));
        return CUDA_SUCCESS;
    };
    d.cuMemAllocHost = [](void** memory, size_t bytes) {
        return unlessBroken([&] {
            *memory = std::malloc(bytes);
            ++state.pinned;
        });
    };
    d.cuMemFreeHost = [](void* memory) {
        std::free(memory);
        return --state.pinned, CUDA_SUCCESS;
    };
    d.cuMemcpyHtoDAsync = [](CUdeviceptr to, const void* from, size_t bytes, CUstream) {
        return unlessBroken([&] { std::memcpy(reinterpret_cast<void*>(to), from, bytes); });
    };
    d.cuMemcpyDtoHAsync = [](void* to, CUdeviceptr from, size_t bytes, CUstream) {
        return unlessBroken([&] { std::memcpy(to, reinterpret_cast<void*>(from), bytes); });
    };
    d.cuMemcpyDtoDAsync = [](CUdeviceptr to, CUdeviceptr from, size_t bytes, CUstream) {
        return unlessBroken([&] { std::memmove(reinterpret_cast<void*>(to), reinterpret_cast<void*>(from), bytes); });
    };
    d.cuMemsetD8Async = [](CUdeviceptr to, unsigned char value, size_t bytes, CUstream) {
        return unlessBroken([&] { std::memset(reinterpret_cast<void*>(to), value, bytes); });
    };
    d.cuStreamCreate = [](CUstream* stream, unsigned) {
        return unlessBroken([&] {
            *stream = handle<CUstream>(2);
            ++state.streams;
        });
    };
    d.cuStreamDestroy = [](CUstream) { return --state.streams, CUDA_SUCCESS; };
    d.cuStreamSynchronize = [](CUstream) { return unlessBroken([] { ++state.waits; }); };
    d.cuStreamQuery = [](CUstream) { return unlessBroken([] {}); };
    d.cuStreamWaitEvent = [](CUstream, CUevent, unsigned) { return unlessBroken([] {}); };
    d.cuStreamBeginCapture = [](CUstream, CUstreamCaptureMode) { return unlessBroken([] { state.capturing = true; }); };
    d.cuStreamEndCapture = [](CUstream, CUgraph* graph) {
        return unlessBroken([&] {
            state.capturing = false;
            *graph = handle<CUgraph>(3);
        });
    };
    d.cuStreamGetCaptureInfo = [](CUstream, CUstreamCaptureStatus* status, auto...) {
        return unlessBroken([&] { *status = CU_STREAM_CAPTURE_STATUS_NONE; });
    };
    d.cuStreamUpdateCaptureDependencies = [](auto...) { return unlessBroken([] {}); };
    d.cuEventCreate = [](CUevent* event, unsigned) { return unlessBroken([&] { *event = handle<CUevent>(4); }); };
    d.cuEventDestroy = [](CUevent) { return CUDA_SUCCESS; };
    d.cuEventRecord = [](CUevent, CUstream) { return unlessBroken([] {}); };
    d.cuEventQuery = [](CUevent) { return unlessBroken([] {}); };
    d.cuEventSynchronize = [](CUevent) { return unlessBroken([] {}); };
    d.cuEventElapsedTime = [](float* milliseconds, CUevent, CUevent) {
        return unlessBroken([&] { *milliseconds = 1; });
    };
    d.cuModuleLoadDataEx = [](CUmodule* module, const void*, unsigned, CUjit_option*, void**) {
        return unlessBroken([&] {
            *module = handle<CUmodule>(5);
            ++state.modules;
        });
    };
    d.cuModuleUnload = [](CUmodule) { return --state.modules, CUDA_SUCCESS; };
    d.cuModuleGetFunction = [](CUfunction* function, CUmodule, const char*) {
        return unlessBroken([&] { *function = handle<CUfunction>(6); });
    };
    d.cuFuncSetAttribute = [](CUfunction, CUfunction_attribute, int) { return unlessBroken([] {}); };
    d.cuFuncGetAttribute = [](int* value, CUfunction_attribute, CUfunction) {
        return unlessBroken([&] { *value = 1024; });
    };
    d.cuLaunchKernel = [](CUfunction, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, CUstream,
                          void**, void**) { return unlessBroken([] { ++state.launches; }); };
    d.cuOccupancyMaxActiveClusters = [](int* count, CUfunction, const CUlaunchConfig*) {
        return unlessBroken([&] { *count = 7; });
    };
    d.cuLaunchKernelEx = [](const CUlaunchConfig*, CUfunction, void**, void**) {
        return unlessBroken([] { ++state.launches; });
    };
    d.cuGraphInstantiateWithFlags = [](CUgraphExec* executable, CUgraph, unsigned long long) {
        return unlessBroken([&] {
            *executable = handle<CUgraphExec>(7);
            ++state.graphs;
        });
    };
    d.cuGraphLaunch = [](CUgraphExec, CUstream) { return unlessBroken([] {}); };
    d.cuGraphExecDestroy = [](CUgraphExec) { return --state.graphs, CUDA_SUCCESS; };
    d.cuGraphDestroy = [](CUgraph) { return CUDA_SUCCESS; };
    return d;
}

} // namespace

FakeCuda::FakeCuda(int sm)
{
    state = {.sm = sm};
    m_api.driver = fakeDriver();
    if (const cuda::NvrtcApi* nvrtc = cuda::nvrtcApi())
        m_api.nvrtc = *nvrtc;
    m_api.noBlasLt = m_api.noDnn = m_api.noNvml = "The fake has none.";
    cuda::useCudaApi(&m_api);
}

FakeCuda::~FakeCuda()
{
    cuda::useCudaApi(nullptr);
}

void FakeCuda::failAllocation(int n)
{
    state.failAllocation = n;
}

void FakeCuda::failEverything(CUresult status)
{
    state.broken = status;
}

int FakeCuda::allocations() const
{
    return int(state.memory.size());
}

int FakeCuda::pinned() const
{
    return state.pinned;
}

int FakeCuda::streams() const
{
    return state.streams;
}

int FakeCuda::contexts() const
{
    return state.contexts;
}

int FakeCuda::modules() const
{
    return state.modules;
}

int FakeCuda::graphs() const
{
    return state.graphs;
}

int FakeCuda::launches() const
{
    return state.launches;
}

int FakeCuda::waits() const
{
    return state.waits;
}

} // namespace weft
