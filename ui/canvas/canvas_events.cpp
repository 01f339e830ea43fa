#include "ui/canvas/canvas.h"

#include "ui/canvas/minimap.h"
#include "ui/canvas/paint/problem_callouts.h"
#include "ui/canvas/paint/wire_card.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/style/style.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QTextDocument>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace weft {

namespace {

constexpr double wheelStep = 1.15;
constexpr double touchpadZoom = 0.005; // logarithm of the zoom a pixel

} // namespace

Pointer Canvas::pointerOf(const QPointF& widget, Qt::MouseButton button, Qt::MouseButtons buttons,
                          Qt::KeyboardModifiers modifiers) const
{
    return {.screen = widget,
            .scene = toScene(widget),
            .hit = hitAt(widget),
            .button = button,
            .buttons = buttons,
            .modifiers = modifiers};
}

Pointer Canvas::pointerAt(const QPointF& widget) const
{
    return pointerOf(widget, Qt::NoButton, QGuiApplication::mouseButtons(), QGuiApplication::keyboardModifiers());
}

bool Canvas::event(QEvent* event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto* native = static_cast<QNativeGestureEvent*>(event);
        if (native->gestureType() == Qt::ZoomNativeGesture) {
            zoomTo(m_view.zoom() * (1 + native->value()), native->position());
            return true;
        }
    } else if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Pointer pointer = pointerAt(help->pos());
        if (pointer.hit.kind == Hit::Kind::wire && !m_gesture) {
            showCard(pointer.hit);
            return true;
        }
        QString text = m_tools ? m_tools->toolTip(*this, pointer) : QString();
        if (text.isEmpty() && pointer.hit.kind == Hit::Kind::node
            && (m_detail < DetailLevel::full || pointer.hit.part == Hit::Part::header || isAiling(pointer.hit.node)))
            text = spokenName(pointer.hit.node); // too small to be read, or cut
        if (text.isEmpty() && pointer.hit.kind == Hit::Kind::note && m_detail < DetailLevel::full)
            for (const NoteItem& note : m_scene.notes())
                if (note.index == pointer.hit.index)
                    text = Qt::convertFromPlainText((note.title + u'\n' + note.text).trimmed()); // in lines that fit
        if (text.isEmpty() && pointer.hit.kind == Hit::Kind::port)
            text = spokenName(*pointer.hit.port);
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    } else if (event->type() == QEvent::ShortcutOverride) {
        // Single letters are the canvas's own while it has the focus; a window's shortcut would take them first.
        auto* key = static_cast<QKeyEvent*>(event);
        if (m_gesture && key->key() == Qt::Key_Escape) {
            event->accept();
            return true;
        }
    } else if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Network"));
        m_scene.show(m_document, scope());
    }
    return QWidget::event(event);
}

void Canvas::resizeEvent(QResizeEvent*)
{
    placeOverlays();
    if (m_unseen && isVisible())
        chooseView();
    else if (m_fits && isVisible() && !m_flight)
        setViewNow(fitted()); // the user has not looked elsewhere since
    else
        viewMoved(false);
}

void Canvas::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_unseen)
        chooseView();
}

void Canvas::mousePressEvent(QMouseEvent* event)
{
    m_pointer = event->position();
    hideCard();
    if (m_panning)
        return;
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceHeld)) {
        m_panning = true;
        m_spacePanned = m_spaceHeld;
        m_panFrom = event->position();
        m_flight.reset();
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (m_gesture) { // another button than the one that began it
        if (!m_gesture->holdsOn() || event->button() != Qt::LeftButton)
            cancel();
        return;
    }
    const Pointer pointer = pointerOf(event->position(), event->button(), event->buttons(), event->modifiers());
    if (overlayAt(pointer.screen) || pressProblem(pointer.screen))
        return;
    finishAnimations();
    if (m_tools) {
        if (std::unique_ptr<Gesture> gesture = m_tools->press(*this, pointer)) {
            begin(std::move(gesture));
            return;
        }
    }
    if (event->button() == Qt::LeftButton)
        select(pointer);
}

void Canvas::select(const Pointer& pointer)
{
    if (!m_selection)
        return;
    const bool adds = pointer.modifiers & (Qt::ControlModifier | Qt::ShiftModifier);
    const std::string& id = pointer.hit.node;
    const NodeItem* item = id.empty() ? nullptr : m_scene.node(id);
    if (!item || item->boundary) {
        if (!adds)
            m_selection->clear();
    } else if (adds) {
        m_selection->toggle(id);
    } else if (!m_selection->contains(id)) {
        m_selection->select(id);
    }
}

