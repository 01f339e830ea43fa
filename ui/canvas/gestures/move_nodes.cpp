#include "ui/canvas/gestures/move_nodes.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/drag.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/canvas/gestures/guides.h"
#include "ui/canvas/gestures/together.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/wiring/wire_ends.h"
#include "ui/style/style.h"

#include <QCoreApplication>
#include <QKeyEvent>

#include <algorithm>

namespace weft {

namespace {

constexpr double pull = 6; // widget pixels: how near a neighbour's line takes hold
constexpr int insertShift = 140; // milliseconds

QString words(const char* text)
{
    return QCoreApplication::translate("MoveNodes", text);
}

double mainPort(const NodeItem& node)
{
    const std::vector<PortHit> inputs = portsOf(node, true);
    return inputs.empty() ? geometry::firstPort : inputs.front().at.y() - node.rect.top();
}

} // namespace

MoveNodes::MoveNodes(Canvas& canvas, const Pointer& pointer, const std::string& node, Ids ids)
    : m_node(node)
    , m_ids(std::move(ids))
    , m_pressed(pointer)
    , m_last(pointer)
{
    if (const NodeItem* item = canvas.scene().node(node))
        m_rect = item->rect;
}

void MoveNodes::move(Canvas& canvas, const Pointer& pointer)
{
    m_last = pointer;
    if (!m_dragged) {
        if (!isDrag(m_pressed.screen, pointer.screen))
            return;
        m_dragged = true;
        if (m_pressed.modifiers & Qt::AltModifier)
            detachNow(canvas);
    }
    const bool shaken = m_shake.move(pointer.screen);
    if (shaken && !m_detached)
        detachNow(canvas);
    GesturePreview& preview = canvas.preview();
    const Snapped snapped = snapMove(canvas.scene(), m_rect, pointer.scene - m_pressed.scene, m_ids,
                                     canvas.visibleArea(), pull / canvas.view().scale());
    preview.moved = m_ids;
    preview.offset = snapped.offset;
    preview.guides = snapped.guides;
    lookForWire(canvas);
    canvas.update();
}

// Alone and without wires, so that there is one way to put it into another wire.
bool MoveNodes::isFree(const Canvas& canvas) const
{
    if (m_ids.size() != 1)
        return false;
    if (m_detached)
        return true;
    const GraphNode* node = canvas.document()->node(canvas.scope(), m_node);
    return node != nullptr && node->inputs.empty() && canvas.document()->consumers(canvas.scope(), m_node).empty();
}

void MoveNodes::lookForWire(Canvas& canvas)
{
    m_insertion.reset();
    GesturePreview& preview = canvas.preview();
    preview.insertion.reset();
    // Alt was pressed later: no insertion now.
    const bool refused = (m_last.modifiers & Qt::AltModifier) && !(m_pressed.modifiers & Qt::AltModifier);
    if (refused || !isFree(canvas))
        return;
    const QRectF rect = m_rect.translated(preview.offset);
    const std::optional<WireRef> under = canvas.scene().wireUnder(rect, m_ids);
    if (!under || !whyNotOnWire(*canvas.document(), canvas.scope(), m_node, wireOf(*under)).isEmpty())
        return;
    m_insertion = insertionInto(canvas.scene(), *under, rect, mainPort(*canvas.scene().node(m_node)), m_ids, m_side);
    preview.insertion = under;
    preview.guides.clear();
}

void MoveNodes::detachNow(Canvas& canvas)
{
    m_detached = true;
    for (const std::string& id : m_ids) {
        const NodeItem* node = canvas.scene().node(id);
        if (node == nullptr)
            continue;
        for (const std::vector<int>* wires : {&node->wiresIn, &node->wiresOut}) {
            for (const int handle : *wires) {
                const WireItem& wire = canvas.scene().wireAt(handle);
                const bool inside = m_ids.contains(wire.ref.node) && m_ids.contains(wire.ref.from.node);
                if (!inside)
                    canvas.preview().cut.push_back(wire.ref);
            }
        }
    }
}

void MoveNodes::release(Canvas& canvas, const Pointer& pointer)
{
    if (!m_dragged) { // it was a click
        if (m_pressed.modifiers & Qt::AltModifier) {
            canvas.selection()->select(m_node);
            if (auto* const tools = dynamic_cast<EditingTools*>(canvas.tools()))
                tools->showPorts(m_node);
            return;
        }
        if (m_pressed.modifiers & Qt::ShiftModifier)
            canvas.selection()->toggle(m_node);
        else
            canvas.selection()->select(m_node);
        return;
    }
    move(canvas, pointer);
    Ids all = m_ids;
    if (m_insertion)
        all.insert(m_insertion->shifted.begin(), m_insertion->shifted.end());
    std::map<std::string, QPointF> before = placesOf(canvas.scene(), all);
    for (const std::string& id : m_ids)
        before[id] += canvas.preview().offset;
    const QPointF offset = canvas.preview().offset;
    if (offset.isNull() && !m_insertion && !m_detached && m_frames == Frames::asTheyAre)
        return;
    const QString title = m_insertion ? words(QT_TRANSLATE_NOOP("MoveNodes", "Insert into a wire"))
        : m_detached                  ? words(QT_TRANSLATE_NOOP("MoveNodes", "Detach"))
                                      : words(QT_TRANSLATE_NOOP("MoveNodes", "Move"));
    const QString refused = together(*canvas.document(), title, [&] { return apply(canvas); });
    if (!refused.isEmpty())
        canvas.showMessage(refused);
    else if (m_insertion)
        canvas.animateFrom(before, Style::get().milliseconds(insertShift));
}

QString MoveNodes::apply(Canvas& canvas) const
{
    GraphDocument& document = *canvas.document();
    const Scope scope = canvas.scope();
    if (m_detached)
        detach(document, scope, m_ids);
    if (m_insertion) {
        const QString refused = insertOnWire(document, scope, m_node, m_insertion->wire, m_insertion->at,
                                             m_insertion->shifted, m_insertion->shift);
        if (!refused.isEmpty())
            return refused;
    } else {
        moveNodes(document, scope, placesOf(canvas.scene(), m_ids, canvas.preview().offset));
    }
    if (m_frames == Frames::join && m_frame >= 0)
        joinFrame(document, scope, size_t(m_frame), m_ids);
    else if (m_frames == Frames::leave)
        leaveFrame(document, scope, m_ids);
    return {};
}

bool MoveNodes::key(Canvas& canvas, QKeyEvent* event)
{
    if (event->type() != QEvent::KeyPress || event->isAutoRepeat() || !m_dragged)
        return false;
    if (event->key() == Qt::Key_T && m_insertion) {
        m_side = m_side == InsertSide::behind ? InsertSide::before : InsertSide::behind;
        lookForWire(canvas);
        canvas.update();
        return true;
    }
    if (event->key() != Qt::Key_F)
        return false;
    if (m_frames != Frames::asTheyAre) {
        m_frames = Frames::asTheyAre;
        m_frame = -1;
    } else {
        const std::vector<FrameItem>& frames = canvas.scene().frames();
        const auto below = std::ranges::find_if(frames, [&](const FrameItem& frame) {
            const bool own =
                std::ranges::any_of(frame.nodes, [&](const std::string& id) { return m_ids.contains(id); });
            return !own && frame.rect.contains(m_last.scene);
        });
        m_frames = below != frames.end() ? Frames::join : Frames::leave;
        m_frame = below != frames.end() ? below->index : -1;
    }
    canvas.preview().dropFrame = m_frame;
    canvas.update();
    return true;
}

std::vector<GestureHint> MoveNodes::hints() const
{
    std::vector<GestureHint> hints;
    if (m_insertion) {
        hints.push_back({{}, words(QT_TRANSLATE_NOOP("MoveNodes", "Release: put it into the wire"))});
        hints.push_back({words(QT_TRANSLATE_NOOP("MoveNodes", "T")),
                         m_side == InsertSide::behind
                             ? words(QT_TRANSLATE_NOOP("MoveNodes", "make room on the left instead"))
                             : words(QT_TRANSLATE_NOOP("MoveNodes", "make room on the right instead"))});
    } else if (!m_detached)
        hints.push_back({{}, words(QT_TRANSLATE_NOOP("MoveNodes", "Shake: take it out of its wires"))});
    hints.push_back({words(QT_TRANSLATE_NOOP("MoveNodes", "F")),
                     m_frames == Frames::join        ? words(QT_TRANSLATE_NOOP("MoveNodes", "joins this frame"))
                         : m_frames == Frames::leave ? words(QT_TRANSLATE_NOOP("MoveNodes", "leaves its frame"))
                                                     : words(QT_TRANSLATE_NOOP("MoveNodes", "join or leave a frame"))});
    hints.push_back(
        {words(QT_TRANSLATE_NOOP("MoveNodes", "Esc")), words(QT_TRANSLATE_NOOP("MoveNodes", "put it back"))});
    return hints;
}

} // namespace weft
