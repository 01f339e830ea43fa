#pragma once

#include <QRectF>

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace weft {

// Rectangles with handles, found by area: a hash of square cells; what covers many cells lies in a coarser level.
// Inserting, moving and removing cost the cells covered (at most nine), a query the cells and hits of its area.
class SpatialIndex {
public:
    void clear();
    void insert(int handle, const QRectF& rect);
    void remove(int handle);
    void move(int handle, const QRectF& rect);
    // Calls take(handle) for what touches the area, each once, in no order. Not to be nested.
    template <typename Take> void visit(const QRectF& area, Take take) const;
    // The same, ascending.
    std::vector<int> query(const QRectF& area) const;
    size_t size() const { return m_size; }

private:
    struct Entry {
        QRectF rect;
        int level = -1; // −1: not there
        int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
        mutable uint32_t seen = 0;
    };
    struct Level {
        std::unordered_map<uint64_t, std::vector<int>> cells;
        size_t entries = 0;
    };
    static double cellSize(int level);
    static int cellAt(double value, double size);
    static uint64_t key(int x, int y) { return uint64_t(uint32_t(x)) << 32 | uint32_t(y); }
    static bool touch(const QRectF& a, const QRectF& b) // as intersects(), but lines and points count
    {
        return a.left() <= b.right() && b.left() <= a.right() && a.top() <= b.bottom() && b.top() <= a.bottom();
    }
    uint32_t nextStamp() const;

    std::vector<Entry> m_entries; // by handle
    std::vector<Level> m_levels;
    size_t m_size = 0;
    mutable uint32_t m_stamp = 0;
};

template <typename Take> void SpatialIndex::visit(const QRectF& area, Take take) const
{
    const uint32_t stamp = nextStamp();
    const auto visitCell = [&](const std::vector<int>& cell) {
        for (const int handle : cell) {
            const Entry& entry = m_entries[size_t(handle)];
            if (entry.seen != stamp && touch(entry.rect, area)) {
                entry.seen = stamp;
                take(handle);
            }
        }
    };
    for (size_t level = 0; level < m_levels.size(); ++level) {
        const Level& at = m_levels[level];
        if (at.entries == 0)
            continue;
        const double size = cellSize(int(level));
        const int x0 = cellAt(area.left(), size), x1 = cellAt(area.right(), size);
        const int y0 = cellAt(area.top(), size), y1 = cellAt(area.bottom(), size);
        if ((double(x1) - x0 + 1) * (double(y1) - y0 + 1) > double(at.cells.size())) {
            for (const auto& [place, cell] : at.cells) // a wide area over few cells
                visitCell(cell);
            continue;
        }
        for (int y = y0; y <= y1; ++y) {
            for (int x = x0; x <= x1; ++x) {
                const auto cell = at.cells.find(key(x, y));
                if (cell != at.cells.end())
                    visitCell(cell->second);
            }
        }
    }
}

} // namespace weft
