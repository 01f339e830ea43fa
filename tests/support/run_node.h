#pragma once

#include "engine/backends/backend.h"
#include "engine/ir/builder.h"

#include <vector>

namespace weft {

// A tensor of a test: its numbers in row-major order, however it lies in memory.
struct TestTensor {
    ValueInfo info = {};
    std::vector<double> numbers = {};
};

TestTensor randomTensor(const ValueInfo& info, uint32_t seed, double low = -1, double high = 1);

std::vector<std::byte> toMemory(const TestTensor& tensor); // in its type and layout
TestTensor fromMemory(const ValueInfo& info, std::span<const std::byte> memory);

// Runs one node: prepares it, poisons its results with NaN and its workspace with garbage, launches it. `layouts` of
// the results; row-major where none is given. Throws std::runtime_error if the backend declines, or writes past an end.
std::vector<TestTensor> runNode(Backend& backend, const Op& op, const Attrs& attrs, std::span<const TestTensor> in,
                                std::span<const Layout> layouts = {});

// The same by way of the op's decomposition, node by node; whatever the backend declines is decomposed in turn.
std::vector<TestTensor> runDecomposed(Backend& backend, const Op& op, const Attrs& attrs,
                                      std::span<const TestTensor> in);

} // namespace weft
