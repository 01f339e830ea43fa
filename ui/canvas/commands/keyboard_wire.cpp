#include "ui/canvas/commands/keyboard_wire.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/commands/keyboard_walk.h"
#include "ui/canvas/gestures/editing_tools.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QKeyEvent>

#include <algorithm>

namespace weft {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("KeyboardWire", text);
}

} // namespace

KeyboardWire::KeyboardWire(Canvas& canvas, EditingTools& tools, const std::string& id)
    : m_tools(tools)
{
    if (const NodeItem* node = canvas.scene().node(id)) {
        m_starts = portsOf(*node, false);
        const std::vector<PortHit> inputs = portsOf(*node, true);
        m_starts.insert(m_starts.end(), inputs.begin(), inputs.end());
    }
    show(canvas);
}

void KeyboardWire::show(Canvas& canvas)
{
    if (m_starts.empty())
        return;
    const PortHit& start = m_starts[m_start];
    WirePreview wire = {.start = start, .end = start.at};
    if (m_drawing && m_end >= 0) {
        wire.target = m_ends[size_t(m_end)];
        wire.end = wire.target->at;
        canvas.ensureVisible(QRectF(wire.end, QSizeF(1, 1)).adjusted(-60, -60, 60, 60));
    }
    if (!m_drawing) // only the port itself is lit
        wire.isLegal = [start](const NodeItem& node, const PortItem& port) {
            return node.id == start.node && port.port == start.port && port.input == start.input
                && port.slot == start.slot;
        };
    else
        wire.isLegal = [this](const NodeItem& node, const PortItem& port) {
            return std::ranges::any_of(m_ends, [&](const PortHit& end) {
                return end.node == node.id && end.port == port.port && end.input == port.input && end.slot == port.slot;
            });
        };
    canvas.preview().wire = wire;
    const PortHit& spoken = wire.target ? *wire.target : start;
    QAccessibleEvent event(&canvas, QAccessible::NameChanged);
    canvas.setAccessibleDescription(canvas.spokenName(spoken));
    QAccessible::updateAccessibility(&event);
    canvas.update();
}

void KeyboardWire::choosePort(Canvas& canvas, int by)
{
    const int count = int(m_starts.size());
    m_start = size_t((int(m_start) + by + count) % count);
    show(canvas);
}

void KeyboardWire::startWire(Canvas& canvas)
{
    const PortHit start = m_starts[m_start];
    const LegalEnds legal(canvas.scene(), start);
    m_ends.clear();
    for (const std::string& id : canvas.scene().nodeIds()) {
        const NodeItem* node = canvas.scene().node(id);
        for (const PortItem& port : node->ports) {
            if (legal.isLegal(*node, port))
                m_ends.push_back({node->id, port.port, port.input, port.slot, node->positionOf(port)});
        }
    }
    if (m_ends.empty()) {
        canvas.showMessage(words(QT_TRANSLATE_NOOP("KeyboardWire", "Nothing here takes this wire; Tab adds a layer.")));
        return;
    }
    m_drawing = true;
    std::vector<QPointF> points;
    for (const PortHit& end : m_ends)
        points.push_back(end.at);
    m_end = nearestPoint(start.at, points, start.input ? Way::left : Way::right);
    if (m_end < 0)
        m_end = 0;
    show(canvas);
}

void KeyboardWire::goTo(Canvas& canvas, int key)
{
    const Way way = key == Qt::Key_Left ? Way::left
        : key == Qt::Key_Right          ? Way::right
        : key == Qt::Key_Up             ? Way::up
                                        : Way::down;
    std::vector<QPointF> points;
    for (const PortHit& end : m_ends)
        points.push_back(end.at);
    const int next = nearestPoint(m_ends[size_t(m_end)].at, points, way);
    if (next >= 0)
        m_end = next;
    show(canvas);
}

void KeyboardWire::finish(Canvas& canvas)
{
    const PortHit start = m_starts[m_start];
    const PortHit end = m_ends[size_t(m_end)];
    const PortHit& from = start.input ? end : start;
    const PortHit& to = start.input ? start : end;
    GraphDocument& document = *canvas.document();
    const Scope scope = canvas.scope();
    Canvas* const view = &canvas;
    canvas.end(); // this gesture is gone now
    const QString refused = connectEnds(document, scope, {from.node, from.port}, to);
    if (!refused.isEmpty())
        view->showMessage(refused);
}

void KeyboardWire::cutPort(Canvas& canvas)
{
    const PortHit port = m_starts[m_start];
    const std::vector<Wire> wires =
        port.input ? wiresInto(canvas.scene(), port) : wiresFrom(canvas.scene(), {port.node, port.port});
    if (!wires.empty())
        disconnectEnds(*canvas.document(), canvas.scope(), wires);
}

bool KeyboardWire::key(Canvas& canvas, QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        return false; // the canvas cancels
    if (event->type() != QEvent::KeyPress || m_starts.empty())
        return true;
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (m_drawing)
            goTo(canvas, event->key());
        else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
            choosePort(canvas, event->key() == Qt::Key_Down ? 1 : -1);
        else if ((event->key() == Qt::Key_Left) == m_starts[m_start].input)
            startWire(canvas);
        else
            choosePort(canvas, 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_drawing)
            finish(canvas); // deletes this
        else
            startWire(canvas);
        return true;
    case Qt::Key_Tab: {
        EditingTools& tools = m_tools;
        const PortHit start = m_starts[m_start];
        canvas.end(); // deletes this
        tools.searchForWire(start, start.at + QPointF(start.input ? -200 : 80, 0), false);
        return true;
    }
    case Qt::Key_Delete:
    case Qt::Key_Backspace: {
        cutPort(canvas);
        canvas.end(); // deletes this
        return true;
    }
    default:
        return true;
    }
}

std::vector<GestureHint> KeyboardWire::hints() const
{
    const GestureHint esc = {words(QT_TRANSLATE_NOOP("KeyboardWire", "Esc")),
                             words(QT_TRANSLATE_NOOP("KeyboardWire", "leave it"))};
    const QString arrows = words(QT_TRANSLATE_NOOP("KeyboardWire", "Arrows"));
    const QString enter = words(QT_TRANSLATE_NOOP("KeyboardWire", "Enter"));
    if (m_drawing)
        return {{arrows, words(QT_TRANSLATE_NOOP("KeyboardWire", "choose where the wire ends"))},
                {enter, words(QT_TRANSLATE_NOOP("KeyboardWire", "connect"))},
                esc};
    return {{arrows, words(QT_TRANSLATE_NOOP("KeyboardWire", "choose a port"))},
            {enter, words(QT_TRANSLATE_NOOP("KeyboardWire", "start a wire"))},
            {words(QT_TRANSLATE_NOOP("KeyboardWire", "Tab")),
             words(QT_TRANSLATE_NOOP("KeyboardWire", "add a layer there"))},
            {words(QT_TRANSLATE_NOOP("KeyboardWire", "Del")),
             words(QT_TRANSLATE_NOOP("KeyboardWire", "take its wires off"))},
            esc};
}

} // namespace weft
