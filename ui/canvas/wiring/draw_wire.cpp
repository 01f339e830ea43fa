#include "ui/canvas/wiring/draw_wire.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/drag.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/canvas/gestures/together.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/windows/settings/preferences.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QToolTip>

#include <algorithm>

namespace weft {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("DrawWire", text);
}

PortKind kindOf(const Scene& scene, const PortHit& port)
{
    const NodeItem* node = scene.node(port.node);
    const PortItem* item = node == nullptr ? nullptr : node->find(port.port, port.input, port.slot);
    return item == nullptr ? PortKind::tensor : item->kind;
}

} // namespace

DrawWire::DrawWire(Canvas& canvas, EditingTools& tools, const PortHit& fixed, std::vector<Wire> lifted)
    : m_tools(tools)
    , m_fixed(fixed)
    , m_lifted(std::move(lifted))
    , m_legal(canvas.scene(), fixed)
    , m_pressed(canvas.lastPointer())
{
    WirePreview wire = {.start = fixed, .end = fixed.at, .kind = kindOf(canvas.scene(), fixed)};
    wire.isLegal = [this](const NodeItem& node, const PortItem& port) { return m_legal.isLegal(node, port); };
    canvas.preview().wire = wire;
    for (const Wire& one : m_lifted) {
        const std::optional<PortHit> end = endOf(canvas.scene(), one);
        const GraphNode* node = canvas.document()->node(canvas.scope(), one.node);
        for (size_t i = 0; end && node != nullptr && i < node->inputs.size(); ++i) {
            if (node->inputs[i].port == one.port && node->inputs[i].from == one.from)
                canvas.preview().cut.push_back({one.node, int(i), one.from, one.port});
        }
    }
    canvas.update();
}

DrawWire::DrawWire(Canvas& canvas, EditingTools& tools, const PortHit& fixed, Until until)
    : DrawWire(canvas, tools, fixed)
{
    m_dragged = m_holdsOn = until == Until::click;
}

