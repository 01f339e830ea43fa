#include "ui/inspector/params/unit_edit.h"

#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QPainter>

namespace weft {

UnitEdit::UnitEdit(QWidget* parent)
    : QLineEdit(parent)
{
    connect(&Style::get(), &Style::changed, this, &UnitEdit::layOut);
    layOut();
}

void UnitEdit::layOut()
{
    setFont(Style::get().font(TextRole::mono));
    const QFontMetrics words(Style::get().font(TextRole::secondary));
    setTextMargins(Style::get().px(1), 0, m_unit.isEmpty() ? 0 : words.horizontalAdvance(m_unit) + Style::get().px(6),
                   0);
    update();
}

void UnitEdit::setUnit(const QString& unit)
{
    m_unit = unit;
    layOut();
}

void UnitEdit::setRefused(bool refused)
{
    m_refused = refused;
    update();
}

void UnitEdit::setMark(int position)
{
    m_mark = position;
    update();
}

void UnitEdit::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    const Style& style = Style::get();
    QPainter painter(this);
    if (!m_unit.isEmpty()) {
        painter.setFont(style.font(TextRole::secondary));
        painter.setPen(theme().text.tertiary);
        painter.drawText(QRectF(rect()).adjusted(0, 0, -style.px(8), 0), Qt::AlignRight | Qt::AlignVCenter, m_unit);
    }
    if (m_refused || m_mark >= 0)
        paintBox(painter, rect(), {}, theme().state.error, style.px(4));
    if (m_mark < 0)
        return;
    // Where the character stands: the caret's place gives the scrolling of a long line.
    const QFontMetricsF metrics(font());
    const double caret = cursorRect().center().x() - metrics.horizontalAdvance(text().left(cursorPosition()));
    const double from = caret + metrics.horizontalAdvance(text().left(m_mark));
    const double wide = m_mark < text().size() ? metrics.horizontalAdvance(text()[m_mark]) : metrics.averageCharWidth();
    painter.fillRect(QRectF(from, height() - style.px(5), wide, style.px(2)), theme().state.error);
}

} // namespace weft
