#include "ui/style/controls/section_header.h"

#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QKeyEvent>
#include <QPainter>

namespace weft {

SectionHeader::SectionHeader(QWidget* parent)
    : QAbstractButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SectionHeader::setFolded(bool folded)
{
    m_folded = folded;
    setAccessibleDescription(folded ? tr("folded") : tr("open"));
    update();
}

void SectionHeader::setNote(const QString& note)
{
    m_note = note;
    update();
}

QSize SectionHeader::sizeHint() const
{
    return {Style::get().px(120), Style::get().px(28)};
}

void SectionHeader::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    QPainter painter(this);
    const int side = style.px(12);
    const QColor arrow = underMouse() ? colours.text.primary : colours.text.tertiary;
    painter.drawPixmap(style.px(12), (height() - side) / 2,
                       iconPixmap(m_folded ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down"), arrow,
                                  side, devicePixelRatio()));
    QRectF inner = QRectF(rect()).adjusted(style.px(31), 0, -style.px(12), 0);
    if (!m_note.isEmpty()) {
        painter.setFont(style.font(TextRole::secondary));
        painter.setPen(colours.text.tertiary);
        const int width = painter.fontMetrics().horizontalAdvance(m_note);
        painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, m_note);
        inner.setRight(inner.right() - width - style.px(8));
    }
    painter.setFont(style.font(TextRole::caption));
    painter.setPen(underMouse() ? colours.text.primary : colours.text.secondary);
    paintElided(painter, inner, Qt::AlignLeft | Qt::AlignVCenter, text());
    if (showsFocus(this))
        paintFocusRing(painter, QRectF(rect()).adjusted(2, 2, -2, -2), style.px(4));
}

void SectionHeader::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        emit foldAsked(true);
        return;
    case Qt::Key_Right:
        emit foldAsked(false);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit foldAsked(!m_folded);
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace weft