void DrawWire::move(Canvas& canvas, const Pointer& pointer)
{
    m_last = pointer;
    m_dragged = m_dragged || isDrag(m_pressed, pointer.screen);
    WirePreview& wire = *canvas.preview().wire;
    wire.end = pointer.scene;
    wire.refused = false;
    canvas.preview().dropNode.clear();
    QString reason;
    wire.target = canvas.scene().nearestPort(
        pointer.scene, geometry::magnet / canvas.view().scale(),
        [&](const NodeItem& node, const PortItem& port) { return m_legal.isLegal(node, port); });
    const bool onNode = pointer.hit.kind == Hit::Kind::node || pointer.hit.kind == Hit::Kind::port;
    const NodeItem* node = onNode ? canvas.scene().node(pointer.hit.node) : nullptr;
    if (node != nullptr && (!wire.target || wire.target->node != node->id)) {
        wire.target = m_legal.best(*node);
        wire.refused = !wire.target;
        if (wire.target)
            canvas.preview().dropNode = node->id;
        else if (node->id != m_fixed.node || (QPointF(pointer.scene - m_fixed.at)).manhattanLength() > 40)
            reason = m_legal.whyNot(*node, pointer.hit.port);
    }
    if (wire.target)
        wire.end = wire.target->at;
    if (reason.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(canvas.mapToGlobal(pointer.screen.toPoint() + QPoint(12, 16)), reason, &canvas);
    canvas.update();
}

void DrawWire::release(Canvas& canvas, const Pointer& pointer)
{
    move(canvas, pointer);
    QToolTip::hideText();
    if (!m_dragged)
        return; // a click
    const WirePreview& wire = *canvas.preview().wire;
    if (wire.target) {
        connect(canvas);
    } else if (wire.refused) {
        canvas.showMessage(m_legal.whyNot(*canvas.scene().node(pointer.hit.node), pointer.hit.port));
        canvas.shake(pointer.hit.node);
    } else if (!m_lifted.empty()) {
        disconnectEnds(*canvas.document(), canvas.scope(), m_lifted);
    } else {
        const bool shift = pointer.modifiers & Qt::ShiftModifier;
        const bool all = Preferences::get().value(QStringLiteral("wiresListAll")).toBool();
        m_tools.searchForWire(m_fixed, pointer.scene, shift != all, m_dots);
    }
}

void DrawWire::connect(Canvas& canvas)
{
    const PortHit target = *canvas.preview().wire->target;
    const QString title = m_lifted.empty() ? words(QT_TRANSLATE_NOOP("DrawWire", "Connect"))
                                           : words(QT_TRANSLATE_NOOP("DrawWire", "Move wires"));
    // Back where it was: no step.
    const bool same = m_lifted.size() == 1 && m_dots.empty()
        && (target.input ? m_lifted[0].node == target.node && m_lifted[0].port == target.port
                         : m_lifted[0].from == PortRef {target.node, target.port});
    if (same)
        return;
    if (m_lifted.empty() && m_dots.empty()) { // the wire may be there already: then it says so
        const PortRef from = m_fixed.input ? PortRef {target.node, target.port} : PortRef {m_fixed.node, m_fixed.port};
        const PortHit& to = m_fixed.input ? m_fixed : target;
        if (const QString refused = connectEnds(*canvas.document(), canvas.scope(), from, to); !refused.isEmpty())
            canvas.showMessage(refused);
        return;
    }
    const QString refused = together(*canvas.document(), title, [&] { return plug(canvas, target); });
    if (!refused.isEmpty())
        canvas.showMessage(refused);
}

QString DrawWire::plug(Canvas& canvas, const PortHit& target)
{
    GraphDocument& document = *canvas.document();
    const Scope scope = canvas.scope();
    std::vector<std::pair<PortRef, PortHit>> ends;
    for (const Wire& wire : m_lifted) {
        const PortHit old = {.node = wire.node, .port = wire.port, .at = {}};
        ends.push_back(target.input ? std::pair(wire.from, target)
                                    : std::pair(PortRef {target.node, target.port}, old));
    }
    if (ends.empty()) {
        const PortRef from = m_fixed.input ? PortRef {target.node, target.port} : PortRef {m_fixed.node, m_fixed.port};
        ends.push_back({from, m_fixed.input ? m_fixed : target});
    }
    disconnectEnds(document, scope, m_lifted);
    for (const auto& [from, to] : ends) {
        if (const QString refused = connectEnds(document, scope, from, to); !refused.isEmpty())
            return refused;
        std::vector<QPointF> dots = m_dots;
        if (m_fixed.input)
            std::ranges::reverse(dots);
        for (size_t i = 0; i < dots.size() && to.node != Scene::blockOutputs; ++i)
            addDot(document, scope, {from, to.node, to.port}, i, dots[i]);
    }
    return {};
}

bool DrawWire::key(Canvas& canvas, QKeyEvent* event)
{
    if (event->type() != QEvent::KeyPress || event->key() != Qt::Key_Alt || event->isAutoRepeat())
        return false;
    m_dots.push_back(snapToGrid(m_last.scene));
    canvas.preview().wire->dots = m_dots;
    canvas.update();
    return true;
}

std::vector<GestureHint> DrawWire::hints() const
{
    if (!m_lifted.empty())
        return {
            {{}, words(QT_TRANSLATE_NOOP("DrawWire", "Release on a port to move it, on empty canvas to remove it"))},
            {words(QT_TRANSLATE_NOOP("DrawWire", "Esc")), words(QT_TRANSLATE_NOOP("DrawWire", "put it back"))}};
    return {{{},
             m_holdsOn ? words(QT_TRANSLATE_NOOP("DrawWire", "Click: connect, or search what fits"))
                       : words(QT_TRANSLATE_NOOP("DrawWire", "Release: search what fits"))},
            {words(QT_TRANSLATE_NOOP("DrawWire", "Shift")), words(QT_TRANSLATE_NOOP("DrawWire", "search everything"))},
            {words(QT_TRANSLATE_NOOP("DrawWire", "Alt")), words(QT_TRANSLATE_NOOP("DrawWire", "add a reroute dot"))}};
}

std::unique_ptr<Gesture> drawFromPort(Canvas& canvas, EditingTools& tools, const PortHit& port, bool all)
{
    const Scene& scene = canvas.scene();
    if (!port.input) {
        const std::vector<Wire> wires = wiresFrom(scene, {port.node, port.port});
        const std::optional<PortHit> end = all && !wires.empty() ? endOf(scene, wires.front()) : std::nullopt;
        if (end)
            return std::make_unique<DrawWire>(canvas, tools, *end, wires);
        return std::make_unique<DrawWire>(canvas, tools, port);
    }
    const NodeItem* node = scene.node(port.node);
    const PortItem* item = node == nullptr ? nullptr : node->find(port.port, true, port.slot);
    const std::vector<Wire> wires = wiresInto(scene, port, all || item == nullptr || !item->many ? -1 : port.slot);
    const std::optional<PortHit> start = wires.empty() ? std::nullopt : startOf(scene, wires.front());
    if (start)
        return std::make_unique<DrawWire>(canvas, tools, *start, wires);
    return std::make_unique<DrawWire>(canvas, tools, port);
}

std::unique_ptr<Gesture> drawFromWire(Canvas& canvas, EditingTools& tools, const WireRef& ref, double along)
{
    const Wire wire = wireOf(ref);
    const std::optional<PortHit> fixed = along > 0.5 ? startOf(canvas.scene(), wire) : endOf(canvas.scene(), wire);
    if (!fixed)
        return nullptr;
    return std::make_unique<DrawWire>(canvas, tools, *fixed, std::vector<Wire> {wire});
}

} // namespace weft
