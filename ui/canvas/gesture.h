#pragma once

#include "ui/canvas/preview.h"

#include <QEvent>

class QContextMenuEvent;
class QDragMoveEvent;
class QDropEvent;
class QKeyEvent;

namespace weft {

class Canvas;

// The pointer at one moment.
struct Pointer {
    QPointF screen;
    QPointF scene;
    Hit hit;
    Qt::MouseButton button = Qt::NoButton; // that was pressed or released
    Qt::MouseButtons buttons = Qt::NoButton;
    Qt::KeyboardModifiers modifiers = Qt::NoModifier;
};

// What happens between a press and its release. It shows what will be in canvas.preview() and changes the document
// once, at the end. The canvas owns it, sends it everything, and deletes it after release() or cancel().
class Gesture {
public:
    virtual ~Gesture() = default;
    virtual void move(Canvas& canvas, const Pointer& pointer) = 0;
    virtual void release(Canvas& canvas, const Pointer& pointer) = 0;
    virtual void cancel(Canvas&) { } // Esc, another button, focus lost
    virtual bool key(Canvas&, QKeyEvent*) { return false; } // pressed or released meanwhile; true: done with
    virtual std::vector<GestureHint> hints() const { return {}; }
    virtual bool holdsOn() const { return false; } // follows the mouse without a button; a click is its release
};

// What the canvas does not do by itself (it pans, zooms, selects by click and by keys of the view): everything that
// edits. Each is asked first; false or nullptr: the canvas goes on.
class CanvasTools {
public:
    virtual ~CanvasTools() = default;
    virtual std::unique_ptr<Gesture> press(Canvas&, const Pointer&) { return nullptr; }
    virtual bool doubleClick(Canvas&, const Pointer&) { return false; }
    virtual void hover(Canvas&, const Pointer&) { }
    virtual bool key(Canvas&, QKeyEvent*) { return false; } // presses and releases
    virtual bool contextMenu(Canvas&, const Pointer&) { return false; }
    virtual bool dragMove(Canvas&, QDragMoveEvent*) { return false; } // enter and move
    virtual void dragLeave(Canvas&) { }
    virtual bool drop(Canvas&, QDropEvent*) { return false; }
    virtual QString toolTip(Canvas&, const Pointer&) { return {}; }
};

} // namespace weft
