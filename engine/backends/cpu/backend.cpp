#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/backends/cpu/processor.h"
#include "engine/support/out_of_memory.h"
#if defined(WEFT_ONEDNN) && __has_include("engine/backends/cpu/onednn/onednn.h")
#include "engine/backends/cpu/onednn/onednn.h"
#else
#undef WEFT_ONEDNN
#endif

#include <algorithm>
#include <cstring>
#include <new>

namespace weft {

namespace {

constexpr std::align_val_t alignment {64};

class CpuMemory final : public Memory {
public:
    explicit CpuMemory(size_t bytes)
        : m_bytes(bytes)
        , m_data(static_cast<std::byte*>(::operator new(std::max<size_t>(bytes, 1), alignment, std::nothrow)))
    {
        if (!m_data)
            throw OutOfMemory("The memory of this computer does not hold another " + std::to_string((bytes >> 20) + 1)
                                  + " MiB.",
                              "Take a smaller batch, or close other programs.");
    }
    ~CpuMemory() override { ::operator delete(m_data, alignment); }
    CpuMemory(const CpuMemory&) = delete;
    CpuMemory& operator=(const CpuMemory&) = delete;
    std::byte* data() override { return m_data; }
    size_t bytes() const override { return m_bytes; }

private:
    size_t m_bytes;
    std::byte* m_data;
};

class CpuRecording final : public Recording {
public:
    explicit CpuRecording(std::function<void()> launches)
        : m_launches(std::move(launches))
    {
        m_launches();
    }
    void run() override { m_launches(); }

private:
    std::function<void()> m_launches;
};

class CpuBackend final : public Backend {
public:
    explicit CpuBackend(const CpuOptions& options)
        : m_options(options)
    {
        setThreadCount(options.threads);
    }

    std::string name() const override { return "cpu"; }
    std::string description() const override
    {
        const int threads = threadCount();
        return processorName() + ", " + std::to_string(threads) + (threads == 1 ? " thread, " : " threads, ")
            + instructionSet()
#ifdef WEFT_ONEDNN
            + (m_options.oneDnn ? ", " + oneDnnVersion() : "")
#endif
            ;
    }
    std::unique_ptr<Memory> allocate(size_t bytes) override
    {
        return std::make_unique<CpuMemory>(bytes);
    }
    void upload(std::byte* device, std::span<const std::byte> host) override
    {
        if (!host.empty())
            std::memcpy(device, host.data(), host.size());
    }
    void download(std::span<std::byte> host, const std::byte* device) override
    {
        if (!host.empty())
            std::memcpy(host.data(), device, host.size());
    }
    void copy(std::byte* to, const std::byte* from, size_t bytes) override
    {
        copyBytes(to, from, bytes);
    }
    std::unique_ptr<Kernel> prepare(const Node& node, const Program& program) override
    {
#ifdef WEFT_ONEDNN
        if (m_options.oneDnn) {
            if (auto kernel = prepareOneDnn(node, program))
                return kernel;
        }
#endif
        return preparePlain(node, program);
    }
    std::unique_ptr<Recording> record(std::function<void()> launches) override
    {
        return std::make_unique<CpuRecording>(std::move(launches));
    }
    void wait() override { }
    bool prefersChannelsLast(const Program&) const override
    {
#ifdef WEFT_ONEDNN
        return m_options.oneDnn; // measured: docs/performance.md
#else
        return false;
#endif
    }

private:
    CpuOptions m_options;
};

} // namespace

std::unique_ptr<Backend> makeCpuBackend(const CpuOptions& options)
{
    return std::make_unique<CpuBackend>(options);
}

} // namespace weft
