#include "ui/windows/panels/empty_panel.h"

#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QPainter>

namespace weft {

EmptyPanel::EmptyPanel(const QString& icon, const QString& title, const QString& text, QWidget* parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_title(title)
    , m_text(text)
{
    setAccessibleName(title);
    setAccessibleDescription(text);
}

void EmptyPanel::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    painter.fillRect(rect(), colours.surface.panel);
    const int side = style.px(24);
    const int width = std::min(this->width() - style.px(24), style.px(230));
    painter.setFont(style.font(TextRole::body));
    const QRect text =
        painter.fontMetrics().boundingRect(QRect(0, 0, width, 1000), Qt::AlignHCenter | Qt::TextWordWrap, m_text);
    const int whole = side + style.px(12) + style.px(18) + style.px(4) + text.height();
    int y = std::max(style.px(8), (height() - whole) / 2);
    painter.drawPixmap(QRect((this->width() - side) / 2, y, side, side),
                       iconPixmap(m_icon, colours.text.tertiary, side, devicePixelRatioF()));
    y += side + style.px(12);
    painter.setFont(style.font(TextRole::bodyStrong));
    painter.setPen(colours.text.primary);
    painter.drawText(QRect(0, y, this->width(), style.px(18)), Qt::AlignCenter, m_title);
    y += style.px(22);
    painter.setFont(style.font(TextRole::body));
    painter.setPen(colours.text.secondary);
    painter.drawText(QRect((this->width() - width) / 2, y, width, text.height() + 4),
                     Qt::AlignHCenter | Qt::TextWordWrap, m_text);
}

} // namespace weft
