#include "engine/backends/cuda/source/modules.h"

#include "engine/backends/cuda/device/device.h"
#include "engine/backends/cuda/source/compile.h"

#include <semaphore>
#include <thread>

namespace weft::cuda {

namespace {

constexpr const char* cacheVersion = "weft kernels 1";

// As many compilations at once as there are cores.
std::counting_semaphore<>& compilers()
{
    static std::counting_semaphore<> free(std::max(1u, std::thread::hardware_concurrency()));
    return free;
}

std::string buildImage(const NvrtcApi& nvrtc, const KernelSource& source, int sm, const DiskCache& cache)
{
    const std::string key = std::string(cacheVersion) + "\n" + compilerIdentity(nvrtc, sm)
        + (source.thisArchitectureAlone ? "a" : "") + "\n" + source.text;
    if (std::optional<std::string> kept = cache.find(key))
        return *kept;
    compilers().acquire();
    struct Release {
        ~Release() { compilers().release(); }
    } release;
    std::string image = compile(nvrtc, source, sm);
    cache.keep(key, image);
    return image;
}

struct ClusterLaunch { // points at itself
    CUlaunchAttribute attribute = {};
    CUlaunchConfig config = {};

    ClusterLaunch(const Grid& grid, CUstream stream)
    {
        attribute.id = CU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION;
        attribute.value.clusterDim = {.x = unsigned(grid.cluster), .y = 1, .z = 1};
        config.gridDimX = unsigned(grid.blocks);
        config.gridDimY = unsigned(grid.blocksY);
        config.gridDimZ = unsigned(grid.blocksZ);
        config.blockDimX = unsigned(grid.threads);
        config.blockDimY = unsigned(grid.threadsY);
        config.blockDimZ = 1;
        config.sharedMemBytes = unsigned(grid.sharedBytes);
        config.hStream = stream;
        config.attrs = &attribute;
        config.numAttrs = 1;
    }
    ClusterLaunch(const ClusterLaunch&) = delete;
    ClusterLaunch& operator=(const ClusterLaunch&) = delete;
};

} // namespace

Module::Module(Device& device, KernelSource source, std::shared_future<std::string> image)
    : m_device(device)
    , m_source(std::move(source))
    , m_image(std::move(image))
{
}

Module::~Module()
{
    if (m_module != nullptr)
        m_device.driver().cuModuleUnload(m_module);
}

CUfunction Module::function(const std::string& entry)
{
    m_device.makeCurrent();
    if (m_module == nullptr)
        check(m_device.driver().cuModuleLoadDataEx(&m_module, m_image.get().c_str(), 0, nullptr, nullptr));
    CUfunction function = nullptr;
    check(m_device.driver().cuModuleGetFunction(&function, m_module, entry.c_str()));
    return function;
}

CUfunction Function::handle()
{
    if (m_function == nullptr)
        m_function = m_module->function(m_entry);
    return m_function;
}

void Function::allowShared(size_t bytes)
{
    check(m_module->device().driver().cuFuncSetAttribute(handle(), CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES,
                                                         int(bytes)));
}

int Function::clustersAtOnce(const Grid& grid)
{
    const DriverApi& driver = m_module->device().driver();
    constexpr int portable = 8;
    if (grid.cluster > portable)
        check(driver.cuFuncSetAttribute(handle(), CU_FUNC_ATTRIBUTE_NON_PORTABLE_CLUSTER_SIZE_ALLOWED, 1));
    if (grid.sharedBytes > 48 * 1024)
        allowShared(grid.sharedBytes);
    ClusterLaunch launch(grid, m_module->device().stream());
    int count = 0;
    const CUresult status = driver.cuOccupancyMaxActiveClusters(&count, handle(), &launch.config);
    return status == CUDA_SUCCESS ? count : 0;
}

void Function::launchWith(const Grid& grid, void** addresses)
{
    if (grid.blocks <= 0 || grid.blocksY <= 0 || grid.blocksZ <= 0)
        return; // nothing to compute
    CUfunction function = handle();
    const Device& device = m_module->device();
    if (grid.cluster > 1) {
        ClusterLaunch launch(grid, device.stream());
        check(device.driver().cuLaunchKernelEx(&launch.config, function, addresses, nullptr));
        return;
    }
    check(device.driver().cuLaunchKernel(function, unsigned(grid.blocks), unsigned(grid.blocksY),
                                         unsigned(grid.blocksZ), unsigned(grid.threads), unsigned(grid.threadsY), 1,
                                         unsigned(grid.sharedBytes), device.stream(), addresses, nullptr));
}

Modules::Modules(Device& device)
    : m_device(device)
    , m_cache(realFileSystem(), DiskCache::usualFolder())
{
}

Function Modules::function(const KernelSource& source, const std::string& entry)
{
    std::shared_ptr<Module>& module = m_modules[source.text];
    if (module == nullptr) {
        auto image = std::async(std::launch::async, [this, source, sm = m_device.sm()] {
            return buildImage(m_device.api().nvrtc, source, sm, m_cache);
        });
        module = std::make_shared<Module>(m_device, source, image.share());
    }
    return {module, entry};
}

void Modules::clear()
{
    m_modules.clear();
}

} // namespace weft::cuda
