#include "ui/canvas/wiring/lazy_connect.h"

#include "ui/canvas/canvas.h"

#include <QCoreApplication>

namespace weft {

LazyConnect::LazyConnect(Canvas& canvas, const PortHit& start)
    : m_start(start)
    , m_legal(canvas.scene(), start)
{
    WirePreview wire = {.start = start, .end = start.at};
    wire.isLegal = [this](const NodeItem& node, const PortItem& port) { return m_legal.isLegal(node, port); };
    canvas.preview().wire = wire;
}

void LazyConnect::move(Canvas& canvas, const Pointer& pointer)
{
    WirePreview& wire = *canvas.preview().wire;
    const NodeItem* node = pointer.hit.node.empty() ? nullptr : canvas.scene().node(pointer.hit.node);
    wire.target = node == nullptr ? std::nullopt : m_legal.best(*node);
    wire.refused = node != nullptr && node->id != m_start.node && !wire.target;
    wire.end = wire.target ? wire.target->at : pointer.scene;
    canvas.preview().dropNode = wire.target ? node->id : std::string();
    canvas.update();
}

void LazyConnect::release(Canvas& canvas, const Pointer& pointer)
{
    move(canvas, pointer);
    const WirePreview& wire = *canvas.preview().wire;
    QString refused;
    if (wire.target && wire.target->node == Scene::blockOutputs)
        refused = connectEnds(*canvas.document(), canvas.scope(), {m_start.node, m_start.port}, *wire.target);
    else if (wire.target && m_start.node == Scene::blockInputs)
        refused = connectEnds(*canvas.document(), canvas.scope(), {m_start.node, m_start.port}, *wire.target);
    else if (wire.target)
        refused = connectNodes(*canvas.document(), canvas.scope(), m_start.node, wire.target->node);
    else if (wire.refused)
        refused = m_legal.whyNot(*canvas.scene().node(pointer.hit.node), std::nullopt);
    if (!refused.isEmpty()) {
        canvas.showMessage(refused);
        canvas.shake(pointer.hit.node);
    }
}

std::vector<GestureHint> LazyConnect::hints() const
{
    return {{{}, QCoreApplication::translate("LazyConnect", "Release on the node to connect to")}};
}

std::unique_ptr<Gesture> lazyConnectFrom(Canvas& canvas, const std::string& id)
{
    const NodeItem* node = canvas.scene().node(id);
    if (node == nullptr)
        return nullptr;
    const std::vector<PortHit> outputs = portsOf(*node, false);
    return outputs.empty() ? nullptr : std::make_unique<LazyConnect>(canvas, outputs.front());
}

} // namespace weft
