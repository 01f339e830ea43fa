#include "ui/windows/bars/segments.h"

#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace weft {

Segments::Segments(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, [this] { updateGeometry(), update(); });
}

void Segments::add(const QString& icon, const QString& title, const QString& tip)
{
    m_segments.append({icon, title, tip});
    updateGeometry();
}

void Segments::setCurrent(int index)
{
    m_current = index;
    if (index >= 0 && index < m_segments.size())
        setAccessibleDescription(m_segments[index].title);
    update();
}

void Segments::setTitled(bool titled)
{
    if (titled == std::exchange(m_titled, titled))
        return;
    updateGeometry();
    update();
}

int Segments::widthOf(int index, bool titled) const
{
    const Style& style = Style::get();
    if (!titled)
        return style.px(12 + 16 + 12);
    return QFontMetrics(style.font(TextRole::label)).horizontalAdvance(m_segments[index].title)
        + style.px(12 + 16 + 7 + 12);
}

int Segments::widthOfAll(bool titled) const
{
    int width = 2;
    for (int i = 0; i < m_segments.size(); ++i)
        width += widthOf(i, titled);
    return width;
}

QSize Segments::sizeHint() const
{
    return {widthOfAll(m_titled), Style::get().px(28)};
}

QRect Segments::rectOf(int index) const
{
    int x = 1;
    for (int i = 0; i < index; ++i)
        x += widthOf(i, m_titled);
    return {x, 0, widthOf(index, m_titled), height()};
}

int Segments::at(const QPoint& point) const
{
    for (int i = 0; i < m_segments.size(); ++i)
        if (rectOf(i).contains(point))
            return i;
    return -1;
}

void Segments::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = style.px(5);
    painter.setPen(colours.line.subtle);
    painter.setBrush(colours.surface.inset);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    const int side = style.px(16);
    for (int i = 0; i < m_segments.size(); ++i) {
        const QRect cell = rectOf(i);
        const bool current = i == m_current;
        if (current || i == m_hovered) {
            painter.setPen(current ? QPen(hasFocus() ? colours.accent.line : colours.line.strong, hasFocus() ? 2 : 1)
                                   : QPen(Qt::NoPen));
            painter.setBrush(current ? colours.surface.controlHover : colours.surface.control);
            painter.drawRoundedRect(QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5), radius - 1, radius - 1);
        }
        const QColor ink = current ? colours.text.primary : colours.text.secondary;
        painter.drawPixmap(QRect(cell.x() + style.px(12), (height() - side) / 2, side, side),
                           iconPixmap(m_segments[i].icon, ink, side, devicePixelRatioF()));
        if (!m_titled)
            continue;
        painter.setFont(style.font(TextRole::label));
        painter.setPen(ink);
        painter.drawText(cell.adjusted(style.px(12 + 16 + 7), 0, 0, 0), Qt::AlignVCenter, m_segments[i].title);
    }
}

void Segments::mousePressEvent(QMouseEvent* event)
{
    const int index = at(event->pos());
    if (index >= 0)
        emit chosen(index);
}

void Segments::mouseMoveEvent(QMouseEvent* event)
{
    if (const int index = at(event->pos()); index != std::exchange(m_hovered, index))
        update();
}

void Segments::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void Segments::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const int wanted = m_current + step;
    if (step && wanted >= 0 && wanted < m_segments.size())
        emit chosen(wanted);
    else
        QWidget::keyPressEvent(event);
}

bool Segments::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* const help = static_cast<QHelpEvent*>(event);
        if (const int index = at(help->pos()); index >= 0)
            QToolTip::showText(
                help->globalPos(),
                (m_titled ? QString() : m_segments[index].title + QLatin1Char('\n')) + m_segments[index].tip, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace weft
