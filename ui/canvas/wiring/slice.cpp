#include "ui/canvas/wiring/slice.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/together.h"
#include "ui/canvas/scene/wire_route.h"
#include "ui/canvas/wiring/reroute.h"
#include "ui/canvas/wiring/wire_ends.h"

#include <QCoreApplication>

#include <algorithm>

namespace weft {

namespace {

constexpr double pieceLength = 12; // widget pixels: the line follows the hand in pieces this long

QString words(const char* text)
{
    return QCoreApplication::translate("Slice", text);
}

} // namespace

Slice::Slice(const Pointer& pointer, Does does)
    : m_line {pointer.scene}
    , m_does(does)
{
}

void Slice::move(Canvas& canvas, const Pointer& pointer)
{
    const QLineF piece(m_line.back(), pointer.scene);
    if (piece.length() * canvas.view().scale() < pieceLength) {
        canvas.preview().slice = m_line;
        canvas.preview().slice.push_back(pointer.scene);
        canvas.update();
        return;
    }
    m_line.push_back(pointer.scene);
    for (const WireRef& wire : canvas.scene().wiresCrossing(piece)) {
        if (std::ranges::find(m_crossed, wire) == m_crossed.end())
            m_crossed.push_back(wire);
    }
    canvas.preview().slice = m_line;
    if (m_does == Does::cut)
        canvas.preview().cut = m_crossed;
    canvas.update();
}

void Slice::release(Canvas& canvas, const Pointer& pointer)
{
    const QLineF piece(m_line.back(), pointer.scene);
    for (const WireRef& wire : canvas.scene().wiresCrossing(piece)) {
        if (std::ranges::find(m_crossed, wire) == m_crossed.end())
            m_crossed.push_back(wire);
    }
    m_line.push_back(pointer.scene);
    if (m_crossed.empty())
        return;
    if (m_does == Does::reroute) {
        reroute(canvas);
        return;
    }
    std::vector<Wire> wires;
    for (const WireRef& wire : m_crossed)
        wires.push_back(wireOf(wire));
    together(*canvas.document(), words(QT_TRANSLATE_NOOP("Slice", "Cut wires")), [&] {
        disconnectEnds(*canvas.document(), canvas.scope(), wires);
        return QString();
    });
}

void Slice::reroute(Canvas& canvas) const
{
    struct NewDot {
        Wire wire;
        size_t place;
        QPointF at;
    };
    std::vector<NewDot> dots;
    const Scene& scene = canvas.scene();
    for (const WireRef& ref : m_crossed) {
        const int handle = scene.wireHandle(ref);
        if (handle < 0)
            continue;
        const WireItem& wire = scene.wireAt(handle);
        NearestPlace nearest = {.distance = 1e9, .along = 0, .at = {}};
        for (size_t i = 1; i < m_line.size(); ++i) {
            const QLineF piece(m_line[i - 1], m_line[i]);
            for (int step = 0; step <= 16; ++step) {
                const NearestPlace place = nearestPlace(wire.route, piece.pointAt(step / 16.0));
                if (place.distance < nearest.distance)
                    nearest = place;
            }
        }
        dots.push_back({wireOf(ref), dotPlace(wire, nearest.along), nearest.at});
    }
    together(*canvas.document(), words(QT_TRANSLATE_NOOP("Slice", "Add reroute dots")), [&] {
        for (const NewDot& dot : dots)
            addDot(*canvas.document(), canvas.scope(), dot.wire, dot.place, dot.at);
        return QString();
    });
}

std::vector<GestureHint> Slice::hints() const
{
    const QString does = m_does == Does::cut
        ? words(QT_TRANSLATE_NOOP("Slice", "Draw across wires to cut them"))
        : words(QT_TRANSLATE_NOOP("Slice", "Draw across wires to set a dot on each"));
    return {{{}, does},
            {words(QT_TRANSLATE_NOOP("Slice", "Esc")), words(QT_TRANSLATE_NOOP("Slice", "leave them as they are"))}};
}

} // namespace weft
