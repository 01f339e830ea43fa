#include "engine/train/network/resident_data.h"

#include "engine/data/batches/shuffle.h"
#include "engine/support/out_of_memory.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace weft {

namespace {

// A column as the device keeps it. What is not u8 is kept as it is fed, since that is computed but once then.
struct Kept {
    TableColumn column = {};
    std::vector<std::byte> converted = {}; // unless the stored numbers are kept themselves
};

bool isPicture(const Column& column)
{
    return (column.kind == ColumnKind::image || column.kind == ColumnKind::classMap) && column.shape.rank() >= 2;
}

// "" or why it cannot be kept.
std::string keep(const PreparedData& data, size_t index, const Affine& affine, DType to, Kept& kept)
{
    const Column& column = data.data.columns[index];
    if (!column.files.empty())
        return "“" + column.name + "” is decoded as it is needed";
    const Converter converter(column, affine, to);
    const bool isCopied = column.dtype == to && affine.isIdentity();
    if (!column.starts.empty() && !isCopied)
        return "the samples of “" + column.name + "” overlap";
    TableColumn& out = kept.column;
    out.from = column.dtype == DType::u8 ? DType::u8 : to;
    out.to = to;
    out.elements = column.elements();
    out.starts = column.starts;
    out.stored = column.bytes;
    if (isPicture(column)) {
        out.height = column.shape[-2];
        out.width = column.shape[-1];
    }
    for (size_t i = 0; i < data.augmentations.size(); ++i) {
        if (std::ranges::count(data.augmentations[i].columns, int(index)))
            out.changes.push_back(int(i));
    }
    // What single stored numbers become, a run after the other: a sample is made of them.
    const auto runs = int64_t(affine.shift.size());
    out.run = std::max<int64_t>(1, out.elements / runs);
    Column probe = {.name = column.name, .kind = column.kind, .dtype = column.dtype, .shape = {runs}};
    const Converter single(probe, affine, to);
    const bool isByte = column.dtype == DType::u8;
    const size_t each = byteSize(to), choices = isByte ? 256 : 1;
    std::vector<std::byte> stored(probe.sampleBytes()), results(single.bytesPerSample());
    out.results.resize(size_t(runs) * choices * each);
    for (size_t number = 0; number < choices; ++number) {
        if (isByte)
            std::ranges::fill(stored, std::byte(number));
        else if (column.kind == ColumnKind::classMap) // what comes in from outside is not counted
            std::ranges::fill(stored, std::byte(0xff)); // -1
        single.convert(stored, results.data());
        for (size_t run = 0; run < size_t(runs); ++run)
            std::copy_n(results.begin() + ptrdiff_t(run * each), each,
                        out.results.begin() + ptrdiff_t((run * choices + number) * each));
    }
    if (!isByte && !isCopied) {
        kept.converted.resize(size_t(data.data.size) * converter.bytesPerSample());
        std::vector<std::byte> scratch;
        for (int64_t sample = 0; sample < data.data.size; ++sample)
            converter.convert(storedSample(column, sample, scratch),
                              kept.converted.data() + size_t(sample) * converter.bytesPerSample());
        out.stored = kept.converted;
    }
    return "";
}

TableChange changeOf(const Augmentation& step, size_t index)
{
    return {.flips = step.kind == Augmentation::Kind::flip,
            .fromEdge = step.border == Augmentation::Border::edge,
            .probability = float(step.probability),
            .x = step.x,
            .y = step.y,
            .stream = augmentStream(index)};
}

} // namespace

std::unique_ptr<ResidentData> ResidentData::make(Backend& backend, const PreparedData& data,
                                                 const std::vector<FedColumn>& columns, uint64_t seed,
                                                 std::string& whyNot)
{
    if (!backend.keepsTables())
        return nullptr;
    if (data.data.size > std::numeric_limits<int32_t>::max()) {
        whyNot = "it has too many samples";
        return nullptr;
    }
    std::vector<Kept> kept(columns.size());
    TableSource source {.seed = seed};
    for (size_t i = 0; i < columns.size(); ++i) {
        const Column* column = data.data.find(columns[i].column);
        assert(column != nullptr); // or it would not have been matched
        const auto index = size_t(column - data.data.columns.data());
        whyNot = keep(data, index, data.affine[index], columns[i].dtype, kept[i]);
        if (!whyNot.empty())
            return nullptr;
        source.columns.push_back(kept[i].column);
    }
    for (size_t i = 0; i < data.augmentations.size(); ++i)
        source.changes.push_back(changeOf(data.augmentations[i], i));
    try {
        std::unique_ptr<Table> table = backend.makeTable(source, whyNot);
        if (table == nullptr)
            return nullptr;
        return std::unique_ptr<ResidentData>(new ResidentData(backend, std::move(table)));
    } catch (const OutOfMemory& error) { // others use the device
        whyNot = error.fact;
        return nullptr;
    }
}

ResidentPart::ResidentPart(ResidentData& resident, const PreparedData& data, const ResidentOptions& options)
    : m_resident(resident)
    , m_part(data.samples(options.part))
    , m_options(options)
    , m_order(m_part)
    , m_numbers(m_part.size())
    , m_onDevice(resident.backend().allocate(std::max<size_t>(1, m_part.size() * sizeof(uint32_t))))
{
    m_nextOrder = m_part;
}

void ResidentPart::getReady(int64_t epoch)
{
    if (!m_options.shuffle || m_nextEpoch == epoch)
        return;
    std::ranges::copy(m_part, m_nextOrder.begin());
    shuffleEpoch(m_nextOrder, m_options.seed, uint32_t(epoch));
    m_nextEpoch = epoch;
}

void ResidentPart::start(int64_t epoch)
{
    m_epoch = uint32_t(epoch);
    getReady(epoch);
    std::ranges::copy(m_nextOrder, m_order.begin());
    std::ranges::transform(m_order, m_numbers.begin(), [](int64_t sample) { return uint32_t(sample); });
    m_resident.backend().upload(m_onDevice->data(), std::as_bytes(std::span<const uint32_t>(m_numbers)));
}

void ResidentPart::feed(ReadyStep& step, int64_t firstBatch, int batches)
{
    const std::byte* const order = m_onDevice->data() + size_t(firstBatch * m_options.batchSize) * sizeof(uint32_t);
    for (size_t feed = 0; feed < step.step().feeds.size(); ++feed) {
        if (step.uses(feed))
            m_resident.table().gather(int(feed), order, step.batch(), batches, step.feedPlace(feed),
                                      m_options.augment ? std::optional(m_epoch) : std::nullopt);
    }
}

} // namespace weft
