#include "ui/windows/docks/dock_tabs.h"

#include "ui/style/style.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMouseEvent>

namespace weft {

DockTabs::DockTabs(QWidget* parent)
    : TabStrip(parent)
{
}

int DockTabs::indexOf(const QString& panel) const
{
    for (int tab = 0; tab < count(); ++tab)
        if (tabData(tab).toString() == panel)
            return tab;
    return -1;
}

void DockTabs::mousePressEvent(QMouseEvent* event)
{
    const int tab = tabAt(event->pos());
    if (event->button() == Qt::LeftButton && tab >= 0) {
        m_pressed = tabData(tab).toString();
        m_at = event->pos();
        m_dragging = m_pulling = false;
    }
    TabStrip::mousePressEvent(event);
}

void DockTabs::reorder(const QPoint& at)
{
    const int from = indexOf(m_pressed);
    const int to = tabAt({at.x(), rect().center().y()});
    if (from < 0 || to < 0 || from == to)
        return;
    const QRect over = tabRect(to);
    const bool passed = from < to ? at.x() > over.center().x() : at.x() < over.center().x();
    if (passed)
        moveTab(from, to);
}

void DockTabs::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pressed.isEmpty() || !(event->buttons() & Qt::LeftButton)) {
        TabStrip::mouseMoveEvent(event);
        return;
    }
    if (!m_dragging && (event->pos() - m_at).manhattanLength() < QApplication::startDragDistance())
        return;
    m_dragging = true;
    const int slack = Style::get().px(10);
    if (rect().adjusted(-slack, -slack, slack, slack).contains(event->pos()) && !m_pulling) {
        reorder(event->pos());
        return;
    }
    m_pulling = true;
    emit pulled(m_pressed, event->globalPosition().toPoint());
}

void DockTabs::mouseReleaseEvent(QMouseEvent* event)
{
    TabStrip::mouseReleaseEvent(event);
    const QString panel = std::exchange(m_pressed, {});
    if (std::exchange(m_pulling, false))
        emit dropped(panel, event->globalPosition().toPoint()); // may delete this
}

void DockTabs::cancelPull()
{
    m_pressed.clear();
    if (std::exchange(m_pulling, false))
        emit pullCancelled();
}

void DockTabs::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_pressed.clear();
    if (event->button() == Qt::LeftButton)
        emit foldAsked();
}

void DockTabs::contextMenuEvent(QContextMenuEvent* event)
{
    const int tab = tabAt(event->pos());
    emit menuAsked(tab < 0 ? QString() : tabData(tab).toString(), event->globalPos());
}

} // namespace weft
