#include "ui/style/style.h"
#include "ui/windows/docks/dock_float.h"
#include "ui/windows/docks/dock_hint.h"
#include "ui/windows/docks/dock_site.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMenu>

namespace weft {

namespace {

// The side of `rect` that the point is near to, or the middle.
DockSite::Side sideAt(const QRect& rect, const QPoint& at)
{
    const double x = double(at.x() - rect.left()) / std::max(1, rect.width());
    const double y = double(at.y() - rect.top()) / std::max(1, rect.height());
    const double nearest = std::min({x, 1 - x, y, 1 - y});
    if (nearest > 0.28)
        return DockSite::Side::middle;
    if (nearest == x)
        return DockSite::Side::left;
    if (nearest == 1 - x)
        return DockSite::Side::right;
    return nearest == y ? DockSite::Side::top : DockSite::Side::bottom;
}

QRect partOf(const QRect& rect, DockSite::Side side, double share)
{
    const int width = int(rect.width() * share);
    const int height = int(rect.height() * share);
    switch (side) {
    case DockSite::Side::left:
        return {rect.left(), rect.top(), width, rect.height()};
    case DockSite::Side::right:
        return {rect.right() + 1 - width, rect.top(), width, rect.height()};
    case DockSite::Side::top:
        return {rect.left(), rect.top(), rect.width(), height};
    case DockSite::Side::bottom:
        return {rect.left(), rect.bottom() + 1 - height, rect.width(), height};
    case DockSite::Side::middle:
        break;
    }
    return rect;
}

} // namespace

DockSite::Target DockSite::targetAt(const QPoint& at) const
{
    for (const DockFloat* const window : m_floats)
        if (window->geometry().contains(at))
            return {.area = window->area(), .rect = window->area()->rect().translated(window->pos())};
    const QRect whole(mapToGlobal(QPoint()), size());
    if (!whole.contains(at))
        return {};
    const int edge = Style::get().px(16);
    if (!whole.adjusted(edge, edge, -edge, -edge).contains(at)) {
        const Side side = at.x() < whole.left() + edge ? Side::left
            : at.x() > whole.right() - edge            ? Side::right
            : at.y() < whole.top() + edge              ? Side::top
                                                       : Side::bottom;
        return {.outer = true, .side = side, .rect = partOf(whole, side, 0.25)};
    }
    for (DockArea* const area : areas()) {
        const QRect rect(area->mapToGlobal(QPoint()), area->size());
        if (!area->isVisible() || !rect.contains(at))
            continue;
        if (area->headerRect().contains(at))
            return {.area = area, .rect = rect};
        const Side side = sideAt(rect, at);
        return {.area = area, .side = side, .rect = partOf(rect, side, side == Side::middle ? 1 : 0.34)};
    }
    const QRect rect(m_central->mapToGlobal(QPoint()), m_central->size());
    if (rect.contains(at)) {
        const Side side = sideAt(rect, at);
        if (side != Side::middle) // nothing is tabbed with the centre
            return {.central = true, .side = side, .rect = partOf(rect, side, 0.34)};
    }
    return {};
}

void DockSite::dragOver(const QString& panel, const QPoint& at)
{
    if (!m_hint)
        m_hint = new DockHint(window());
    if (!m_pulling) {
        m_pulling = qobject_cast<DockTabs*>(sender());
        qApp->installEventFilter(this); // for Escape
    }
    const Target target = targetAt(at);
    m_hint->showAt(target.isNowhere() ? QRect(at - QPoint(80, 16), QSize(240, 160)) : target.rect, titleOf(panel));
}

void DockSite::endDrag()
{
    qApp->removeEventFilter(this);
    m_pulling.clear();
    delete m_hint;
}

void DockSite::drop(const QString& panel, const QPoint& at)
{
    endDrag();
    const Target target = targetAt(at);
    if (target.isNowhere()) {
        DockArea* const area = areaOf(panel);
        floatPanel(panel, QRect(at - QPoint(80, 16), area ? area->size() : QSize(400, 320)));
    } else if (target.outer) {
        take(panel);
        auto* const area = new DockArea(this, m_store);
        area->insert(-1, panel);
        const bool across = target.side == Side::left || target.side == Side::right;
        splitBeside(m_root, area, target.side, (across ? width() : height()) / 4);
        area->setCurrent(panel);
    } else {
        move(panel, target.area, target.side);
    }
    emit layoutChanged();
}

bool DockSite::eventFilter(QObject* watched, QEvent* event)
{
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (key && m_pulling && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept(); // it is no shortcut now
        m_pulling->cancelPull(); // ends with endDrag()
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void DockSite::showMenu(DockArea* area, const QString& panel, const QPoint& at)
{
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool floats = !branchOf(area);
    if (!panel.isEmpty()) {
        if (floats)
            menu->addAction(tr("Dock"), this, [this, panel] {
                take(panel);
                show(panel);
            });
        else
            menu->addAction(tr("Float"), this, [this, panel] { floatPanel(panel); });
        menu->addAction(tr("Close"), this, [this, panel] { close(panel); });
    }
    if (!floats)
        menu->addAction(isFolded(area) ? tr("Unfold") : tr("Fold"), this,
                        [this, kept = QPointer(area)] { kept ? toggleFold(kept) : void(); });
    menu->popup(at);
}

} // namespace weft
