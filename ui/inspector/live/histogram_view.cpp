#include "ui/inspector/live/histogram_view.h"

#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QPainter>

#include <algorithm>

namespace weft {

HistogramView::HistogramView(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void HistogramView::show(const Histogram& histogram, const QColor& colour)
{
    m_histogram = histogram;
    m_colour = colour;
    QString words = tr("mean %1, deviation %2").arg(formatSmall(histogram.mean), formatSmall(histogram.deviation));
    if (histogram.notFinite > 0)
        words += QStringLiteral(", ") + tr("%1 not finite").arg(formatExact(histogram.notFinite));
    setToolTip(words);
    setAccessibleDescription(words);
    update();
}

QSize HistogramView::sizeHint() const
{
    return {Style::get().px(160), Style::get().px(64)};
}

void HistogramView::paintEvent(QPaintEvent*)
{
    if (m_histogram.counts.empty())
        return;
    const Style& style = Style::get();
    QPainter painter(this);
    const QRectF box(style.px(19), 0, width() - style.px(31), height() - style.px(16));
    const int64_t most = std::max<int64_t>(1, *std::ranges::max_element(m_histogram.counts));
    const double wide = box.width() / double(m_histogram.counts.size());
    for (size_t i = 0; i < m_histogram.counts.size(); ++i) {
        if (m_histogram.counts[i] <= 0)
            continue;
        const double high = std::max(1.0, double(m_histogram.counts[i]) / double(most) * box.height());
        painter.fillRect(QRectF(box.left() + double(i) * wide, box.bottom() - high, std::max(1.0, wide - 1), high),
                         m_colour);
    }
    painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), theme().line.strong);
    painter.setFont(style.font(TextRole::small));
    painter.setPen(theme().text.tertiary);
    const QRectF ticks(box.left(), box.bottom() + 2, box.width(), style.px(14));
    painter.drawText(ticks, Qt::AlignLeft | Qt::AlignVCenter, formatSmall(m_histogram.low));
    painter.drawText(ticks, Qt::AlignRight | Qt::AlignVCenter, formatSmall(m_histogram.high));
    if (m_histogram.low < 0 && m_histogram.high > 0) {
        const double zero =
            box.left() - double(m_histogram.low) / (double(m_histogram.high) - m_histogram.low) * box.width();
        painter.fillRect(QRectF(zero, box.bottom() - 2, 1, 5), theme().text.tertiary);
        if (zero > box.left() + style.px(48) && zero < box.right() - style.px(48))
            painter.drawText(QRectF(zero - style.px(10), ticks.top(), style.px(20), ticks.height()), Qt::AlignCenter,
                             QStringLiteral("0"));
    }
}

} // namespace weft
