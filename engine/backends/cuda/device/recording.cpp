#include "engine/backends/cuda/device/recording.h"

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

} // namespace weft::cuda
