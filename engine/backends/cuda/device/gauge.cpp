#include "engine/backends/cuda/device/gauge.h"

#include <chrono>

namespace weft::cuda {

struct Gauge::Shared {
    NvmlApi nvml;
    std::string name, busId;
    mutable std::mutex mutex;
    std::condition_variable changed;
    bool stopping = false;
    bool ended = false;
    std::optional<DeviceFigures> latest;

    DeviceFigures ask(NvmlDevice device) const
    {
        DeviceFigures figures {.name = name};
        NvmlUtilization rates = {};
        if (nvml.nvmlDeviceGetUtilizationRates(device, &rates) == nvmlSuccess)
            figures.percent = double(rates.gpu);
        NvmlMemory memory = {};
        if (nvml.nvmlDeviceGetMemoryInfo(device, &memory) == nvmlSuccess) {
            figures.memoryBytes = memory.used;
            figures.memoryTotalBytes = memory.total;
        }
        unsigned value = 0;
        if (nvml.nvmlDeviceGetTemperature(device, nvmlTemperatureGpu, &value) == nvmlSuccess)
            figures.celsius = double(value);
        if (nvml.nvmlDeviceGetPowerUsage(device, &value) == nvmlSuccess)
            figures.watts = 1e-3 * double(value);
        if (nvml.nvmlDeviceGetClockInfo(device, nvmlClockSm, &value) == nvmlSuccess)
            figures.megahertz = double(value);
        if (nvml.nvmlDeviceGetClockInfo(device, nvmlClockMemory, &value) == nvmlSuccess)
            figures.memoryMegahertz = double(value);
        for (const int direction : {nvmlPcieTx, nvmlPcieRx}) {
            if (nvml.nvmlDeviceGetPcieThroughput(device, direction, &value) == nvmlSuccess)
                figures.pcieBytesPerSecond += 1024 * double(value);
        }
        return figures;
    }

    void work()
    {
        NvmlDevice device = nullptr;
        if (nvml.nvmlInit_v2() != nvmlSuccess)
            return;
        if (nvml.nvmlDeviceGetHandleByPciBusId_v2(busId.c_str(), &device) == nvmlSuccess) {
            std::unique_lock lock(mutex);
            while (!stopping) {
                lock.unlock();
                DeviceFigures figures = ask(device);
                lock.lock();
                latest = std::move(figures);
                changed.wait_for(lock, std::chrono::milliseconds(100), [this] { return stopping; });
            }
        }
        nvml.nvmlShutdown();
    }
};

Gauge::Gauge(const CudaApi& api, std::string name, std::string busId)
    : m_shared(std::make_shared<Shared>())
{
    if (api.nvml.nvmlInit_v2 == nullptr)
        return;
    m_shared->nvml = api.nvml;
    m_shared->name = std::move(name);
    m_shared->busId = std::move(busId);
    m_thread = std::thread([shared = m_shared] {
        shared->work();
        const std::lock_guard lock(shared->mutex);
        shared->ended = true;
        shared->changed.notify_all();
    });
}

Gauge::~Gauge()
{
    if (!m_thread.joinable())
        return;
    std::unique_lock lock(m_shared->mutex);
    m_shared->stopping = true;
    m_shared->changed.notify_all();
    const bool ended = m_shared->changed.wait_for(lock, std::chrono::seconds(2), [this] { return m_shared->ended; });
    lock.unlock();
    if (ended)
        m_thread.join();
    else
        m_thread.detach(); // it hangs in the driver; what it holds is its own
}

std::optional<DeviceFigures> Gauge::latest() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->latest;
}

} // namespace weft::cuda
