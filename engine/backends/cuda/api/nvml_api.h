#pragma once

// NVML, the gauges of NVIDIA's driver. Its header is in few packages, so what is used of it is declared here, after
// NVIDIA's "NVML API Reference Guide" (the interface has been stable since version 7).

namespace weft::cuda {

using NvmlDevice = struct nvmlDevice_st*;

struct NvmlUtilization {
    unsigned gpu; // per cent of the last sample period in which a kernel ran
    unsigned memory;
};

struct NvmlMemory {
    unsigned long long total, free, used; // bytes
};

enum { nvmlSuccess = 0, nvmlTemperatureGpu = 0, nvmlClockSm = 1, nvmlClockMemory = 2, nvmlPcieTx = 0, nvmlPcieRx = 1 };

#define WEFT_NVML_FUNCTIONS(X)                                                                                         \
    X(nvmlInit_v2, ())                                                                                                 \
    X(nvmlShutdown, ())                                                                                                \
    X(nvmlDeviceGetHandleByPciBusId_v2, (const char* busId, NvmlDevice* device))                                       \
    X(nvmlDeviceGetUtilizationRates, (NvmlDevice device, NvmlUtilization * rates))                                     \
    X(nvmlDeviceGetMemoryInfo, (NvmlDevice device, NvmlMemory * memory))                                               \
    X(nvmlDeviceGetTemperature, (NvmlDevice device, int sensor, unsigned* celsius))                                    \
    X(nvmlDeviceGetPowerUsage, (NvmlDevice device, unsigned* milliwatts))                                              \
    X(nvmlDeviceGetClockInfo, (NvmlDevice device, int clock, unsigned* megahertz))                                     \
    X(nvmlDeviceGetPcieThroughput, (NvmlDevice device, int counter, unsigned* kilobytesPerSecond))

struct NvmlApi {
#define WEFT_ROW(name, arguments) int(*name) arguments = nullptr;
    WEFT_NVML_FUNCTIONS(WEFT_ROW)
#undef WEFT_ROW
};

} // namespace weft::cuda
