#include "ui/windows/start/example_card.h"

#include "ui/style/style.h"

#include <QPainter>
#include <QPainterPath>

namespace weft {

ExampleCard::ExampleCard(const Example& example, QWidget* parent)
    : QAbstractButton(parent)
    , m_example(example)
{
    setText(example.title);
    setAccessibleName(example.title);
    setAccessibleDescription(example.says);
    setToolTip(example.says);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ExampleCard::setPicture(const QImage& picture)
{
    m_picture = picture;
    update();
}

QSize ExampleCard::sizeHint() const
{
    return {Style::get().px(220), Style::get().px(230)};
}

void ExampleCard::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const double radius = style.px(6);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath outline;
    outline.addRoundedRect(box, radius, radius);
    painter.fillPath(outline, underMouse() ? colours.surface.raised : colours.surface.panel);
    const int pictureHeight = height() - style.px(62);
    const QRect frame(0, 0, width(), pictureHeight);
    painter.save();
    painter.setClipPath(outline);
    if (m_picture.isNull()) {
        painter.fillRect(frame, colours.surface.inset);
        paintMap(painter, QRectF(frame).adjusted(width() * 0.07, width() * 0.07, -width() * 0.07, -width() * 0.07),
                 m_example.map);
    } else { // filled, cut where it is too long
        const double scale =
            std::max(double(frame.width()) / m_picture.width(), double(frame.height()) / m_picture.height());
        const QSizeF part(frame.width() / scale, frame.height() / scale);
        const bool words = m_example.kind == ExampleKind::text; // they begin at the left
        const QPointF corner(words ? 0 : (m_picture.width() - part.width()) / 2, 0);
        painter.drawImage(frame, m_picture, QRectF(corner, part));
    }
    painter.restore();
    painter.fillRect(QRect(0, pictureHeight, width(), 1), colours.line.subtle);
    const int margin = style.px(12);
    const QString kind = exampleKindTitle(m_example.kind);
    painter.setFont(style.font(TextRole::secondary));
    const int chipWidth = painter.fontMetrics().horizontalAdvance(kind) + style.px(16);
    const QRectF chip(width() - margin - chipWidth + 0.5, pictureHeight + style.px(11) + 0.5, chipWidth - 1,
                      style.px(20));
    painter.setPen(colours.line.strong);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2);
    painter.setPen(colours.text.secondary);
    painter.drawText(chip, Qt::AlignCenter, kind);
    painter.setFont(style.font(TextRole::bodyStrong));
    painter.setPen(colours.text.primary);
    painter.drawText(
        QRect(margin, pictureHeight + style.px(11), int(chip.left()) - margin - style.px(6), style.px(20)),
        Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_example.title, Qt::ElideRight, int(chip.left()) - margin - style.px(6)));
    painter.setFont(style.font(TextRole::body));
    painter.setPen(colours.text.secondary);
    painter.drawText(QRect(margin, pictureHeight + style.px(32), width() - 2 * margin, style.px(20)), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_example.says, Qt::ElideRight, width() - 2 * margin));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(hasFocus() ? QPen(colours.accent.line, style.px(2)) : QPen(colours.line.subtle, 1));
    painter.drawRoundedRect(hasFocus() ? box.adjusted(0.5, 0.5, -0.5, -0.5) : box, radius, radius);
}

} // namespace weft
