#include "tests/ui/support/window_hand.h"

#include "ui/canvas/canvas.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/docks/dock_site.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QTest>
#include <QWindow>

namespace weft {

WindowHand::WindowHand(MainWindow& window)
    : m_window(window)
{
}

Canvas* WindowHand::canvas() const
{
    return m_window.canvasArea()->canvas();
}

QWindow* WindowHand::front() const
{
    return QGuiApplication::focusWindow() ? QGuiApplication::focusWindow() : m_window.windowHandle();
}

QWindow* WindowHand::windowAt(const QPoint& global) const
{
    if (const QWidget* const popup = QApplication::activePopupWidget())
        return popup->windowHandle();
    if (const QWidget* const modal = QApplication::activeModalWidget())
        return modal->windowHandle();
    for (QWindow* const window : QGuiApplication::topLevelWindows())
        if (window != m_window.windowHandle() && window->isVisible() && window->geometry().contains(global)
            && window->type() != Qt::ToolTip)
            return window; // a floating panel
    return m_window.windowHandle();
}

void WindowHand::press(QWindow* window, const QPoint& at, Qt::MouseButton button, Qt::KeyboardModifiers keys)
{
    QTest::mousePress(window, button, keys, window->mapFromGlobal(at));
}

void WindowHand::move(QWindow* window, const QPoint& at)
{
    QTest::mouseMove(window, window->mapFromGlobal(at));
}

void WindowHand::release(QWindow* window, const QPoint& at, Qt::MouseButton button, Qt::KeyboardModifiers keys)
{
    QTest::mouseRelease(window, button, keys, window->mapFromGlobal(at));
}

void WindowHand::click(const QPoint& at, Qt::MouseButton button, Qt::KeyboardModifiers keys)
{
    QWindow* const window = windowAt(at);
    move(window, at);
    press(window, at, button, keys);
    QPointer<QWindow> kept = window;
    if (kept)
        release(kept, at, button, keys);
    QCoreApplication::processEvents();
}

void WindowHand::click(QWidget* widget)
{
    const auto middle = [widget] { return widget->mapToGlobal(widget->rect().center()); };
    const auto isUnderPointer = [&] { // at rest: what is being laid out may move once more
        const QPoint at = middle();
        move(windowAt(at), at);
        QCoreApplication::processEvents();
        const QWidget* const there = widget->window()->childAt(widget->window()->mapFromGlobal(at));
        return at == middle() && there && (there == widget || widget->isAncestorOf(there));
    };
    QVERIFY2(QTest::qWaitFor(isUnderPointer, patience), qPrintable("Something hides " + widget->accessibleName()));
    QWindow* const window = windowAt(middle());
    press(window, middle(), Qt::LeftButton, {});
    release(window, middle(), Qt::LeftButton, {});
    QCoreApplication::processEvents();
}

void WindowHand::drag(const QPoint& from, const QPoint& to)
{
    QWindow* const window = windowAt(from);
    move(window, from);
    press(window, from, Qt::LeftButton, {});
    for (int i = 1; i <= 5; ++i)
        move(window, from + (to - from) * i / 5);
    release(window, to, Qt::LeftButton, {});
    QCoreApplication::processEvents();
}

// Without a window system nobody carries a drag: what the list gives goes to the widget below by hand.
bool WindowHand::dragOut(QAbstractItemView* view, const QModelIndex& item, const QPoint& to)
{
    if (!view->dragEnabled() || !(item.flags() & Qt::ItemIsDragEnabled))
        return false;
    const std::unique_ptr<QMimeData> data(view->model()->mimeData({item}));
    QWidget* target = m_window.childAt(m_window.mapFromGlobal(to));
    while (target && !target->acceptDrops())
        target = target->parentWidget();
    return target && dropOn(target, *data, target->mapFromGlobal(to));
}

bool WindowHand::dropOn(QWidget* target, const QMimeData& data, const QPoint& at)
{
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(target, &enter);
    QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(target, &move);
    if (!enter.isAccepted())
        return false;
    QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(target, &drop);
    return drop.isAccepted();
}

bool WindowHand::pickFromMenu(const QString& text)
{
    auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    for (QAction* const action : menu ? menu->actions() : QList<QAction*>())
        if (action->text().remove(QLatin1Char('&')) == text) {
            click(menu->mapToGlobal(menu->actionGeometry(action).center()));
            return true;
        }
    return false;
}

void WindowHand::showTab(const QString& panel)
{
    DockTabs* const tabs = m_window.docks()->areaOf(panel)->tabs();
    for (int i = 0; i < tabs->count(); ++i)
        if (tabs->tabData(i).toString() == panel)
            click(tabs->mapToGlobal(tabs->tabRect(i).center()));
}

void WindowHand::key(int key, Qt::KeyboardModifiers keys)
{
    QTest::keyClick(front(), Qt::Key(key), keys);
    QCoreApplication::processEvents();
}

void WindowHand::type(const QString& text)
{
    for (const QChar c : text)
        QTest::keyClick(front(), c.toLatin1());
    QCoreApplication::processEvents();
}

void WindowHand::retype(const QString& text)
{
    key(Qt::Key_A, Qt::ControlModifier);
    type(text);
    key(Qt::Key_Return);
}

bool WindowHand::tabTo(const std::function<bool(const QWidget*)>& wanted)
{
    for (int i = 0; i < 300; ++i) {
        if (const QWidget* const focus = QApplication::focusWidget(); focus && wanted(focus))
            return true;
        key(Qt::Key_Tab, canvas()->hasFocus() ? Qt::ControlModifier : Qt::NoModifier); // Tab alone is its search
    }
    return false;
}

void WindowHand::command(const QString& text)
{
    key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    type(text);
    key(Qt::Key_Return);
}

bool WindowHand::answerFileDialog(const QString& path)
{
    auto* const dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    if (!dialog)
        return false;
    auto* const field = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    if (!QTest::qWaitFor([&] { return field->hasFocus(); }, patience))
        return false;
    key(Qt::Key_A, Qt::ControlModifier);
    type(path);
    key(Qt::Key_Return);
    if (!QTest::qWaitFor([] { return !QApplication::activeModalWidget(); }, patience))
        return false;
    m_window.activateWindow(); // as a window manager does when a dialog goes
    return QTest::qWaitForWindowActive(&m_window, patience);
}

QPoint WindowHand::onCanvas(const QPointF& scene) const
{
    return canvas()->mapToGlobal(canvas()->toScreen(scene).toPoint());
}

QPoint WindowHand::headerOf(const std::string& node) const
{
    const NodeItem* const item = canvas()->scene().node(node);
    return item ? onCanvas(item->rect.topLeft() + QPointF(60, 14)) : QPoint();
}

QPoint WindowHand::portOf(const std::string& node, const std::string& port, bool input) const
{
    const NodeItem* const item = canvas()->scene().node(node);
    const PortItem* const found = item ? item->find(port, input) : nullptr;
    return found ? onCanvas(item->positionOf(*found)) : QPoint();
}

} // namespace weft
