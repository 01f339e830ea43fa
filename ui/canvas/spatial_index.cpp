#include "ui/canvas/spatial_index.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

constexpr double finest = 512;
constexpr int mostLevels = 40;

int cellAt(double value, double size)
{
    constexpr double limit = 1e9; // documents may hold any number
    return int(std::floor(std::clamp(value / size, -limit, limit)));
}

bool touch(const QRectF& a, const QRectF& b) // as intersects(), but lines and points count
{
    return a.left() <= b.right() && b.left() <= a.right() && a.top() <= b.bottom() && b.top() <= a.bottom();
}

} // namespace

double SpatialIndex::cellSize(int level)
{
    return std::ldexp(finest, 2 * level);
}

void SpatialIndex::clear()
{
    m_entries.clear();
    m_levels.clear();
    m_size = 0;
}

void SpatialIndex::insert(int handle, const QRectF& rect)
{
    if (size_t(handle) >= m_entries.size())
        m_entries.resize(size_t(handle) + 1);
    Entry& entry = m_entries[size_t(handle)];
    entry.rect = rect;
    int level = 0;
    while (level + 1 < mostLevels && std::max(rect.width(), rect.height()) > 2 * cellSize(level))
        ++level;
    const double size = cellSize(level);
    entry.level = level;
    entry.x0 = cellAt(rect.left(), size);
    entry.x1 = cellAt(rect.right(), size);
    entry.y0 = cellAt(rect.top(), size);
    entry.y1 = cellAt(rect.bottom(), size);
    if (size_t(level) >= m_levels.size())
        m_levels.resize(size_t(level) + 1);
    Level& at = m_levels[size_t(level)];
    for (int y = entry.y0; y <= entry.y1; ++y) {
        for (int x = entry.x0; x <= entry.x1; ++x)
            at.cells[key(x, y)].push_back(handle);
    }
    ++at.entries;
    ++m_size;
}

void SpatialIndex::remove(int handle)
{
    if (size_t(handle) >= m_entries.size() || m_entries[size_t(handle)].level < 0)
        return;
    Entry& entry = m_entries[size_t(handle)];
    Level& at = m_levels[size_t(entry.level)];
    for (int y = entry.y0; y <= entry.y1; ++y) {
        for (int x = entry.x0; x <= entry.x1; ++x) {
            const auto cell = at.cells.find(key(x, y));
            std::erase(cell->second, handle);
            if (cell->second.empty())
                at.cells.erase(cell);
        }
    }
    --at.entries;
    entry.level = -1;
    --m_size;
}

void SpatialIndex::move(int handle, const QRectF& rect)
{
    remove(handle);
    insert(handle, rect);
}

void SpatialIndex::query(const QRectF& area, std::vector<int>& out) const
{
    out.clear();
    if (++m_stamp == 0) { // wrapped: no old mark may look new
        for (const Entry& entry : m_entries)
            entry.seen = 0;
        m_stamp = 1;
    }
    const auto take = [&](const std::vector<int>& cell) {
        for (const int handle : cell) {
            const Entry& entry = m_entries[size_t(handle)];
            if (entry.seen != m_stamp && touch(entry.rect, area)) {
                entry.seen = m_stamp;
                out.push_back(handle);
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
                take(cell);
            continue;
        }
        for (int y = y0; y <= y1; ++y) {
            for (int x = x0; x <= x1; ++x) {
                const auto cell = at.cells.find(key(x, y));
                if (cell != at.cells.end())
                    take(cell->second);
            }
        }
    }
    std::ranges::sort(out);
}

std::vector<int> SpatialIndex::query(const QRectF& area) const
{
    std::vector<int> out;
    query(area, out);
    return out;
}

} // namespace weft
