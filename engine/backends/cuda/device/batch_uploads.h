#pragma once

#include "engine/backends/cuda/device/memory.h"

#include <array>
#include <list>
#include <span>

namespace weft::cuda {

// Uploads that come again and again to the same place, as batches of a data set do that is too large for the GPU. Each
// such place has a lane: pinned memory for two batches, and memory on the device for one. While the GPU computes with a
// batch, the next is copied to the lane in a stream of its own; what is left to do between two steps is a copy on the
// device.
class BatchUploads {
public:
    explicit BatchUploads(Device& device);
    ~BatchUploads();
    BatchUploads(const BatchUploads&) = delete;
    BatchUploads& operator=(const BatchUploads&) = delete;

    // Whether it was taken on. It was not: it is small, or there has been none like it yet, or no memory for a lane.
    bool upload(std::byte* to, std::span<const std::byte> from);

private:
    struct Half {
        std::unique_ptr<PinnedMemory> memory;
        std::unique_ptr<Event> copied; // and may be filled again
    };
    struct Lane {
        std::byte* to = nullptr;
        size_t bytes = 0;
        int uploads = 0; // that were seen
        bool refused = false; // there was no memory for it
        std::array<Half, 2> halves = {};
        std::unique_ptr<DeviceMemory> arrived = {}; // nullptr: not laid yet
        std::unique_ptr<Event> taken = {}; // what arrived has been copied to its place
        size_t turn = 0;
    };
    static constexpr size_t least = size_t(1) << 20, most = size_t(1) << 28; // bytes of an upload
    static constexpr int sightings = 3; // from which on it is a batch: weights are restored once or twice
    static constexpr size_t mostLanes = 8;

    Lane& laneOf(std::byte* to, size_t bytes);
    bool lay(Lane& lane);

    Device& m_device;
    CUstream m_stream = nullptr;
    std::list<Lane> m_lanes; // the one used last is first
};

} // namespace weft::cuda
