#include "ui/canvas/wiring/reroute.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/scene/wire_route.h"

#include <QCoreApplication>

namespace weft {

size_t dotPlace(const WireItem& wire, double along)
{
    size_t place = 0;
    for (const QPointF& dot : wire.dots)
        place += nearestPlace(wire.route, dot).along < along ? 1 : 0;
    return place;
}

DragDot::DragDot(const Wire& wire, const WireRef& ref, size_t place, bool isNew, const QPointF& at)
    : m_wire(wire)
    , m_ref(ref)
    , m_place(place)
    , m_isNew(isNew)
    , m_from(at)
    , m_at(at)
{
}

void DragDot::move(Canvas& canvas, const Pointer& pointer)
{
    m_at = snapToGrid(pointer.scene);
    canvas.preview().dot = DotPreview {m_ref, m_place, m_isNew, m_at};
    canvas.update();
}

void DragDot::release(Canvas& canvas, const Pointer&)
{
    GraphDocument& document = *canvas.document();
    if (m_isNew) {
        addDot(document, canvas.scope(), m_wire, m_place, m_at);
        return;
    }
    if (m_at == m_from)
        return;
    document.endMerging(); // each drag is a step of its own
    moveDot(document, canvas.scope(), m_wire, m_place, m_at);
    document.endMerging();
}

std::vector<GestureHint> DragDot::hints() const
{
    const auto words = [](const char* text) { return QCoreApplication::translate("DragDot", text); };
    return {{{}, words(QT_TRANSLATE_NOOP("DragDot", "Drag the dot where the wire should pass"))},
            {words(QT_TRANSLATE_NOOP("DragDot", "Alt-click")), words(QT_TRANSLATE_NOOP("DragDot", "takes a dot off"))}};
}

} // namespace weft
