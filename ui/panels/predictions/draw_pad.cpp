#include "ui/panels/predictions/draw_pad.h"

#include "ui/style/style.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace weft {

namespace {

constexpr int oversampling = 8;

} // namespace

DrawPad::DrawPad(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Drawing pad"));
    setAccessibleDescription(tr("Arrow keys move the pen, with Shift they draw. Delete clears."));
    setToolTip(tr("Draw with the left button, erase with the right one. Keys: arrows move the pen, with Shift they draw."));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
    setResolution({28, 28});
    connect(&Style::get(), &Style::changed, this, [this] { update(); });
}

void DrawPad::setResolution(QSize pixels)
{
    const QSize size = pixels.boundedTo({512, 512}).expandedTo({1, 1}) * oversampling;
    if (m_image.size() == size)
        return;
    m_image = QImage(size, QImage::Format_Grayscale8);
    clear();
}

void DrawPad::clear()
{
    m_image.fill(Qt::black);
    m_blank = true;
    update();
    emit changed();
}

QImage DrawPad::drawing() const
{
    return m_image.scaled(m_image.size() / oversampling, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_Grayscale8);
}

QSize DrawPad::sizeHint() const
{
    const int side = Style::get().px(168);
    return {side, side};
}

QRectF DrawPad::area() const
{
    const QSizeF fitted = QSizeF(m_image.size()).scaled(QSizeF(size()) - QSizeF(2, 2), Qt::KeepAspectRatio);
    return {QPointF((width() - fitted.width()) / 2, (height() - fitted.height()) / 2), fitted};
}

void DrawPad::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF rect = area();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(rect, m_image);
    painter.setPen(QPen(hasFocus() ? theme().accent.line : theme().line.strong, hasFocus() ? 2 : 1));
    painter.drawRect(rect);
    if (m_blank) {
        painter.setFont(Style::get().font(TextRole::secondary));
        painter.setPen(QColor(0xb1, 0xb7, 0xc2)); // on the pad's own black
        painter.drawText(rect, Qt::AlignCenter | Qt::TextWordWrap, tr("Draw here"));
    }
    if (hasFocus() && m_cursor != QPointF(0.5, 0.5)) {
        painter.setPen(QPen(theme().accent.line, 1));
        painter.drawEllipse(rect.topLeft() + QPointF(m_cursor.x() * rect.width(), m_cursor.y() * rect.height()), 4, 4);
    }
}

// In shares of the area.
void DrawPad::stroke(QPointF from, QPointF to)
{
    const bool erase = QGuiApplication::mouseButtons().testFlag(Qt::RightButton);
    const double scale = std::min(m_image.width(), m_image.height());
    QPainter painter(&m_image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(erase ? Qt::black : Qt::white, scale / (erase ? 6 : 12), Qt::SolidLine, Qt::RoundCap));
    const auto at = [this](QPointF share) { return QPointF(share.x() * m_image.width(), share.y() * m_image.height()); };
    painter.drawLine(at(from), at(to) + QPointF(0.01, 0));
    painter.end();
    m_blank = false;
    update();
    emit changed();
}

void DrawPad::mousePressEvent(QMouseEvent* event)
{
    const QRectF rect = area();
    m_last = (event->position() - rect.topLeft());
    m_last = {m_last.x() / rect.width(), m_last.y() / rect.height()};
    stroke(m_last, m_last);
}

void DrawPad::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF rect = area();
    QPointF now = event->position() - rect.topLeft();
    now = {now.x() / rect.width(), now.y() / rect.height()};
    stroke(m_last, now);
    m_last = now;
}

void DrawPad::keyPressEvent(QKeyEvent* event)
{
    constexpr double step = 1.0 / 28;
    QPointF to = m_cursor;
    switch (event->key()) {
    case Qt::Key_Left:
        to.rx() -= step;
        break;
    case Qt::Key_Right:
        to.rx() += step;
        break;
    case Qt::Key_Up:
        to.ry() -= step;
        break;
    case Qt::Key_Down:
        to.ry() += step;
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return clear();
    case Qt::Key_Space:
        return stroke(m_cursor, m_cursor);
    default:
        return QWidget::keyPressEvent(event);
    }
    to = {std::clamp(to.x(), 0.0, 1.0), std::clamp(to.y(), 0.0, 1.0)};
    if (event->modifiers().testFlag(Qt::ShiftModifier))
        stroke(m_cursor, to);
    m_cursor = to;
    update();
}

} // namespace weft
