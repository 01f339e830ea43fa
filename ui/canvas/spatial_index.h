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
    // Handles whose rectangles touch the area, each once, ascending.
    void query(const QRectF& area, std::vector<int>& out) const;
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
    static uint64_t key(int x, int y) { return uint64_t(uint32_t(x)) << 32 | uint32_t(y); }

    std::vector<Entry> m_entries; // by handle
    std::vector<Level> m_levels;
    size_t m_size = 0;
    mutable uint32_t m_stamp = 0;
};

} // namespace weft
