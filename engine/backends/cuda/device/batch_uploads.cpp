#include "engine/backends/cuda/device/batch_uploads.h"

#include "engine/support/out_of_memory.h"

#include <algorithm>
#include <cstring>

namespace weft::cuda {

BatchUploads::BatchUploads(Device& device)
    : m_device(device)
{
}

BatchUploads::~BatchUploads()
{
    if (m_stream == nullptr)
        return;
    m_device.driver().cuStreamSynchronize(m_stream);
    m_device.driver().cuStreamSynchronize(m_device.stream());
    m_device.driver().cuStreamDestroy(m_stream);
}

BatchUploads::Lane& BatchUploads::laneOf(std::byte* to, size_t bytes)
{
    const auto found
        = std::ranges::find_if(m_lanes, [&](const Lane& lane) { return lane.to == to && lane.bytes == bytes; });
    if (found != m_lanes.end()) {
        m_lanes.splice(m_lanes.begin(), m_lanes, found);
    } else {
        if (m_lanes.size() == mostLanes) {
            if (m_lanes.back().arrived != nullptr) { // nothing may be under way on it
                check(m_device.driver().cuStreamSynchronize(m_stream));
                m_device.wait();
            }
            m_lanes.pop_back();
        }
        m_lanes.push_front({.to = to, .bytes = bytes});
    }
    return m_lanes.front();
}

bool BatchUploads::lay(Lane& lane)
{
    try {
        if (m_stream == nullptr)
            check(m_device.driver().cuStreamCreate(&m_stream, CU_STREAM_NON_BLOCKING));
        for (Half& half : lane.halves)
            half = {std::make_unique<PinnedMemory>(m_device, lane.bytes), std::make_unique<Event>(m_device)};
        lane.taken = std::make_unique<Event>(m_device);
        lane.arrived = std::make_unique<DeviceMemory>(m_device, lane.bytes);
        return true;
    } catch (const OutOfMemory&) {
    } catch (const CudaError& error) {
        if (error.remedy() != Remedy::shrink)
            throw;
    }
    lane.halves = {};
    lane.taken.reset();
    lane.refused = true; // it goes without
    return false;
}

bool BatchUploads::upload(std::byte* to, std::span<const std::byte> from)
{
    if (from.size() < least || from.size() > most)
        return false;
    m_device.makeCurrent();
    Lane& lane = laneOf(to, from.size());
    if (lane.refused || ++lane.uploads < sightings || (lane.arrived == nullptr && !lay(lane)))
        return false;
    const DriverApi& driver = m_device.driver();
    Half& half = lane.halves[lane.turn];
    lane.turn = 1 - lane.turn;
    half.copied->wait();
    lane.taken->holdUp(m_stream);
    constexpr size_t piece = size_t(4) << 20; // is copied to the device while the next one is copied here
    for (size_t done = 0; done < from.size(); done += piece) {
        const size_t count = std::min(piece, from.size() - done);
        std::memcpy(half.memory->data() + done, from.data() + done, count);
        check(driver.cuMemcpyHtoDAsync(addressOf(lane.arrived->data() + done), half.memory->data() + done, count,
                                       m_stream));
    }
    half.copied->record(m_stream);
    half.copied->holdUp(m_device.stream());
    check(driver.cuMemcpyDtoDAsync(addressOf(to), addressOf(lane.arrived->data()), from.size(), m_device.stream()));
    lane.taken->record(m_device.stream());
    return true;
}

} // namespace weft::cuda
