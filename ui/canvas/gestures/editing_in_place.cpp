#include "ui/canvas/canvas.h"
#include "ui/canvas/commands/in_place_editor.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/canvas/scene/node_geometry.h"

namespace weft {

void EditingTools::rename(const std::string& id)
{
    const NodeItem* node = m_canvas.scene().node(id);
    if (node == nullptr || node->boundary)
        return;
    m_canvas.ensureVisible(node->rect);
    m_canvas.finishAnimations();
    const QRectF header(node->rect.topLeft(), QSizeF(node->rect.width(), geometry::header));
    const NodeKey key = {m_canvas.scope(), id};
    m_editor->editLine(header, QString::fromStdString(id), tr("Name of the node"), [this, key](const QString& text) {
        if (m_canvas.document() == nullptr || m_canvas.document()->node(key) == nullptr)
            return QString();
        return weft::rename(*m_canvas.document(), key, text.trimmed());
    });
}

void EditingTools::renameFrame(int index)
{
    for (const FrameItem& frame : m_canvas.scene().frames()) {
        if (frame.index != index)
            continue;
        const QRectF title(frame.rect.topLeft() + QPointF(8, 2), QSizeF(frame.rect.width() / 2, geometry::frameHeader));
        const Scope scope = m_canvas.scope();
        m_editor->editLine(title, frame.title, tr("Title of the frame"), [this, scope, index](const QString& text) {
            const std::vector<Frame>& frames = m_canvas.document()->frames(scope);
            if (size_t(index) < frames.size())
                setFrame(*m_canvas.document(), scope, size_t(index), text.trimmed(),
                         QString::fromStdString(frames[size_t(index)].colour));
            return QString();
        });
        return;
    }
}

void EditingTools::editNote(int index)
{
    for (const NoteItem& note : m_canvas.scene().notes()) {
        if (note.index != index)
            continue;
        const Scope scope = m_canvas.scope();
        m_editor->editText(note.rect, note.text, tr("Text of the note"), [this, scope, index](const QString& text) {
            if (size_t(index) < m_canvas.document()->notes(scope).size()) {
                m_canvas.document()->endMerging(); // each editing is a step of its own
                setNoteText(*m_canvas.document(), scope, size_t(index), text);
                m_canvas.document()->endMerging();
            }
            return QString();
        });
        return;
    }
}

} // namespace weft
