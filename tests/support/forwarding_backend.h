#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cpu/cpu_backend.h"

#include <memory>
#include <utility>

namespace weft {

// A device that is another one in all that a test does not override.
class ForwardingBackend : public Backend {
public:
    explicit ForwardingBackend(Backend& device)
        : m_device(&device)
    {
    }
    explicit ForwardingBackend(const CpuOptions& options)
        : m_own(makeCpuBackend(options))
        , m_device(m_own.get())
    {
    }
    std::string name() const override { return m_device->name(); }
    std::string description() const override { return m_device->description(); }
    std::unique_ptr<Memory> allocate(size_t bytes) override { return m_device->allocate(bytes); }
    void upload(std::byte* to, std::span<const std::byte> host) override { m_device->upload(to, host); }
    void download(std::span<std::byte> host, const std::byte* from) override { m_device->download(host, from); }
    void copy(std::byte* to, const std::byte* from, size_t bytes) override { m_device->copy(to, from, bytes); }
    std::unique_ptr<Kernel> prepare(const Node& node, const Program& program) override
    {
        return m_device->prepare(node, program);
    }
    std::unique_ptr<Recording> record(std::function<void()> launches) override
    {
        return m_device->record(std::move(launches));
    }
    void wait() override { m_device->wait(); }

protected:
    Backend& device() { return *m_device; }
    const Backend& device() const { return *m_device; }

private:
    std::unique_ptr<Backend> m_own = {};
    Backend* m_device;
};

} // namespace weft
