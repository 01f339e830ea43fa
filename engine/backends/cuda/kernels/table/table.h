#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cuda/device/transfer.h"

#include <memory>
#include <string>

namespace weft::cuda {

// nullptr, and why not, where it would take more than half of the memory that is free, or changes pictures too often.
std::unique_ptr<Table> makeTable(const TableSource& source, Device& device, Transfer& transfer, std::string& whyNot);

} // namespace weft::cuda
