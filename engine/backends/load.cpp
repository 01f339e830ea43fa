#include "engine/backends/load.h"

#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/support/error.h"

namespace weft {

std::unique_ptr<Backend> loadBackend(const std::string& device)
{
    if (device == "auto" || device == "cpu")
        return makeCpuBackend();
    if (device == "cuda" || device.starts_with("cuda:"))
        throw Error("This build of Weft has no CUDA backend; choose the device \"cpu\" or \"auto\".");
    throw Error("There is no device \"" + device + "\"; choose \"auto\", \"cpu\", \"cuda\" or \"cuda:1\".");
}

std::vector<DeviceInfo> listDevices()
{
    return {{.name = "cpu", .description = makeCpuBackend()->description()}};
}

void useThreads(int threads)
{
    setThreadCount(threads);
}

int usedThreads()
{
    return threadCount();
}

} // namespace weft
