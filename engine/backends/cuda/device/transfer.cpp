#include "engine/backends/cuda/device/transfer.h"

#include <algorithm>
#include <cstring>

namespace weft::cuda {

Transfer::Transfer(Device& device)
    : m_device(device)
    , m_batches(device)
    , m_memory(device, pieceBytes * pieces)
{
    for (size_t i = 0; i < pieces; ++i)
        m_pieces.push_back({m_memory.data() + i * pieceBytes, std::make_unique<Event>(device)});
}

std::byte* Transfer::room(size_t bytes)
{
    const size_t aligned = (bytes + 15) & ~size_t(15);
    if (m_used + aligned > pieceBytes) {
        m_pieces[m_current].taken->record();
        m_current = (m_current + 1) % pieces;
        m_pieces[m_current].taken->wait();
        m_used = 0;
    }
    std::byte* place = m_pieces[m_current].memory + m_used;
    m_used += aligned;
    return place;
}

void Transfer::upload(std::byte* to, std::span<const std::byte> from)
{
    if (m_batches.upload(to, from))
        return;
    m_device.makeCurrent();
    for (size_t done = 0; done < from.size();) {
        const size_t count = std::min(pieceBytes, from.size() - done);
        std::byte* pinned = room(count);
        std::memcpy(pinned, from.data() + done, count);
        check(m_device.driver().cuMemcpyHtoDAsync(addressOf(to + done), pinned, count, m_device.stream()));
        done += count;
    }
}

void Transfer::download(std::span<std::byte> to, const std::byte* from)
{
    m_device.makeCurrent();
    // Two pieces in turn: one is copied out while the other fills.
    std::byte* pinned[2] = {};
    for (std::byte*& place : pinned)
        place = room(std::min(pieceBytes, to.size()));
    Event arrived(m_device);
    size_t pending = 0, pendingAt = 0;
    int turn = 0;
    for (size_t done = 0; done < to.size() || pending > 0;) {
        const size_t count = std::min(pieceBytes, to.size() - done);
        if (pending > 0)
            arrived.wait();
        if (count > 0) {
            check(m_device.driver().cuMemcpyDtoHAsync(pinned[turn], addressOf(from + done), count, m_device.stream()));
            arrived.record();
        }
        if (pending > 0)
            std::memcpy(to.data() + pendingAt, pinned[1 - turn], pending);
        pendingAt = done;
        pending = count;
        done += count;
        turn = 1 - turn;
    }
}

} // namespace weft::cuda
