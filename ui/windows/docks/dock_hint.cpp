#include "ui/windows/docks/dock_hint.h"

#include "ui/style/style.h"

#include <QPainter>

namespace weft {

DockHint::DockHint(QWidget* window)
    : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void DockHint::showAt(const QRect& globalRect, const QString& title)
{
    m_title = title;
    setGeometry(QRect(parentWidget()->mapFromGlobal(globalRect.topLeft()), globalRect.size()));
    raise();
    show();
}

void DockHint::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = theme().accent.fill;
    fill.setAlphaF(0.18F);
    painter.setBrush(fill);
    painter.setPen(QPen(theme().accent.line, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), Style::get().px(4), Style::get().px(4));
    const Style& style = Style::get();
    painter.setFont(style.font(TextRole::bodyStrong));
    QRect chip =
        painter.fontMetrics().boundingRect(m_title).adjusted(-style.px(10), -style.px(5), style.px(10), style.px(5));
    chip.moveCenter(rect().center());
    painter.setPen(theme().accent.line);
    painter.setBrush(theme().surface.raised);
    painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), style.px(4), style.px(4));
    painter.setPen(theme().text.primary);
    painter.drawText(chip, Qt::AlignCenter, m_title);
}

} // namespace weft