void Canvas::mouseMoveEvent(QMouseEvent* event)
{
    m_pointer = event->position();
    if (m_panning) {
        panBy(event->position() - m_panFrom);
        m_panFrom = event->position();
        return;
    }
    const Pointer pointer = pointerOf(event->position(), Qt::NoButton, event->buttons(), event->modifiers());
    if (m_gesture) {
        m_gesture->move(*this, pointer);
        update();
        return;
    }
    hoverProblem(event->position());
    hover(pointer);
}

void Canvas::hover(const Pointer& pointer)
{
    if (m_tools)
        m_tools->hover(*this, pointer);
    Hit hit = pointer.hit;
    if (m_problemHover->part != ProblemCallout::Part::none)
        hit = {.scene = hit.scene}; // what lies below the box can't be seen
    const bool sameProblem = std::exchange(m_cursorProblem, int(m_problemHover->part)) == int(m_problemHover->part);
    const bool same = sameProblem && hit.kind == m_hovered.kind && hit.node == m_hovered.node
        && hit.wire == m_hovered.wire && hit.index == m_hovered.index && hit.part == m_hovered.part
        && hit.row == m_hovered.row
        && (!hit.port
            || (m_hovered.port && hit.port->port == m_hovered.port->port && hit.port->slot == m_hovered.port->slot));
    const bool wires = hit.wire != m_hovered.wire;
    const bool notes = (hit.kind == Hit::Kind::note) != (m_hovered.kind == Hit::Kind::note);
    m_hovered = hit;
    if (same)
        return;
    if (m_card && (!hit.wire || !(*hit.wire == m_card->wire)))
        hideCard();
    if (wires || notes)
        update();
    updateCursor(hit);
    emit hovered(hit);
}

void Canvas::updateCursor(const Hit& hit)
{
    if (m_spaceHeld)
        setCursor(m_panning ? Qt::ClosedHandCursor : Qt::OpenHandCursor);
    else if (m_problemHover->part >= ProblemCallout::Part::fix)
        setCursor(Qt::PointingHandCursor);
    else if (hit.kind == Hit::Kind::port)
        setCursor(Qt::CrossCursor);
    else if (hit.kind == Hit::Kind::note && hit.part == Hit::Part::corner)
        setCursor(Qt::SizeFDiagCursor);
    else if (hit.kind == Hit::Kind::wire || hit.kind == Hit::Kind::dot
             || (hit.kind == Hit::Kind::frame && hit.part == Hit::Part::title))
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
}

void Canvas::mouseReleaseEvent(QMouseEvent* event)
{
    m_pointer = event->position();
    const Pointer pointer = pointerOf(event->position(), event->button(), event->buttons(), event->modifiers());
    if (m_panning) {
        if (!(event->buttons() & (Qt::MiddleButton | Qt::LeftButton))) {
            m_panning = false;
            updateCursor(pointer.hit);
        }
        return;
    }
    if (m_problemPressed->part != ProblemCallout::Part::none) {
        releaseProblem(event->position());
        return;
    }
    if (m_gesture) {
        const std::unique_ptr<Gesture> gesture = std::move(m_gesture); // it may begin another, or open a popup
        gesture->release(*this, pointer);
        if (!m_gesture)
            m_preview = {};
        update();
        emit gestureChanged();
    }
    m_hovered = {};
    hover(pointerOf(event->position(), Qt::NoButton, event->buttons(), event->modifiers()));
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    const Pointer pointer = pointerOf(event->position(), event->button(), event->buttons(), event->modifiers());
    if (m_tools && m_tools->doubleClick(*this, pointer))
        return;
    const NodeItem* item = pointer.hit.node.empty() ? nullptr : m_scene.node(pointer.hit.node);
    if (m_selection && item && item->type == "block" && event->button() == Qt::LeftButton)
        m_selection->enter(item->block, item->id);
    else
        mousePressEvent(event); // quick clicks are clicks
}

void Canvas::wheelEvent(QWheelEvent* event)
{
    const bool touchpad = event->phase() != Qt::NoScrollPhase && !event->pixelDelta().isNull();
    if (event->modifiers() & Qt::ControlModifier && touchpad) {
        zoomTo(m_view.zoom() * std::exp(touchpadZoom * event->pixelDelta().y()), event->position());
    } else if (touchpad) {
        panBy(event->pixelDelta());
    } else if (event->modifiers() & Qt::ShiftModifier) {
        const QPoint delta = event->angleDelta();
        panBy(QPointF(delta.x() != 0 ? delta.x() : delta.y(), 0) / 2);
    } else {
        zoomTo(m_view.zoom() * std::pow(wheelStep, event->angleDelta().y() / 120.0), event->position());
    }
    event->accept();
    if (m_gesture) // the pointer stands over another place now
        m_gesture->move(*this, pointerOf(event->position(), Qt::NoButton, event->buttons(), event->modifiers()));
}

