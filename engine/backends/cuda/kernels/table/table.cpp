#include "engine/backends/cuda/kernels/table/table.h"

#include "engine/backends/cuda/kernels.h"

#include <algorithm>
#include <array>
#include <bit>

namespace weft::cuda {

namespace {

constexpr size_t mostChanges = 4;
constexpr int threads = 256;
constexpr int64_t mostElements = int64_t(1) << 30; // of a sample: they are counted in 32 bits

struct Change { // as the kernel declares it
    int32_t flips, fromEdge;
    float probability;
    int32_t x, y;
    uint32_t stream;
};
struct Changes {
    uint64_t seed = 0;
    int32_t count = 0;
    uint32_t epoch = 0;
    std::array<Change, mostChanges> all = {};
};

class CudaTable final : public Table {
public:
    CudaTable(const TableSource& source, Device& device, Transfer& transfer)
        : m_device(device)
    {
        for (const TableColumn& column : source.columns)
            add(source, column, transfer);
    }

    void gather(int column, const std::byte* order, int64_t batch, int batches, std::byte* to,
                std::optional<uint32_t> epoch) override
    {
        m_device.makeCurrent();
        Column& it = m_columns[size_t(column)];
        const size_t element = byteSize(it.to);
        const auto slot = int64_t(slotBytes(size_t(batch * it.elements) * element) / element);
        Changes changes = it.changes;
        changes.epoch = epoch.value_or(0);
        if (!epoch)
            changes.count = 0;
        const auto place = [](const std::unique_ptr<DeviceMemory>& memory) {
            return memory == nullptr ? nullptr : memory->data();
        };
        const int64_t samples = batch * batches;
        it.function.launch(gridFor(samples * it.lanes, threads), place(it.stored), place(it.starts), place(it.results),
                           order, to, samples, batch, slot, changes);
    }

private:
    struct Column {
        std::unique_ptr<DeviceMemory> stored, starts, results;
        DType to = DType::f32;
        int64_t elements = 0;
        int64_t lanes = 1; // threads that take a sample
        Changes changes = {};
        Function function;
    };

    void add(const TableSource& source, const TableColumn& from, Transfer& transfer)
    {
        Column& column = m_columns.emplace_back();
        const auto keep = [&](std::span<const std::byte> bytes) {
            auto memory = std::make_unique<DeviceMemory>(m_device, bytes.size());
            transfer.upload(memory->data(), bytes);
            return memory;
        };
        column.stored = keep(from.stored);
        if (!from.starts.empty())
            column.starts = keep(std::as_bytes(from.starts));
        column.results = keep(from.results);
        column.to = from.to;
        column.elements = from.elements;
        column.lanes = int64_t(std::bit_ceil(uint64_t(std::clamp<int64_t>(from.elements, 1, threads))));
        column.changes.seed = source.seed;
        for (const int index : from.changes) {
            const TableChange& change = source.changes[size_t(index)];
            column.changes.all[size_t(column.changes.count++)] = {.flips = change.flips,
                                                                  .fromEdge = change.fromEdge,
                                                                  .probability = change.probability,
                                                                  .x = change.x,
                                                                  .y = change.y,
                                                                  .stream = change.stream};
        }
        const std::string definitions = std::string(kernelText("philox")) + "typedef " + typeName(from.to)
            + " T;\ntypedef " + typeName(from.from) + " STORED;\n" + define("CONVERTS", from.from != from.to)
            + define("ELEMENTS", from.elements) + define("HEIGHT", from.height) + define("WIDTH", from.width)
            + define("RUN", from.run) + define("LANES", column.lanes) + define("MOST_CHANGES", mostChanges);
        column.function = m_device.function(kernelSource("table", definitions), "gatherSamples");
    }

    Device& m_device;
    std::vector<Column> m_columns;
};

} // namespace

std::unique_ptr<Table> makeTable(const TableSource& source, Device& device, Transfer& transfer, std::string& whyNot)
{
    size_t bytes = 0;
    for (const TableColumn& column : source.columns) {
        if (column.changes.size() > mostChanges || column.elements > mostElements
            || (column.from != column.to && column.from != DType::u8)) {
            whyNot = "the GPU does not make such batches";
            return nullptr;
        }
        bytes += column.stored.size() + column.starts.size_bytes() + column.results.size();
    }
    device.makeCurrent();
    size_t free = 0, total = 0;
    check(device.driver().cuMemGetInfo(&free, &total));
    if (bytes > free / 2) {
        whyNot = "the data takes " + std::to_string((bytes >> 20) + 1) + " MiB, more than half of the GPU's "
            + std::to_string(free >> 20) + " MiB that are free";
        return nullptr;
    }
    return std::make_unique<CudaTable>(source, device, transfer);
}

} // namespace weft::cuda
