#pragma once

#include "engine/backends/cuda/device/batch_uploads.h"

#include <span>
#include <vector>

namespace weft::cuda {

// Copies between host and device by way of pinned memory, in the device's stream (batches have a lane of their own).
// Uploads return as soon as the host's bytes are taken, so the host runs ahead of the GPU; downloads wait.
class Transfer {
public:
    explicit Transfer(Device& device);
    void upload(std::byte* to, std::span<const std::byte> from);
    void download(std::span<std::byte> to, const std::byte* from);

private:
    struct Piece {
        std::byte* memory = nullptr;
        std::unique_ptr<Event> taken = {}; // nullptr: its bytes have not been copied since it was last free
    };
    static constexpr size_t pieceBytes = size_t(1) << 20;
    static constexpr size_t pieces = 16;

    // Room for `bytes` (at most a piece) that no copy under way reads from.
    std::byte* room(size_t bytes);

    Device& m_device;
    BatchUploads m_batches;
    PinnedMemory m_memory;
    std::vector<Piece> m_pieces;
    size_t m_current = 0; // the piece that is being filled
    size_t m_used = 0; // bytes of it
};

} // namespace weft::cuda
