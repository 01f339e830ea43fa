#pragma once

#include "engine/data/batches/augment.h"
#include "engine/data/batches/convert.h"

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

namespace weft {

struct FedColumn {
    std::string column; // its name in the data
    DType dtype; // f32, f64 or i32: as what it is delivered
};

struct LoaderOptions {
    Part part = Part::train;
    std::vector<FedColumn> columns = {};
    int64_t batchSize = 32;
    bool shuffle = false;
    bool augment = false; // apply the data's augmentations: while training only
    uint64_t seed = 0;
    int threads = 1; // that prepare batches beside the caller; 0: next() prepares them itself
    int prefetch = 4; // batches that may lie ready
};

// Lent by the loader until the next call of next() or start().
struct Batch {
    int64_t index = 0; // in its epoch
    int64_t size = 0; // samples; the last batch of an epoch may have fewer than the others
    std::vector<std::span<const std::byte>> columns = {}; // as the options order them: size × the column's shape
    std::span<const int64_t> samples = {}; // their indices in the data
};

// Delivers one part of the data in batches, every sample exactly once an epoch. The order and the augmentation are pure
// functions of (seed, epoch), so that any batch of any epoch can be begun with, and the number of threads changes no
// bit. Nothing is allocated between start() and the end of an epoch, unless images are decoded from disk on the way.
class Loader {
public:
    // `data` must outlive the loader. Throws Error for a column that is not there or cannot be delivered as asked.
    Loader(const PreparedData& data, LoaderOptions options);
    ~Loader();
    Loader(const Loader&) = delete;
    Loader& operator=(const Loader&) = delete;

    int64_t samples() const { return int64_t(m_part.size()); }
    int64_t batches() const { return (samples() + m_options.batchSize - 1) / m_options.batchSize; }

    // Begins an epoch, at any of its batches; may be called at any time. Takes no longer for a later batch.
    void start(int64_t epoch, int64_t firstBatch = 0);

    // The next batch, or nullptr at the end of the epoch. A SampleError that preparing it met comes
    // out here, and again at each call until start().
    const Batch* next();

private:
    struct Slot { // a place in the ring; batch b is prepared in slot b % slots
        Batch batch = {};
        std::vector<std::unique_ptr<std::byte[]>> memory = {};
        std::vector<std::byte*> columns = {}; // aligned to 64 bytes
        int64_t ready = -1; // the batch that lies here complete
        std::exception_ptr error = {};
    };
    struct Scratch {
        std::vector<std::byte> stored = {};
        Augmenter::Scratch augment = {};
    };

    void fill(Slot& slot, int64_t batch, Scratch& scratch) const;
    void work();
    void stop();

    const PreparedData& m_data;
    LoaderOptions m_options;
    const std::vector<int64_t>& m_part;
    std::vector<int> m_columns; // indices into the data's columns
    std::vector<Converter> m_converters;
    Augmenter m_augmenter;
    std::vector<int64_t> m_order; // the epoch's samples; written while no worker is busy
    uint32_t m_epoch = 0;
    std::vector<Slot> m_slots;
    Scratch m_scratch; // of the caller, with no threads

    std::mutex m_mutex; // guards all below, and handing over slots
    std::condition_variable m_roomMade;
    std::condition_variable m_batchDone;
    int64_t m_taken = 0; // the next batch a worker takes
    int64_t m_next = 0; // the next batch delivered
    int64_t m_held = 0; // the oldest batch still in the ring
    int m_busy = 0; // workers preparing a batch
    bool m_stopping = false;
    std::vector<std::thread> m_workers; // last: they use all of the above
};

} // namespace weft
