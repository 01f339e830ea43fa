#pragma once

#include "ui/windows/main_window.h"

#include <QPointF>

#include <functional>
#include <string>

class QAbstractItemView;
class QMimeData;
class QModelIndex;
class QWindow;

namespace weft {

class Canvas;
class Studio;

// A user's hands on the real window. Every event goes through the window system's door, as one of a mouse or keyboard
// would, and finds its widget by itself.
class WindowHand {
public:
    explicit WindowHand(MainWindow& window);

    Studio* studio() const { return m_window.current(); }
    Canvas* canvas() const;

    // ---- the mouse, in global places
    void click(const QPoint& at, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers keys = {});
    void click(QWidget* widget); // its middle
    void drag(const QPoint& from, const QPoint& to);
    // From a list to a place, dropped there; false: it can't be.
    bool dragOut(QAbstractItemView* view, const QModelIndex& item, const QPoint& to);
    bool dropOn(QWidget* target, const QMimeData& data, const QPoint& at); // `at`: in the target
    bool pickFromMenu(const QString& text); // of the menu that is open
    void showTab(const QString& panel); // of a dock

    // ---- keys, wherever the focus is
    void key(int key, Qt::KeyboardModifiers keys = {});
    void type(const QString& text);
    void retype(const QString& text); // over what stands in a field, and Enter
    // Tab until that holds of what has the focus; false: it never did.
    bool tabTo(const std::function<bool(const QWidget*)>& wanted);
    // Chooses by the command palette: Ctrl+Shift+P, the text, Enter.
    void command(const QString& text);
    // Answers the file dialog that is open.
    bool answerFileDialog(const QString& path);

    // ---- places on the canvas
    QPoint onCanvas(const QPointF& scene) const; // global
    QPoint headerOf(const std::string& node) const;
    QPoint portOf(const std::string& node, const std::string& port, bool input) const;

private:
    QWindow* front() const; // the window that gets keys now
    void press(QWindow* window, const QPoint& at, Qt::MouseButton button, Qt::KeyboardModifiers keys);
    void move(QWindow* window, const QPoint& at);
    void release(QWindow* window, const QPoint& at, Qt::MouseButton button, Qt::KeyboardModifiers keys);
    QWindow* windowAt(const QPoint& global) const;

    MainWindow& m_window;
};

} // namespace weft
