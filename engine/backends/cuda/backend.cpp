#include "engine/backends/cuda/cluster/cluster.h"
#include "engine/backends/cuda/cublaslt/product.h"
#include "engine/backends/cuda/cuda_backend.h"
#include "engine/backends/cuda/cudnn/plan_choice.h"
#include "engine/backends/cuda/device/gauge.h"
#include "engine/backends/cuda/device/mailbox.h"
#include "engine/backends/cuda/device/recording.h"
#include "engine/backends/cuda/device/peak.h"
#include "engine/backends/cuda/device/transfer.h"
#include "engine/backends/cuda/kernels.h"
#include "engine/backends/cuda/kernels/table/table.h"

#include <cstdlib>

namespace weft {

namespace cuda {

namespace {

std::string versionText(int major, int minor)
{
    return std::to_string(major) + "." + std::to_string(minor);
}

std::string descriptionOf(const CudaApi& api, const std::string& name, size_t memoryBytes, const CudaOptions& options)
{
    int version = 0;
    api.driver.cuDriverGetVersion(&version);
    const std::string text = name + ", " + std::to_string((memoryBytes + (size_t(1) << 29)) >> 30) + " GiB, CUDA "
        + versionText(version / 1000, version % 1000 / 10);
    if (!options.libraries || api.dnn.cudnnGetVersion == nullptr)
        return text + ", without cuDNN";
    const size_t dnn = api.dnn.cudnnGetVersion();
    return text + ", cuDNN " + versionText(int(dnn / 10000), int(dnn % 10000 / 100));
}

class CudaBackend final : public Backend {
public:
    CudaBackend(const CudaApi& api, int ordinal, const CudaOptions& options)
        : m_options(options)
        , m_device(api, ordinal)
        , m_transfer(m_device)
        , m_marks(m_device)
    {
        const char* wish = std::getenv("WEFT_MEASURE_PLANS");
        const bool measures = options.measurePlans || (wish != nullptr && wish == std::string("1"));
        m_device.keep<PlanChoices>().measure(measures);
        m_device.keep<PlanChoices>().beDeterministic(options.deterministic);
        m_device.keep<ProductChoices>().measures = measures;
    }

    std::string name() const override { return "cuda:" + std::to_string(m_device.ordinal()); }
    std::string description() const override
    {
        return descriptionOf(m_device.api(), m_device.name(), m_device.memoryBytes(), m_options);
    }
    std::unique_ptr<Memory> allocate(size_t bytes) override { return std::make_unique<DeviceMemory>(m_device, bytes); }
    void upload(std::byte* device, std::span<const std::byte> host) override { m_transfer.upload(device, host); }
    void download(std::span<std::byte> host, const std::byte* device) override { m_transfer.download(host, device); }
    void copy(std::byte* to, const std::byte* from, size_t bytes) override
    {
        m_device.makeCurrent();
        if (bytes > 0)
            check(m_device.driver().cuMemcpyDtoDAsync(addressOf(to), addressOf(from), bytes, m_device.stream()));
    }
    std::unique_ptr<Kernel> prepare(const Node& node, const Program& program) override
    {
        m_device.makeCurrent();
        return cuda::prepare(node, program, m_device, m_options.libraries);
    }
    int stepsAtOnce() const override { return 64; } // at 10 µs each, the shortest, more would gain nothing
    std::unique_ptr<ProgramKernel> prepareProgram(const Program& program) override
    {
        m_device.makeCurrent();
        return m_options.wholePrograms ? prepareCluster(program, m_device) : nullptr;
    }
    std::unique_ptr<Recording> record(std::function<void()> launches) override
    {
        return recordGraph(m_device, std::move(launches));
    }
    void wait() override { m_device.wait(); }
    // cuDNN's engines for tensor cores take both so; those that compute in f32 throughout want neither.
    bool prefersChannelsLast(const Program& program) const override
    {
        return m_options.libraries && program.products != Products::exact;
    }
    bool prefersChannelsLastFilters(const Node& node, const Program& program) override
    {
        return !cuda::suitsConvTiles(node, program, m_device);
    }
    bool sparesTraffic(const Program& program) const override { return prefersChannelsLast(program); }
    bool runsSideBySide() const override { return true; }
    void startAfter(std::span<const int> marks) override { m_marks.startAfter(marks); }
    int mark() override { return m_marks.mark(); }
    double measure(const std::function<void()>& launches) override
    {
        Event begin(m_device, true), end(m_device, true);
        begin.record();
        launches();
        end.record();
        end.wait();
        return end.secondsSince(begin);
    }
    std::unique_ptr<Mailbox> makeMailbox(int letters, size_t bytes) override
    {
        return makePinnedMailbox(m_device, letters, bytes);
    }
    Choices choices() override
    {
        Choices all = m_device.keep<PlanChoices>().names();
        all.merge(m_device.keep<ProductChoices>().names());
        return all;
    }
    void pin(Choices choices) override
    {
        m_device.keep<PlanChoices>().pin(choices);
        m_device.keep<ProductChoices>().pinned = std::move(choices);
    }
    bool keepsTables() const override { return true; }
    std::unique_ptr<Table> makeTable(const TableSource& source, std::string& whyNot) override
    {
        return cuda::makeTable(source, m_device, m_transfer, whyNot);
    }
    Peak peak(Products products) const override { return cuda::peakOf(m_device, products); }
    std::optional<DeviceFigures> figures() override
    {
        if (m_gauge == nullptr)
            m_gauge = std::make_unique<Gauge>(m_device.api(), m_device.name(), m_device.busId());
        return m_gauge->latest();
    }

private:
    CudaOptions m_options;
    Device m_device;
    Transfer m_transfer;
    RecordingMarks m_marks;
    std::unique_ptr<Gauge> m_gauge; // since somebody has asked
};

} // namespace

} // namespace cuda

std::unique_ptr<Backend> makeCudaBackend(int ordinal, const CudaOptions& options)
{
    const cuda::CudaApi* api = cuda::cudaApi();
    if (api == nullptr)
        throw Error(cuda::whyNoCudaApi() + " Choose the device \"cpu\" or \"auto\".");
    return std::make_unique<cuda::CudaBackend>(*api, ordinal, options);
}

std::vector<std::string> cudaDevices(std::string* whyNot)
{
    std::vector<std::string> descriptions;
    const cuda::CudaApi* api = cuda::cudaApi();
    if (api == nullptr) {
        if (whyNot != nullptr)
            *whyNot = cuda::whyNoCudaApi();
        return descriptions;
    }
    try {
        int count = 0;
        cuda::check(api->driver.cuDeviceGetCount(&count));
        for (int i = 0; i < count; ++i) { // without a context, which takes its time
            CUdevice device = 0;
            char name[256] = {};
            size_t bytes = 0;
            cuda::check(api->driver.cuDeviceGet(&device, i));
            cuda::check(api->driver.cuDeviceGetName(name, sizeof name, device));
            cuda::check(api->driver.cuDeviceTotalMem(&bytes, device));
            descriptions.push_back(cuda::descriptionOf(*api, name, bytes, {}));
        }
    } catch (const Error& error) {
        if (whyNot != nullptr)
            *whyNot = error.what();
    }
    return descriptions;
}

} // namespace weft
