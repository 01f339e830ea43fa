#include "engine/train/observe/device_sample.h"

#include <algorithm>
#include <fstream>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace weft {

namespace {

using Clock = std::chrono::steady_clock;

double cpuSeconds()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) { return double(time.tv_sec) + 1e-6 * double(time.tv_usec); };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

} // namespace

DeviceGauge::DeviceGauge()
    : m_start(Clock::now())
    , m_last(m_start)
    , m_cpuSeconds(cpuSeconds())
{
}

bool DeviceGauge::isDue() const
{
    return Clock::now() - m_last >= std::chrono::seconds(1);
}

DeviceSample DeviceGauge::sample(Backend& backend, double dataWait)
{
    const Clock::time_point now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - m_last).count();
    const double cpu = cpuSeconds();
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    DeviceSample sample {.seconds = std::chrono::duration<double>(now - m_start).count()};
    if (seconds > 0)
        sample.cpuPercent = 100 * (cpu - m_cpuSeconds) / seconds / cores;
    if (seconds > 0)
        sample.dataWait = std::min(1.0, (dataWait - m_dataWait) / seconds);
    m_dataWait = dataWait;
    m_last = now;
    m_cpuSeconds = cpu;
    const auto page = uint64_t(sysconf(_SC_PAGESIZE));
    uint64_t total = 0;
    uint64_t resident = 0;
    if (std::ifstream statm("/proc/self/statm"); statm >> total >> resident)
        sample.memoryBytes = resident * page;
    sample.memoryTotalBytes = uint64_t(sysconf(_SC_PHYS_PAGES)) * page;
    if (const std::optional<DeviceFigures> gpu = backend.figures())
        sample.gpus.push_back({.name = gpu->name,
                               .percent = gpu->percent,
                               .memoryBytes = gpu->memoryBytes,
                               .memoryTotalBytes = gpu->memoryTotalBytes,
                               .watts = gpu->watts,
                               .celsius = gpu->celsius,
                               .megahertz = gpu->megahertz,
                               .memoryMegahertz = gpu->memoryMegahertz,
                               .pcieBytesPerSecond = gpu->pcieBytesPerSecond});
    return sample;
}

} // namespace weft
