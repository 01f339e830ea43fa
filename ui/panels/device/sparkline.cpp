#include "ui/panels/device/sparkline.h"

#include "ui/style/style.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace weft {

Sparkline::Sparkline(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Sparkline::setRange(double least, double most)
{
    m_least = least;
    m_most = most;
    update();
}

void Sparkline::setColour(const QColor& colour)
{
    m_colour = colour;
    update();
}

void Sparkline::add(double value)
{
    m_values.push_back(value);
    if (m_values.size() > length)
        m_values.pop_front();
    update();
}

void Sparkline::clear()
{
    m_values.clear();
    update();
}

QSize Sparkline::sizeHint() const
{
    return {Style::get().px(130), Style::get().px(20)};
}

QSize Sparkline::minimumSizeHint() const
{
    return {Style::get().px(40), Style::get().px(20)};
}

std::pair<double, double> Sparkline::range() const
{
    if (m_least < m_most)
        return {m_least, m_most};
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    for (const double value : m_values) {
        if (!std::isfinite(value))
            continue;
        least = std::min(least, value);
        most = std::max(most, value);
    }
    if (!(least <= most))
        return {0, 1};
    const double margin = std::max((most - least) * 0.2, std::abs(most) * 0.02 + 1e-9);
    return {least - margin, most + margin};
}

void Sparkline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0, 2, 0, -2);
    painter.setPen(QPen(theme().line.subtle, 1));
    painter.drawLine(QLineF(box.left(), box.bottom() + 0.5, box.right(), box.bottom() + 0.5));
    const auto [least, most] = range();
    QPolygonF line;
    const auto draw = [&] {
        if (line.size() > 1) {
            QPainterPath area;
            area.addPolygon(line);
            area.lineTo(line.back().x(), box.bottom());
            area.lineTo(line.front().x(), box.bottom());
            QColor fill = m_colour;
            fill.setAlphaF(0.18F);
            painter.fillPath(area, fill);
            painter.setPen(QPen(m_colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPolyline(line);
        }
        line.clear();
    };
    const double step = box.width() / double(length - 1);
    double x = box.right() - step * double(m_values.size() - 1);
    for (const double value : m_values) {
        if (std::isfinite(value)) {
            const double share = std::clamp((value - least) / (most - least), 0.0, 1.0);
            line << QPointF(x, box.bottom() - share * (box.height() - 1));
        } else {
            draw();
        }
        x += step;
    }
    draw();
}

} // namespace weft