void Canvas::keyPressEvent(QKeyEvent* event)
{
    if (m_gesture) {
        if (m_gesture->key(*this, event)) {
            update();
            return;
        }
        if (event->key() == Qt::Key_Escape) {
            cancel();
            return;
        }
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && !m_gesture) {
        if (!event->isAutoRepeat()) {
            m_spaceHeld = true;
            m_spacePanned = false;
            updateCursor(m_hovered);
        }
        return; // a tap acts when it is let go
    }
    if (m_spaceHeld)
        m_spacePanned = true; // with another key it is no tap
    if ((m_tools && m_tools->key(*this, event)) || ownKey(event))
        return;
    QWidget::keyPressEvent(event);
}

void Canvas::keyReleaseEvent(QKeyEvent* event)
{
    if (m_gesture && m_gesture->key(*this, event)) {
        update();
        return;
    }
    if (event->key() == Qt::Key_Space && m_spaceHeld && !event->isAutoRepeat()) {
        m_spaceHeld = false;
        updateCursor(m_hovered);
        if (m_spacePanned || m_panning)
            return;
    }
    if (m_tools && m_tools->key(*this, event))
        return;
    QWidget::keyReleaseEvent(event);
}

bool Canvas::ownKey(QKeyEvent* event)
{
    if (event->modifiers() & Qt::ControlModifier && (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab))
        return QWidget::focusNextPrevChild(event->key() == Qt::Key_Tab);
    if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_M) {
        setMinimapShown(!isMinimapShown());
        return true;
    }
    if (event->modifiers() & ~Qt::KeypadModifier)
        return false;
    switch (event->key()) {
    case Qt::Key_H:
    case Qt::Key_Home:
        showAll();
        return true;
    case Qt::Key_G:
    case Qt::Key_Period:
        showSelection();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(wheelStep);
        return true;
    case Qt::Key_Minus:
        zoomBy(1 / wheelStep);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const NodeItem* item = m_selection ? m_scene.node(m_selection->current()) : nullptr) {
            if (item->type == "block")
                m_selection->enter(std::string(item->block), std::string(item->id));
            else
                emit editAsked(item->id);
            return true;
        }
        return false;
    case Qt::Key_Escape:
    case Qt::Key_U:
        if (m_selection && event->key() == Qt::Key_Escape && !m_selection->nodes().empty()) {
            m_selection->clear();
            return true;
        }
        if (m_selection && !m_selection->scope().empty()) {
            m_selection->leave();
            return true;
        }
        return false;
    default:
        return false;
    }
}

void Canvas::contextMenuEvent(QContextMenuEvent* event)
{
    const QPointF at = event->reason() == QContextMenuEvent::Mouse ? QPointF(event->pos()) : m_pointer;
    if (m_tools && !m_gesture && m_tools->contextMenu(*this, pointerAt(at)))
        event->accept();
    else
        event->ignore();
}

void Canvas::focusOutEvent(QFocusEvent* event)
{
    if (event->reason() != Qt::PopupFocusReason)
        cancel();
    m_spaceHeld = false;
    m_panning = false;
    update();
    QWidget::focusOutEvent(event);
}

void Canvas::showCard(const Hit& wire)
{
    std::optional<WireCard> card = wireCard(*m_document, m_scene, m_life, *wire.wire, wire.scene);
    m_card = card ? std::make_unique<WireCard>(std::move(*card)) : nullptr;
    update();
}

void Canvas::hideCard()
{
    if (std::exchange(m_card, nullptr))
        update();
}

void Canvas::leaveEvent(QEvent*)
{
    hideCard();
    if (!m_hovered.isEmpty()) {
        m_hovered = {};
        emit hovered(m_hovered);
        update();
    }
}

void Canvas::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_tools && m_tools->dragMove(*this, event))
        event->acceptProposedAction();
}

void Canvas::dragMoveEvent(QDragMoveEvent* event)
{
    m_pointer = event->position();
    if (m_tools && m_tools->dragMove(*this, event))
        event->acceptProposedAction();
    else
        event->ignore();
    update();
}

void Canvas::dragLeaveEvent(QDragLeaveEvent*)
{
    if (m_tools)
        m_tools->dragLeave(*this);
    m_preview = {};
    update();
}

void Canvas::dropEvent(QDropEvent* event)
{
    m_pointer = event->position();
    if (m_tools && m_tools->drop(*this, event))
        event->acceptProposedAction();
    m_preview = {};
    update();
}

bool Canvas::focusNextPrevChild(bool)
{
    return false; // Tab opens the search; Ctrl+Tab goes on
}

} // namespace weft
