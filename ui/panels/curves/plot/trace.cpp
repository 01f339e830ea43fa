#include "ui/panels/curves/plot/trace.h"

#include <cmath>

namespace weft {

namespace {

// Values with their steps: those of a curve, or of its smoothed form.
struct Samples {
    const Pyramid& values;
    std::function<double(size_t)> step;
    std::function<size_t(double)> indexFrom;
};

class Tracer {
public:
    Tracer(const Samples& samples, const PixelMap& map, bool lastOnly = false)
        : m_samples(samples)
        , m_map(map)
        , m_lastOnly(lastOnly)
    {
    }

    std::vector<QPolygonF> trace()
    {
        const size_t size = m_samples.values.size();
        size_t first = m_samples.indexFrom(m_map.stepOfX(m_map.left));
        size_t last = m_samples.indexFrom(m_map.stepOfX(m_map.right));
        // The neighbours outside, so that the line runs to the edges.
        first -= first > 0 ? 1 : 0;
        last = std::min(size, last + 1);
        if (first >= last)
            return {};
        const double columns = (m_map.right - m_map.left) / m_map.column;
        if (double(last - first) <= 4 * columns)
            addAll(first, last);
        else
            addColumns(first, last);
        endPart();
        return std::move(m_parts);
    }

private:
    void addAll(size_t first, size_t last)
    {
        for (size_t i = first; i < last; ++i) {
            const float value = m_samples.values[i];
            if (std::isfinite(value))
                add(m_map.xOfStep(m_samples.step(i)), value);
            else
                endPart();
        }
    }

    void addColumns(size_t first, size_t last)
    {
        if (std::isfinite(m_samples.values[first]))
            add(m_map.xOfStep(m_samples.step(first)), m_samples.values[first]);
        size_t begin = first + 1;
        for (double x = m_map.left; begin < last; x += m_map.column) {
            const bool isLast = x + m_map.column >= m_map.right;
            const size_t end =
                isLast ? last : std::clamp(m_samples.indexFrom(m_map.stepOfX(x + m_map.column)), begin, last);
            if (end > begin)
                addColumn(x, begin, end);
            begin = end;
            if (isLast)
                break;
        }
    }

    void addColumn(double x, size_t begin, size_t end)
    {
        const Pyramid::Summary summary = m_samples.values.summary(begin, end);
        if (summary.isEmpty()) {
            endPart();
            return;
        }
        const float first = m_samples.values[begin];
        const float last = m_samples.values[end - 1];
        if (m_lastOnly && std::isfinite(first) && std::isfinite(last)) {
            add(x + m_map.column, last);
            return;
        }
        if (!std::isfinite(first))
            endPart();
        else
            add(x, first);
        add(x + m_map.column / 2, summary.min);
        add(x + m_map.column / 2, summary.max);
        if (!std::isfinite(last))
            endPart();
        else
            add(x + m_map.column, last);
    }

    void add(double x, float value) { m_part << QPointF(x, m_map.yOfValue(double(value))); }

    void endPart()
    {
        if (!m_part.isEmpty())
            m_parts.push_back(std::move(m_part));
        m_part = {};
    }

    const Samples& m_samples;
    const PixelMap& m_map;
    bool m_lastOnly;
    QPolygonF m_part;
    std::vector<QPolygonF> m_parts;
};

} // namespace

std::vector<QPolygonF> trace(const Curve& curve, const PixelMap& map)
{
    const Samples samples = {.values = curve.values,
                             .step = [&](size_t i) { return double(curve.step(i)); },
                             .indexFrom = [&](double step) { return curve.indexFrom(step); }};
    return Tracer(samples, map).trace();
}

std::vector<QRectF> traceBand(const Curve& curve, const PixelMap& map)
{
    std::vector<QRectF> bars;
    size_t begin = curve.indexFrom(map.stepOfX(map.left));
    const size_t last = curve.indexFrom(map.stepOfX(map.right));
    const double columns = (map.right - map.left) / map.column;
    if (columns < 1 || last <= begin || double(last - begin) <= 8 * columns)
        return bars;
    bars.reserve(size_t(columns) + 1);
    double before = std::numeric_limits<double>::quiet_NaN(); // where the last column left off
    for (int column = 0; begin < last; ++column) {
        const double x = map.left + column * map.column;
        const bool isLast = x + map.column >= map.right;
        const size_t end = isLast ? last : std::clamp(curve.indexFrom(map.stepOfX(x + map.column)), begin, last);
        const Pyramid::Summary summary = curve.values.summary(begin, end);
        if (!summary.isEmpty()) {
            double top = map.yOfValue(double(summary.max));
            double bottom = map.yOfValue(double(summary.min));
            if (std::isfinite(before)) {
                top = std::min(top, before);
                bottom = std::max(bottom, before);
            }
            bars.emplace_back(x, top, map.column, std::max(bottom - top, map.column));
        }
        const float left = end > begin ? curve.values[end - 1] : std::numeric_limits<float>::quiet_NaN();
        before = std::isfinite(left) ? map.yOfValue(double(left)) : std::numeric_limits<double>::quiet_NaN();
        begin = end;
    }
    return bars;
}

std::vector<QPolygonF> trace(const Curve& curve, const Smoothed& smoothed, const PixelMap& map)
{
    const Samples samples = {
        .values = smoothed.values(),
        .step = [&](size_t i) { return double(curve.step(smoothed.indexIn(curve, i))); },
        // The block that holds the first value at or after the step ends there or later.
        .indexFrom = [&](double step) { return std::min(curve.indexFrom(step) / smoothed.grain(), smoothed.size()); }};
    return Tracer(samples, map, true).trace();
}

} // namespace weft
