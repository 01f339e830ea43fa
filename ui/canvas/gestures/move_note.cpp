#include "ui/canvas/gestures/move_note.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/drag.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/document/actions.h"

#include <QCoreApplication>

#include <algorithm>

namespace weft {

namespace {

constexpr double leastWidth = 96;
constexpr double leastHeight = 56;

} // namespace

MoveNote::MoveNote(Canvas& canvas, const Pointer& pointer, int note, bool resize)
    : m_note(note)
    , m_resize(resize)
    , m_pressed(pointer)
{
    for (const NoteItem& item : canvas.scene().notes()) {
        if (item.index == note)
            m_before = m_rect = item.rect;
    }
}

void MoveNote::move(Canvas& canvas, const Pointer& pointer)
{
    m_dragged = m_dragged || isDrag(m_pressed.screen, pointer.screen);
    if (!m_dragged)
        return;
    const QPointF offset = pointer.scene - m_pressed.scene;
    if (m_resize) {
        const QPointF corner = snapToGrid(m_before.bottomRight() + offset);
        m_rect.setRight(std::max(corner.x(), m_before.left() + leastWidth));
        m_rect.setBottom(std::max(corner.y(), m_before.top() + leastHeight));
        canvas.preview().band = m_rect;
    } else {
        m_rect.moveTopLeft(snapToGrid(m_before.topLeft() + offset));
        canvas.preview().movedNotes = {m_note};
        canvas.preview().offset = m_rect.topLeft() - m_before.topLeft();
    }
    canvas.update();
}

void MoveNote::release(Canvas& canvas, const Pointer& pointer)
{
    move(canvas, pointer);
    if (m_rect == m_before)
        return;
    canvas.document()->endMerging(); // each drag is a step of its own
    setNoteRect(*canvas.document(), canvas.scope(), size_t(m_note), m_rect);
    canvas.document()->endMerging();
}

std::vector<GestureHint> MoveNote::hints() const
{
    return {{{},
             m_resize ? QCoreApplication::translate("MoveNote", "Drag the corner: the note's size")
                      : QCoreApplication::translate("MoveNote", "Drag: move the note")}};
}

} // namespace weft
