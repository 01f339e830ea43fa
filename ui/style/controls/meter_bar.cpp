#include "ui/style/controls/meter_bar.h"

#include "ui/style/style.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace weft {

MeterBar::MeterBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void MeterBar::setParts(std::vector<Part> parts, double whole)
{
    m_parts = std::move(parts);
    m_whole = whole;
    update();
}

void MeterBar::setValue(double share, const QColor& colour)
{
    setParts({{{}, std::clamp(share, 0.0, 1.0), colour}}, 1);
}

void MeterBar::setTick(std::optional<double> amount)
{
    m_tick = amount;
    update();
}

void MeterBar::setThickness(double designPixels)
{
    m_thickness = designPixels;
    updateGeometry();
}

QSize MeterBar::sizeHint() const
{
    return {Style::get().px(120), Style::get().px(m_thickness + 4)};
}

void MeterBar::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double high = style.px(m_thickness);
    const QRectF bar(0, qRound((height() - high) / 2), width(), high);
    const double radius = std::min<double>(style.px(3), high / 2);
    QPainterPath outline;
    outline.addRoundedRect(bar, radius, radius);
    painter.fillPath(outline, theme().surface.inset);
    painter.save();
    painter.setClipPath(outline);
    double x = 0;
    for (const Part& part : m_parts) {
        const double wide = m_whole > 0 ? std::max(0.0, part.amount) / m_whole * bar.width() : 0;
        const double to = std::min(x + wide, bar.width());
        if (to > x)
            painter.fillRect(
                QRectF(x, bar.top(), std::max(1.0, to - x - (to < bar.width() && m_parts.size() > 1 ? 1 : 0)), high),
                part.colour.isValid() ? part.colour : theme().accent.line);
        x = to;
    }
    painter.restore();
    painter.setPen(QPen(theme().line.subtle, 1));
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (m_tick && m_whole > 0) {
        const double at = std::clamp(*m_tick / m_whole, 0.0, 1.0) * (bar.width() - 2);
        painter.fillRect(QRectF(qRound(at), bar.top() - 2, 2, high + 4), theme().text.primary);
    }
}

} // namespace weft
