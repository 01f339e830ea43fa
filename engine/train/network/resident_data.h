#pragma once

#include "engine/backends/backend.h"
#include "engine/data/loader.h"
#include "engine/train/network/ready_step.h"

#include <memory>
#include <string>

namespace weft {

// The columns that a network is fed, on its device as they are stored. Batches are made of them there, and are, bit for
// bit, those that a Loader delivers.
class ResidentData {
public:
    // nullptr where that cannot be; `whyNot` then says why, unless the device never does it.
    static std::unique_ptr<ResidentData> make(Backend& backend, const PreparedData& data,
                                              const std::vector<FedColumn>& columns, uint64_t seed,
                                              std::string& whyNot);

    Backend& backend() const { return m_backend; }
    Table& table() { return *m_table; }

private:
    ResidentData(Backend& backend, std::unique_ptr<Table> table)
        : m_backend(backend)
        , m_table(std::move(table))
    {
    }
    Backend& m_backend;
    std::unique_ptr<Table> m_table;
};

struct ResidentOptions {
    Part part = Part::train;
    int64_t batchSize = 32;
    bool shuffle = false;
    bool augment = false;
    uint64_t seed = 0;
};

// One part of it in batches, as a Loader with these options.
class ResidentPart {
public:
    ResidentPart(ResidentData& resident, const PreparedData& data, const ResidentOptions& options);

    void start(int64_t epoch);
    // Prepares a later start() of that epoch, while the device is busy.
    void getReady(int64_t epoch);
    // Some batches of the epoch, of the size that the step takes, into its slots from the first on.
    void feed(ReadyStep& step, int64_t firstBatch, int batches);
    std::span<const int64_t> order() const { return m_order; } // the epoch's samples

private:
    ResidentData& m_resident;
    const std::vector<int64_t>& m_part;
    ResidentOptions m_options;
    std::vector<int64_t> m_order, m_nextOrder;
    std::vector<uint32_t> m_numbers; // m_order, as the device reads it
    std::unique_ptr<Memory> m_onDevice;
    uint32_t m_epoch = 0;
    int64_t m_nextEpoch = -1; // of m_nextOrder
};

} // namespace weft
