#include "ui/session/curves/pyramid.h"

#include <algorithm>
#include <cmath>

namespace weft {

void Pyramid::Summary::add(float value)
{
    if (!std::isfinite(value))
        return;
    min = std::min(min, value);
    max = std::max(max, value);
    if (value > 0)
        leastPositive = std::min(leastPositive, value);
    ++count;
    mean += float((double(value) - double(mean)) / count);
}

void Pyramid::Summary::add(const Summary& other)
{
    if (other.isEmpty())
        return;
    min = std::min(min, other.min);
    max = std::max(max, other.max);
    leastPositive = std::min(leastPositive, other.leastPositive);
    const double all = double(count) + double(other.count);
    mean = float(double(mean) * (double(count) / all) + double(other.mean) * (double(other.count) / all));
    count += other.count;
}

void Pyramid::append(float value)
{
    if (!std::isfinite(value))
        appendGap(value);
    size_t index = m_values.size();
    m_values.push_back(value);
    // Every level holds the summary that the value falls into, so that no level ever needs to be closed.
    for (size_t level = 0;; ++level) {
        index /= branching;
        if (level == m_levels.size()) {
            if (index == 0 && level > 0)
                return; // the level below has one summary: that is the top
            m_levels.emplace_back();
            if (level > 0) { // a new top: what there is already becomes its first
                Summary& first = m_levels.back().emplace_back();
                for (size_t i = 0; i < branching; ++i)
                    first.add(m_levels[level - 1][i]);
            }
        }
        if (index == m_levels[level].size())
            m_levels[level].emplace_back();
        m_levels[level].back().add(value);
    }
}

void Pyramid::append(std::span<const float> values)
{
    for (const float value : values)
        append(value);
}

void Pyramid::appendGap(float value)
{
    const auto kind = std::isnan(value) ? Gap::Kind::notANumber
        : value > 0                     ? Gap::Kind::infinite
                                        : Gap::Kind::minusInfinite;
    const size_t index = m_values.size();
    if (!m_gaps.empty() && m_gaps.back().last + 1 == index && m_gaps.back().kind == kind)
        m_gaps.back().last = index;
    else
        m_gaps.push_back({index, index, kind});
}

void Pyramid::truncate(size_t size)
{
    if (size >= m_values.size())
        return;
    ++m_rewinds;
    m_values.resize(size);
    while (!m_gaps.empty() && m_gaps.back().first >= size)
        m_gaps.pop_back();
    if (!m_gaps.empty() && size > 0)
        m_gaps.back().last = std::min(m_gaps.back().last, size - 1);
    size_t below = size; // items of the level below
    for (size_t level = 0; level < m_levels.size(); ++level) {
        const size_t count = (below + branching - 1) / branching;
        if (count == 0 || (level > 0 && below <= 1)) {
            m_levels.resize(level);
            return;
        }
        m_levels[level].resize(count);
        Summary& last = m_levels[level].back();
        last = {};
        for (size_t i = (count - 1) * branching; i < below; ++i)
            last.add(block(int(level), i));
        below = count;
    }
}

Pyramid::Summary Pyramid::block(int level, size_t index) const
{
    if (level > 0)
        return m_levels[size_t(level) - 1][index];
    Summary one;
    one.add(m_values[index]);
    return one;
}

Pyramid::Summary Pyramid::summary(size_t first, size_t last) const
{
    Summary found;
    last = std::min(last, m_values.size());
    // Climbs from both ends: loose items of a level, then the whole summaries between them one level up.
    for (size_t level = 0; first < last; ++level) {
        const bool isTop = level == m_levels.size();
        const size_t wholeFirst = (first + branching - 1) / branching * branching;
        const size_t wholeLast = last / branching * branching;
        const auto add = [&](size_t from, size_t to) {
            for (size_t i = from; i < to; ++i) {
                if (level == 0)
                    found.add(m_values[i]);
                else
                    found.add(m_levels[level - 1][i]);
            }
        };
        if (isTop || wholeFirst >= wholeLast) {
            add(first, last);
            return found;
        }
        add(first, wholeFirst);
        add(wholeLast, last);
        first = wholeFirst / branching;
        last = wholeLast / branching;
    }
    return found;
}

std::vector<Pyramid::Gap>::const_iterator Pyramid::gapFrom(size_t index) const
{
    return std::ranges::lower_bound(m_gaps, index, {}, &Gap::last);
}

size_t Pyramid::bytes() const
{
    size_t all = m_values.capacity() * sizeof(float) + m_gaps.capacity() * sizeof(Gap);
    for (const auto& level : m_levels)
        all += level.capacity() * sizeof(Summary);
    return all;
}

} // namespace weft
