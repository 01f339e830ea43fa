#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cuda/api/cuda_api.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace weft::cuda {

// Asks NVML ten times a second, on a thread of its own: a call into the driver may take long, or hang.
class Gauge {
public:
    // By the device's place on the bus, which NVML and CUDA agree on.
    Gauge(const CudaApi& api, std::string name, std::string busId);
    ~Gauge();
    Gauge(const Gauge&) = delete;
    Gauge& operator=(const Gauge&) = delete;
    std::optional<DeviceFigures> latest() const; // nothing: NVML is not there, or has not answered yet

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared; // outlives a thread that hangs in a call
    std::thread m_thread;
};

} // namespace weft::cuda
