#pragma once

#include "engine/support/dtype.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace weft {

// A random change of pictures while training, drawn for each sample of an epoch: RandomSequence(seed, stream, epoch,
// sample). Either left and right change places (one number, which is below the probability), or all moves by up to
// x and y places to either side (two numbers, for x and for y).
struct TableChange {
    bool flips = false;
    bool fromEdge = false; // what comes in from outside is the edge again, not zero
    float probability = 0;
    int x = 0, y = 0;
    uint32_t stream = 0;
};

// A column of a data set as it is to lie on a device, and what becomes of it in a batch.
struct TableColumn {
    std::span<const std::byte> stored = {}; // lent while the table is made
    std::span<const int64_t> starts = {}; // the element where each sample begins; empty: one follows the other
    DType from = DType::u8; // of `stored`: u8, or what it becomes
    DType to = DType::f32;
    int64_t elements = 1; // of a sample
    int64_t height = 1, width = 1; // its last two axes, of pictures
    // Elements of type `to`, so many for each run of a sample's elements: what the 256 stored numbers become, or, where
    // nothing becomes of them, the one that comes in from outside.
    std::vector<std::byte> results = {};
    int64_t run = 1;
    std::vector<int> changes = {}; // of the source's, in their order
};

struct TableSource {
    std::vector<TableColumn> columns = {};
    std::vector<TableChange> changes = {};
    uint64_t seed = 0;
};

// Samples that lie on a device; batches are gathered from them there.
class Table {
public:
    virtual ~Table() = default;
    // For each of some batches of one size the column's elements, batch × sample, `order` (u32, on the device) naming
    // the samples; slotBytes() lie between two batches. With an epoch, after that epoch's changes.
    virtual void gather(int column, const std::byte* order, int64_t batch, int batches, std::byte* to,
                        std::optional<uint32_t> epoch) = 0;
};

} // namespace weft
