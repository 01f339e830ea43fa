#include "ui/canvas/scene/spatial_index.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

constexpr double finest = 512;
constexpr int mostLevels = 40;

} // namespace

double SpatialIndex::cellSize(int level)
{
    return std::ldexp(finest, 2 * level);
}

int SpatialIndex::cellAt(double value, double size)
{
    constexpr double limit = 1e9; // documents may hold any number
    return int(std::floor(std::clamp(value / size, -limit, limit)));
}

uint32_t SpatialIndex::nextStamp() const
{
    if (++m_stamp == 0) { // wrapped: no old mark may look new
        for (const Entry& entry : m_entries)
            entry.seen = 0;
        m_stamp = 1;
    }
    return m_stamp;
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

std::vector<int> SpatialIndex::query(const QRectF& area) const
{
    std::vector<int> out;
    visit(area, [&out](int handle) { out.push_back(handle); });
    std::ranges::sort(out);
    return out;
}

} // namespace weft
