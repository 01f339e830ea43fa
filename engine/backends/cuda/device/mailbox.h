#pragma once

#include "engine/backends/cuda/device/memory.h"

namespace weft::cuda {

std::unique_ptr<Mailbox> makePinnedMailbox(Device& device, int letters, size_t bytes);

} // namespace weft::cuda
