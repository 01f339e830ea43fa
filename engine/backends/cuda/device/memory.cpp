#include "engine/backends/cuda/device/memory.h"

#include "engine/support/out_of_memory.h"

#include <algorithm>

namespace weft::cuda {

namespace {

std::string inMiB(size_t bytes)
{
    return std::to_string((bytes >> 20) + 1) + " MiB";
}

} // namespace

DeviceMemory::DeviceMemory(Device& device, size_t bytes)
    : m_device(device)
    , m_bytes(bytes)
{
    device.makeCurrent();
    const CUresult status = device.driver().cuMemAlloc(&m_address, std::max<size_t>(1, bytes));
    if (status == CUDA_ERROR_OUT_OF_MEMORY) {
        size_t free = 0, total = 0;
        device.driver().cuMemGetInfo(&free, &total);
        throw OutOfMemory("The GPU has too little memory: " + inMiB(bytes) + " more are needed, and " + inMiB(free)
                              + " of " + inMiB(total) + " are free.",
                          "Take a smaller batch, or close what else uses the GPU.");
    }
    check(status);
}

DeviceMemory::~DeviceMemory()
{
    m_device.driver().cuMemFree(m_address); // of a broken context: nothing is left to free
}

Event::Event(Device& device, bool timed)
    : m_device(device)
{
    device.makeCurrent();
    check(device.driver().cuEventCreate(&m_event, timed ? CU_EVENT_DEFAULT : CU_EVENT_DISABLE_TIMING));
}

Event::~Event()
{
    m_device.driver().cuEventDestroy(m_event);
}

void Event::record(CUstream stream)
{
    check(m_device.driver().cuEventRecord(m_event, stream));
}

void Event::holdUp(CUstream stream) const
{
    check(m_device.driver().cuStreamWaitEvent(stream, m_event, CU_EVENT_WAIT_DEFAULT));
}

void Event::wait() const
{
    check(m_device.driver().cuEventSynchronize(m_event));
}

bool Event::isDone() const
{
    const CUresult status = m_device.driver().cuEventQuery(m_event);
    if (status == CUDA_ERROR_NOT_READY)
        return false;
    check(status);
    return true;
}

double Event::secondsSince(const Event& earlier) const
{
    float milliseconds = 0;
    check(m_device.driver().cuEventElapsedTime(&milliseconds, earlier.m_event, m_event));
    return 1e-3 * double(milliseconds);
}

PinnedMemory::PinnedMemory(Device& device, size_t bytes)
    : m_device(device)
    , m_bytes(bytes)
{
    device.makeCurrent();
    check(device.driver().cuMemAllocHost(&m_memory, std::max<size_t>(1, bytes)));
}

PinnedMemory::~PinnedMemory()
{
    m_device.driver().cuMemFreeHost(m_memory);
}

} // namespace weft::cuda
