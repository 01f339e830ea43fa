#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cpu/cpu_backend.h"

#include <memory>
#include <utility>

namespace weft {

// Of a program that is compiled and not run.
class NoKernel final : public Kernel {
public:
    void launch(std::span<std::byte* const>, std::span<std::byte* const>, std::byte*) override { }
};

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
    int stepsAtOnce() const override { return m_device->stepsAtOnce(); }
    std::unique_ptr<ProgramKernel> prepareProgram(const Program& program) override
    {
        return m_device->prepareProgram(program);
    }
    bool runsSideBySide() const override { return m_device->runsSideBySide(); }
    void startAfter(std::span<const int> marks) override { m_device->startAfter(marks); }
    int mark() override { return m_device->mark(); }
    bool prefersChannelsLast(const Program& program) const override { return m_device->prefersChannelsLast(program); }
    bool sparesTraffic(const Program& program) const override { return m_device->sparesTraffic(program); }
    bool prefersChannelsLastFilters(const Node& node, const Program& program) override
    {
        return m_device->prefersChannelsLastFilters(node, program);
    }
    double measure(const std::function<void()>& launches) override { return m_device->measure(launches); }
    std::unique_ptr<Mailbox> makeMailbox(int letters, size_t bytes) override
    {
        return m_device->makeMailbox(letters, bytes);
    }
    bool keepsTables() const override { return m_device->keepsTables(); }
    std::unique_ptr<Table> makeTable(const TableSource& source, std::string& whyNot) override
    {
        return m_device->makeTable(source, whyNot);
    }
    std::optional<DeviceFigures> figures() override { return m_device->figures(); }

protected:
    Backend& device() { return *m_device; }
    const Backend& device() const { return *m_device; }

private:
    std::unique_ptr<Backend> m_own = {};
    Backend* m_device;
};

// A device on which a test chooses the kernels: none of them is passed by, and they run one after the other.
class NodeByNode : public ForwardingBackend {
public:
    using ForwardingBackend::ForwardingBackend;
    std::unique_ptr<ProgramKernel> prepareProgram(const Program&) override { return nullptr; }
    bool runsSideBySide() const override { return false; }
};

} // namespace weft
