#include "engine/data/loader.h"

#include "engine/data/batches/shuffle.h"
#include "engine/support/error.h"
#include "engine/support/printable.h"

#include <algorithm>

namespace weft {

Loader::Loader(const PreparedData& data, LoaderOptions options)
    : m_data(data)
    , m_options(std::move(options))
    , m_part(data.samples(m_options.part))
    , m_augmenter(data, m_options.seed)
{
    assert(m_options.batchSize > 0 && m_options.threads >= 0 && m_options.prefetch > 0);
    m_options.batchSize = std::min(m_options.batchSize, std::max<int64_t>(samples(), 1));
    for (const FedColumn& fed : m_options.columns) {
        const Column* column = data.data.find(fed.column);
        if (!column)
            throw Error("The data has no column “" + printable(fed.column) + "”; choose another for this input.");
        const auto index = size_t(column - data.data.columns.data());
        m_columns.push_back(int(index));
        m_converters.emplace_back(*column, data.affine[index], fed.dtype);
    }
    m_slots.resize(m_options.threads == 0 ? 1 : size_t(m_options.prefetch) + 1);
    for (Slot& slot : m_slots) {
        slot.batch.columns.resize(m_columns.size());
        for (const Converter& converter : m_converters) {
            size_t bytes =
                checkedBytes(m_options.batchSize, {int64_t(converter.bytesPerSample())}, DType::u8, "A batch") + 64;
            slot.memory.push_back(std::make_unique_for_overwrite<std::byte[]>(bytes));
            void* aligned = slot.memory.back().get();
            slot.columns.push_back(static_cast<std::byte*>(std::align(64, bytes - 64, aligned, bytes)));
        }
    }
    m_order.assign(m_part.begin(), m_part.end());
    m_taken = m_next = batches(); // nothing to do before start()
    m_augmenter.reserve(m_scratch.augment);
    try {
        for (int i = 0; i < m_options.threads; ++i)
            m_workers.emplace_back([this] { work(); });
    } catch (...) {
        stop();
        throw Error("No thread could be started to prepare batches; the machine may be out of memory.");
    }
}

Loader::~Loader()
{
    stop();
}

void Loader::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_roomMade.notify_all();
    for (std::thread& worker : m_workers)
        worker.join();
}

void Loader::start(int64_t epoch, int64_t firstBatch)
{
    assert(epoch >= 0 && firstBatch >= 0);
    std::unique_lock lock(m_mutex);
    m_taken = batches(); // so that no worker takes another
    m_batchDone.wait(lock, [this] { return m_busy == 0; });
    m_epoch = uint32_t(epoch);
    if (m_options.shuffle) {
        std::ranges::copy(m_part, m_order.begin());
        shuffleEpoch(m_order, m_options.seed, m_epoch);
    }
    for (Slot& slot : m_slots)
        slot.ready = -1;
    m_taken = m_next = m_held = std::min(firstBatch, batches());
    m_roomMade.notify_all();
}

const Batch* Loader::next()
{
    if (m_workers.empty()) {
        if (m_next >= batches())
            return nullptr;
        fill(m_slots[0], m_next, m_scratch);
        ++m_next;
        return &m_slots[0].batch;
    }
    std::unique_lock lock(m_mutex);
    if (m_next >= batches())
        return nullptr;
    m_held = m_next; // the batch that was lent goes back
    m_roomMade.notify_all();
    Slot& slot = m_slots[size_t(m_next) % m_slots.size()];
    m_batchDone.wait(lock, [&] { return slot.ready == m_next; });
    if (slot.error)
        std::rethrow_exception(slot.error);
    ++m_next;
    return &slot.batch;
}

void Loader::work()
{
    Scratch scratch;
    m_augmenter.reserve(scratch.augment);
    std::unique_lock lock(m_mutex);
    while (true) {
        m_roomMade.wait(
            lock, [this] { return m_stopping || (m_taken < batches() && m_taken < m_held + int64_t(m_slots.size())); });
        if (m_stopping)
            return;
        const int64_t batch = m_taken++;
        Slot& slot = m_slots[size_t(batch) % m_slots.size()];
        ++m_busy;
        lock.unlock();
        std::exception_ptr error;
        try {
            fill(slot, batch, scratch);
        } catch (...) {
            error = std::current_exception();
        }
        lock.lock();
        slot.error = error;
        slot.ready = batch;
        --m_busy;
        m_batchDone.notify_all();
    }
}

void Loader::fill(Slot& slot, int64_t batch, Scratch& scratch) const
{
    const int64_t first = batch * m_options.batchSize;
    const int64_t size = std::min(m_options.batchSize, samples() - first);
    slot.batch.index = batch;
    slot.batch.size = size;
    slot.batch.samples = std::span(m_order).subspan(size_t(first), size_t(size));
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const Column& column = m_data.data.columns[size_t(m_columns[i])];
        std::byte* out = slot.columns[i];
        for (const int64_t sample : slot.batch.samples) {
            std::span<const std::byte> stored = storedSample(column, sample, scratch.stored);
            if (m_options.augment)
                stored = m_augmenter.apply(m_columns[i], stored, m_epoch, sample, scratch.augment);
            m_converters[i].convert(stored, out);
            out += m_converters[i].bytesPerSample();
        }
        slot.batch.columns[i] = {slot.columns[i], size_t(size) * m_converters[i].bytesPerSample()};
    }
}

} // namespace weft
