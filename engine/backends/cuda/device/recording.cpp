#include "engine/backends/cuda/device/recording.h"

#include <algorithm>

namespace weft::cuda {

namespace {

class GraphRecording final : public Recording {
public:
    GraphRecording(Device& device, CUgraphExec graph)
        : m_device(device)
        , m_graph(graph)
    {
    }
    ~GraphRecording() override { m_device.driver().cuGraphExecDestroy(m_graph); }
    void run() override
    {
        m_device.makeCurrent();
        check(m_device.driver().cuGraphLaunch(m_graph, m_device.stream()));
    }

private:
    Device& m_device;
    CUgraphExec m_graph;
};

} // namespace

std::unique_ptr<Recording> recordGraph(Device& device, const std::function<void()>& launches)
{
    device.makeCurrent();
    launches();
    const DriverApi& driver = device.driver();
    // Other threads may allocate meanwhile: what they do is not in this stream.
    check(driver.cuStreamBeginCapture(device.stream(), CU_STREAM_CAPTURE_MODE_THREAD_LOCAL));
    CUgraph graph = nullptr;
    try {
        launches();
    } catch (...) {
        driver.cuStreamEndCapture(device.stream(), &graph);
        if (graph != nullptr)
            driver.cuGraphDestroy(graph);
        throw;
    }
    check(driver.cuStreamEndCapture(device.stream(), &graph));
    CUgraphExec executable = nullptr;
    const CUresult status = driver.cuGraphInstantiateWithFlags(&executable, graph, 0);
    driver.cuGraphDestroy(graph);
    check(status);
    return std::make_unique<GraphRecording>(device, executable);
}

std::vector<CUgraphNode> RecordingMarks::lastNodes(bool& capturing) const
{
    CUstreamCaptureStatus status = CU_STREAM_CAPTURE_STATUS_NONE;
    const CUgraphNode* nodes = nullptr;
    size_t count = 0;
#if CUDA_VERSION >= 13000
    const CUgraphEdgeData* edges = nullptr; // asked for, as edges that say more than "after" are an error otherwise
    check(
        m_device.driver().cuStreamGetCaptureInfo(m_device.stream(), &status, nullptr, nullptr, &nodes, &edges, &count));
#else
    check(m_device.driver().cuStreamGetCaptureInfo(m_device.stream(), &status, nullptr, nullptr, &nodes, &count));
#endif
    capturing = status == CU_STREAM_CAPTURE_STATUS_ACTIVE;
    return capturing ? std::vector<CUgraphNode>(nodes, nodes + count) : std::vector<CUgraphNode>();
}

void RecordingMarks::startAfter(std::span<const int> marks)
{
    bool capturing = false;
    lastNodes(capturing);
    if (!capturing)
        return;
    std::vector<CUgraphNode> nodes;
    for (const int mark : marks) {
        for (const CUgraphNode node : m_marks[size_t(mark)]) {
            if (std::ranges::find(nodes, node) == nodes.end())
                nodes.push_back(node);
        }
    }
#if CUDA_VERSION >= 13000
    check(m_device.driver().cuStreamUpdateCaptureDependencies(m_device.stream(), nodes.data(), nullptr, nodes.size(),
                                                              CU_STREAM_SET_CAPTURE_DEPENDENCIES));
#else
    check(m_device.driver().cuStreamUpdateCaptureDependencies(m_device.stream(), nodes.data(), nodes.size(),
                                                              CU_STREAM_SET_CAPTURE_DEPENDENCIES));
#endif
}

int RecordingMarks::mark()
{
    bool capturing = false;
    std::vector<CUgraphNode> nodes = lastNodes(capturing);
    if (!capturing) { // those of the recording before are of no use any more
        m_marks.clear();
        return 0;
    }
    m_marks.push_back(std::move(nodes));
    return int(m_marks.size()) - 1;
}

} // namespace weft::cuda
