#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cuda/device/device.h"

#include <span>
#include <vector>

namespace weft::cuda {

// Runs the launches once, so that libraries and kernels are loaded and plans made; then captures them as a CUDA graph,
// which every run() replays with one call.
std::unique_ptr<Recording> recordGraph(Device& device, const std::function<void()>& launches);

// While the stream is captured: pieces of the graph, and where the next launches hang on to it. Otherwise nothing is
// done.
class RecordingMarks {
public:
    explicit RecordingMarks(Device& device)
        : m_device(device)
    {
    }
    void startAfter(std::span<const int> marks);
    int mark();

private:
    std::vector<CUgraphNode> lastNodes(bool& capturing) const; // what the next launch would come after

    Device& m_device;
    std::vector<std::vector<CUgraphNode>> m_marks;
};

} // namespace weft::cuda
