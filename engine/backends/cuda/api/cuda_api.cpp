#include "engine/backends/cuda/api/cuda_api.h"

#include "engine/backends/cuda/api/library.h"

#include <dlfcn.h>

namespace weft::cuda {

namespace {

constexpr int toolkit = CUDA_VERSION / 1000; // whose headers this is built with
constexpr int oldestDriver = 12080;

struct Loaded {
    CudaApi api;
    std::string whyNot = {}; // empty: all that is needed is there
};

std::string versionOf(int version) // 13010 → "13.1"
{
    return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10);
}

template <class F> bool find(void* library, const char* name, F& function)
{
    function = reinterpret_cast<F>(::dlsym(library, name));
    return function != nullptr;
}

// The name of the first function that the library lacks; nullptr: it has all.
#define WEFT_TEXT(name) #name
#define WEFT_ROW(name)                                                                                                 \
    if (!find(library, WEFT_TEXT(name), table.name))                                                                   \
        return WEFT_TEXT(name);
const char* fill(void* library, DriverApi& table)
{
    WEFT_DRIVER_FUNCTIONS(WEFT_ROW)
    return nullptr;
}
const char* fill(void* library, NvrtcApi& table)
{
    WEFT_NVRTC_FUNCTIONS(WEFT_ROW)
    return nullptr;
}
const char* fill(void* library, CublasLtApi& table)
{
    WEFT_CUBLASLT_FUNCTIONS(WEFT_ROW)
    return nullptr;
}
const char* fill(void* library, CudnnApi& table)
{
    WEFT_CUDNN_FUNCTIONS(WEFT_ROW)
    return nullptr;
}
#undef WEFT_ROW
#define WEFT_ROW(name, arguments)                                                                                      \
    if (!find(library, WEFT_TEXT(name), table.name))                                                                   \
        return WEFT_TEXT(name);
const char* fill(void* library, NvmlApi& table)
{
    WEFT_NVML_FUNCTIONS(WEFT_ROW)
    return nullptr;
}
#undef WEFT_ROW

// Opens a library and fills its table; otherwise the sentence that says what is missing.
template <class Table>
std::string open(const std::string& stem, std::initializer_list<int> versions, const std::string& called, Table& table,
                 std::string* path = nullptr)
{
    const Library library = openLibrary(stem, std::span(versions.begin(), versions.size()));
    if (library.handle == nullptr)
        return called + " was not found (lib" + stem + ".so." + std::to_string(*versions.begin()) + ")"
            + (library.error.empty() ? "" : ", or cannot be loaded: " + library.error)
            + "; install it, or name its folder in WEFT_CUDA_PATH.";
    if (const char* missing = fill(library.handle, table)) {
        table = {};
        return called + " in \"" + library.path + "\" is too old: it has no " + missing + "; install a newer one.";
    }
    if (path != nullptr)
        *path = library.path;
    return "";
}

std::string openDriver(DriverApi& driver)
{
    const int versions[] = {1};
    const Library library = openLibrary("cuda", versions);
    if (library.handle == nullptr)
        return "There is no NVIDIA driver on this machine (libcuda.so.1).";
    int version = 0;
    decltype(&::cuDriverGetVersion) versionFunction = nullptr;
    if (find(library.handle, "cuDriverGetVersion", versionFunction))
        versionFunction(&version);
    const char* missing = fill(library.handle, driver);
    if (missing != nullptr || version < oldestDriver)
        return "The NVIDIA driver is too old: it is for CUDA " + versionOf(version) + ", and " + versionOf(oldestDriver)
            + " is the least that Weft takes; install a newer driver.";
    const CUresult status = driver.cuInit(0);
    const char* name = nullptr;
    driver.cuGetErrorName(status, &name);
    if (status == CUDA_ERROR_NO_DEVICE)
        return "The NVIDIA driver finds no GPU.";
    if (status != CUDA_SUCCESS)
        return std::string("The NVIDIA driver does not start (") + (name == nullptr ? "?" : name)
            + "); after an update of the driver, restart the machine.";
    return "";
}

Loaded load()
{
    Loaded loaded;
    CudaApi& api = loaded.api;
    loaded.whyNot = openDriver(api.driver);
    if (loaded.whyNot.empty())
        loaded.whyNot =
            open("nvrtc", {toolkit, toolkit - 1}, "NVRTC, the compiler for GPUs,", api.nvrtc, &api.nvrtcPath);
    if (!loaded.whyNot.empty())
        return loaded;
    // In this order: cuDNN asks for the others by name.
    api.noBlasLt = open("cublasLt", {toolkit}, "cuBLASLt", api.blasLt);
    api.noDnn = open("cudnn", {9}, "cuDNN", api.dnn);
    if (api.noDnn.empty() && api.dnn.cudnnGetVersion() / 10000 != 9) {
        api.noDnn = "cuDNN 9 is needed, but another version was found.";
        api.dnn = {};
    }
    api.noNvml = open("nvidia-ml", {1}, "NVML", api.nvml);
    return loaded;
}

const Loaded& loadedOnce()
{
    static const Loaded loaded = load();
    return loaded;
}

const CudaApi* fakeApi = nullptr;

} // namespace

const CudaApi* cudaApi()
{
    if (fakeApi != nullptr)
        return fakeApi;
    return loadedOnce().whyNot.empty() ? &loadedOnce().api : nullptr;
}

std::string whyNoCudaApi()
{
    return fakeApi != nullptr ? "" : loadedOnce().whyNot;
}

void useCudaApi(const CudaApi* fake)
{
    fakeApi = fake;
}

const NvrtcApi* nvrtcApi()
{
    static const NvrtcApi api = [] {
        NvrtcApi table;
        return open("nvrtc", {toolkit, toolkit - 1}, "NVRTC", table).empty() ? table : NvrtcApi {};
    }();
    return api.nvrtcCompileProgram != nullptr ? &api : nullptr;
}

} // namespace weft::cuda
