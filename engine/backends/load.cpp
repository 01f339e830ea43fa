#include "engine/backends/load.h"

#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cpu/parallel.h"
#ifdef WEFT_CUDA
#include "engine/backends/cuda/cuda_backend.h"
#endif
#include "engine/support/error.h"

#include <charconv>
#include <optional>

namespace weft {

namespace {

#ifndef WEFT_CUDA
struct CudaOptions {
    bool deterministic = true;
};

std::unique_ptr<Backend> makeCudaBackend(int, const CudaOptions&)
{
    throw Error("This build of Weft has no CUDA backend; choose the device \"cpu\" or \"auto\".");
}

std::vector<std::string> cudaDevices()
{
    return {};
}
#endif

// The number in "cuda:1"; "cuda" is the first.
std::optional<int> ordinalOf(std::string_view device)
{
    if (device == "cuda")
        return 0;
    if (!device.starts_with("cuda:"))
        return std::nullopt;
    device.remove_prefix(5);
    int ordinal = -1;
    const auto [end, error] = std::from_chars(device.data(), device.data() + device.size(), ordinal);
    if (error != std::errc() || end != device.data() + device.size() || ordinal < 0)
        return std::nullopt;
    return ordinal;
}

} // namespace

std::unique_ptr<Backend> loadBackend(const std::string& device, const LoadOptions& options)
{
    const CudaOptions cuda {.deterministic = options.deterministic};
    if (device == "auto") {
        try {
            return makeCudaBackend(0, cuda);
        } catch (const Error&) { // there is none, or it cannot be used; who asks for "cuda" hears why
        }
    }
    if (device == "auto" || device == "cpu")
        return makeCpuBackend();
    if (const std::optional<int> ordinal = ordinalOf(device))
        return makeCudaBackend(*ordinal, cuda);
    throw Error("There is no device \"" + device + "\"; choose \"auto\", \"cpu\", \"cuda\" or \"cuda:1\".");
}

std::future<std::unique_ptr<Backend>> startLoadingBackend(const std::string& device)
{
    return std::async(std::launch::async, [device, threads = threadCount()] {
        setThreadCount(threads); // this thread's own choice
        return loadBackend(device);
    });
}

std::vector<DeviceInfo> listDevices()
{
    std::vector<DeviceInfo> devices;
    for (const std::string& description : cudaDevices())
        devices.push_back({.name = "cuda:" + std::to_string(devices.size()), .description = description});
    devices.push_back({.name = "cpu", .description = makeCpuBackend()->description()});
    return devices;
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
