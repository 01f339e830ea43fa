#include "ui/windows/bars/train_progress.h"

#include "ui/style/style.h"

#include <QPainter>

namespace weft {

TrainProgress::TrainProgress(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, [this] { updateGeometry(), update(); });
}

void TrainProgress::setProgress(const QString& text, const QString& left, double share)
{
    m_text = text;
    m_left = left;
    m_share = std::clamp(share, 0.0, 1.0);
    setAccessibleName(left.isEmpty() ? text : text + QStringLiteral(", ") + left);
    update();
}

void TrainProgress::setCompact(bool compact)
{
    m_compact = compact;
    updateGeometry();
}

QSize TrainProgress::sizeHint() const
{
    return {Style::get().px(m_compact ? 118 : 208), Style::get().px(28)};
}

void TrainProgress::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect line(0, 0, width(), style.px(20));
    painter.setFont(style.font(TextRole::label));
    painter.setPen(colours.text.primary);
    const int leftWidth =
        m_compact || m_left.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(m_left) + style.px(8);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_text, Qt::ElideRight, width() - leftWidth));
    if (leftWidth) {
        painter.setFont(style.font(TextRole::body));
        painter.setPen(colours.text.secondary);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, m_left);
    }
    const QRectF groove(0, style.px(22), width(), style.px(4));
    const double radius = groove.height() / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.surface.control);
    painter.drawRoundedRect(groove, radius, radius);
    painter.setBrush(colours.state.ok);
    if (m_share > 0)
        painter.drawRoundedRect(
            QRectF(groove.x(), groove.y(), std::max(groove.height(), groove.width() * m_share), groove.height()),
            radius, radius);
}

} // namespace weft
