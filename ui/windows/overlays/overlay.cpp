#include "ui/windows/overlays/overlay.h"

#include "ui/style/motion/slide_in.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace weft {

Overlay::Overlay(QWidget* window)
    : QWidget(window)
    , m_slide(new SlideIn(this, [this] { place(); }))
{
    hide();
    setFocusPolicy(Qt::StrongFocus);
}

void Overlay::place()
{
    const QRect card = placeIn(parentWidget()->rect()).translated(0, m_slide->offset());
    setGeometry(card.adjusted(-shadow, -shadow, shadow, shadow));
}

void Overlay::open()
{
    if (isVisible())
        return;
    for (Overlay* const other : parentWidget()->findChildren<Overlay*>(Qt::FindDirectChildrenOnly))
        other->close(); // one at a time
    m_focus = QApplication::focusWidget();
    m_slide->begin();
    place();
    raise();
    show();
    setFocus();
    qApp->installEventFilter(this);
}

void Overlay::close()
{
    if (!isVisible())
        return;
    qApp->removeEventFilter(this);
    const bool hadFocus = isAncestorOf(QApplication::focusWidget()) || hasFocus();
    hide();
    if (hadFocus && m_focus)
        m_focus->setFocus();
    emit closed();
}

bool Overlay::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType()) {
        const QPoint at = static_cast<QMouseEvent*>(event)->globalPosition().toPoint();
        const auto* const widget = static_cast<QWidget*>(watched);
        const bool popup = widget->window()->windowType() == Qt::Popup; // a menu or list of this card
        if (!popup && !card().contains(mapFromGlobal(at)))
            close();
    } else if (event->type() == QEvent::Resize && watched == parentWidget()) {
        place();
    } else if (event->type() == QEvent::ShortcutOverride && isVisible() && isAncestorOf(QApplication::focusWidget())) {
        event->accept(); // keys are the card's while it is open
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void Overlay::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

void Overlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& colours = theme();
    const double radius = Style::get().px(8);
    painter.setPen(Qt::NoPen);
    for (int ring = shadow; ring > 0; ring -= 2) { // a plain soft shadow, strongest near the card
        QColor dark = colours.shadow;
        dark.setAlphaF(colours.shadow.alphaF() * float(0.12 * (1 - double(ring) / (shadow + 2))) * 2);
        painter.setBrush(dark);
        painter.drawRoundedRect(QRectF(card()).adjusted(-ring, -ring + 3, ring, ring), radius + ring, radius + ring);
    }
    painter.setPen(colours.line.strong);
    painter.setBrush(colours.surface.panel);
    painter.drawRoundedRect(QRectF(card()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

} // namespace weft
