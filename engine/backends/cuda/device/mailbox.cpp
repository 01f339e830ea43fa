#include "engine/backends/cuda/device/mailbox.h"

#include <vector>

namespace weft::cuda {

namespace {

class PinnedMailbox final : public Mailbox {
public:
    PinnedMailbox(Device& device, int letters, size_t bytes)
        : m_device(device)
        , m_bytes((bytes + 15) & ~size_t(15))
        , m_memory(device, m_bytes * size_t(letters))
    {
        for (int i = 0; i < letters; ++i)
            m_arrived.push_back(std::make_unique<Event>(device));
    }

    void add(int letter, size_t offset, const std::byte* device, size_t bytes) override
    {
        m_device.makeCurrent();
        check(m_device.driver().cuMemcpyDtoHAsync(place(letter) + offset, addressOf(device), bytes, m_device.stream()));
    }
    void send(int letter) override { m_arrived[size_t(letter)]->record(); }
    std::span<const std::byte> open(int letter) override
    {
        m_device.makeCurrent();
        m_arrived[size_t(letter)]->wait();
        return {place(letter), m_bytes};
    }

private:
    std::byte* place(int letter) { return m_memory.data() + size_t(letter) * m_bytes; }

    Device& m_device;
    size_t m_bytes;
    PinnedMemory m_memory;
    std::vector<std::unique_ptr<Event>> m_arrived;
};

} // namespace

std::unique_ptr<Mailbox> makePinnedMailbox(Device& device, int letters, size_t bytes)
{
    return std::make_unique<PinnedMailbox>(device, letters, bytes);
}

} // namespace weft::cuda
