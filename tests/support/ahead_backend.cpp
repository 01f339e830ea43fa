#include "tests/support/ahead_backend.h"

#include "engine/support/random.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace weft {

namespace {

class LateMailbox final : public Mailbox {
public:
    LateMailbox(int letters, size_t bytes)
        : m_letters(size_t(letters), std::vector<std::byte>(bytes))
    {
    }
    void add(int letter, size_t offset, const std::byte* device, size_t bytes) override
    {
        assert(offset + bytes <= m_letters[size_t(letter)].size());
        std::memcpy(m_letters[size_t(letter)].data() + offset, device, bytes);
    }
    void send(int) override { }
    std::span<const std::byte> open(int letter) override { return m_letters[size_t(letter)]; }

private:
    std::vector<std::vector<std::byte>> m_letters;
};

class HostTable final : public Table {
public:
    explicit HostTable(TableSource source)
        : m_source(std::move(source))
    {
        for (TableColumn& column : m_source.columns) { // what is lent goes
            m_stored.emplace_back(column.stored.begin(), column.stored.end());
            m_starts.emplace_back(column.starts.begin(), column.starts.end());
        }
    }

    void gather(int column, const std::byte* order, int64_t batch, int batches, std::byte* to,
                std::optional<uint32_t> epoch) override
    {
        const TableColumn& how = m_source.columns[size_t(column)];
        const size_t each = byteSize(how.to), slot = slotBytes(size_t(batch * how.elements) * each);
        for (int64_t i = 0; i < batch * batches; ++i) {
            uint32_t sample = 0;
            std::memcpy(&sample, order + size_t(i) * 4, 4);
            std::byte* const out = to + size_t(i / batch) * slot + size_t(i % batch * how.elements) * each;
            for (int64_t element = 0; element < how.elements; ++element)
                put(size_t(column), sample, element, out + size_t(element) * each, epoch);
        }
    }

private:
    void put(size_t index, uint32_t sample, int64_t element, std::byte* to, std::optional<uint32_t> epoch) const
    {
        const TableColumn& how = m_source.columns[index];
        const size_t each = byteSize(how.to);
        const auto run = size_t(element / how.run);
        const int64_t from = epoch ? source(how, sample, element, *epoch) : element;
        const int64_t first = m_starts[index].empty() ? int64_t(sample) * how.elements : m_starts[index][sample];
        if (how.from != how.to) {
            const auto stored = from < 0 ? 0 : size_t(m_stored[index][size_t(first + from)]);
            std::memcpy(to, how.results.data() + (run * 256 + stored) * each, each);
        } else if (from < 0) {
            std::memcpy(to, how.results.data() + run * each, each);
        } else {
            std::memcpy(to, m_stored[index].data() + size_t(first + from) * each, each);
        }
    }

    // The element that comes to a place, the last change first; -1: it comes from outside.
    int64_t source(const TableColumn& how, uint32_t sample, int64_t element, uint32_t epoch) const
    {
        const int64_t plane = element / (how.height * how.width);
        int64_t y = element / how.width % how.height, x = element % how.width;
        for (size_t i = how.changes.size(); i-- > 0;) {
            const TableChange& change = m_source.changes[size_t(how.changes[i])];
            RandomSequence random(m_source.seed, change.stream, epoch, sample);
            if (change.flips) {
                if (random.uniform() < change.probability)
                    x = how.width - 1 - x;
                continue;
            }
            x -= int64_t(random.below(uint32_t(2 * change.x + 1))) - change.x;
            y -= int64_t(random.below(uint32_t(2 * change.y + 1))) - change.y;
            if (!change.fromEdge && (x < 0 || x >= how.width || y < 0 || y >= how.height))
                return -1;
            x = std::clamp<int64_t>(x, 0, how.width - 1);
            y = std::clamp<int64_t>(y, 0, how.height - 1);
        }
        return (plane * how.height + y) * how.width + x;
    }

    TableSource m_source;
    std::vector<std::vector<std::byte>> m_stored;
    std::vector<std::vector<int64_t>> m_starts;
};

} // namespace

std::unique_ptr<Mailbox> AheadBackend::makeMailbox(int letters, size_t bytes)
{
    return std::make_unique<LateMailbox>(letters, bytes);
}

std::unique_ptr<Table> AheadBackend::makeTable(const TableSource& source, std::string& whyNot)
{
    whyNot = m_options.whyNoTable;
    return whyNot.empty() ? std::make_unique<HostTable>(source) : nullptr;
}

} // namespace weft
