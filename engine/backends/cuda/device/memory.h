#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cuda/device/device.h"

namespace weft::cuda {

class DeviceMemory final : public Memory {
public:
    DeviceMemory(Device& device, size_t bytes); // CudaError with Remedy::shrink when there is none
    ~DeviceMemory() override;
    DeviceMemory(const DeviceMemory&) = delete;
    DeviceMemory& operator=(const DeviceMemory&) = delete;
    std::byte* data() override { return reinterpret_cast<std::byte*>(m_address); }
    size_t bytes() const override { return m_bytes; }

private:
    Device& m_device;
    CUdeviceptr m_address = 0;
    size_t m_bytes;
};

class Event {
public:
    explicit Event(Device& device, bool timed = false);
    ~Event();
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    void record() { record(m_device.stream()); }
    void record(CUstream stream);
    void holdUp(CUstream stream) const; // what comes into it from now on waits for what was recorded
    void wait() const; // until what was in the stream before record() is done; at once if it was never recorded
    bool isDone() const;
    double secondsSince(const Event& earlier) const; // both timed and done

private:
    Device& m_device;
    CUevent m_event = nullptr;
};

// Host memory that the GPU copies from and to by itself.
class PinnedMemory {
public:
    PinnedMemory(Device& device, size_t bytes);
    ~PinnedMemory();
    PinnedMemory(const PinnedMemory&) = delete;
    PinnedMemory& operator=(const PinnedMemory&) = delete;
    std::byte* data() { return static_cast<std::byte*>(m_memory); }
    size_t bytes() const { return m_bytes; }

private:
    Device& m_device;
    void* m_memory = nullptr;
    size_t m_bytes;
};

} // namespace weft::cuda
