#include "ui/canvas/arrange/arrange_scene.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/commands/command_functions.h"
#include "ui/canvas/commands/keyboard_walk.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/canvas/gestures/insertion.h"
#include "ui/canvas/wiring/wire_ends.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/style/style.h"

#include <QCoreApplication>

namespace weft::commands {

namespace {

constexpr int tidyMilliseconds = 260;

Rects selectedRects(EditingTools& tools)
{
    const Canvas& canvas = tools.canvas();
    Rects rects;
    for (const std::string& id : canvas.selection()->nodes()) {
        if (const NodeItem* node = canvas.scene().node(id))
            rects[id] = node->rect;
    }
    return rects;
}

// Whatever the change moves glides there.
void glide(EditingTools& tools, const std::function<void()>& change)
{
    Canvas& canvas = tools.canvas();
    Ids all;
    for (const GraphNode& node : canvas.document()->nodes(canvas.scope()))
        all.insert(node.id);
    const Places before = placesOf(canvas.scene(), all);
    change();
    canvas.animateFrom(before, Style::get().milliseconds(tidyMilliseconds));
}

} // namespace

void align(EditingTools& tools, Edge edge)
{
    glide(tools, [&] { weft::align(*tools.canvas().document(), tools.canvas().scope(), selectedRects(tools), edge); });
}

void distribute(EditingTools& tools, Qt::Orientation along)
{
    glide(tools,
          [&] { weft::distribute(*tools.canvas().document(), tools.canvas().scope(), selectedRects(tools), along); });
}

void straighten(EditingTools& tools)
{
    Canvas& canvas = tools.canvas();
    const auto portY = [&](const std::string& id, const std::string& port, bool output) {
        const NodeItem* node = canvas.scene().node(id);
        const PortItem* item = node == nullptr ? nullptr : node->find(port, !output);
        return item == nullptr ? geometry::firstPort : item->at.y();
    };
    glide(tools, [&] { weft::straighten(*canvas.document(), canvas.scope(), canvas.selection()->nodes(), portY); });
}

void tidy(EditingTools& tools, bool topDown)
{
    Canvas& canvas = tools.canvas();
    const Ids& ids = canvas.selection()->nodes();
    const Places places = arranged(canvas.scene(), ids.size() > 1 ? ids : Ids(), topDown);
    if (places.empty())
        return;
    glide(tools, [&] {
        moveNodes(*canvas.document(), canvas.scope(), places, QCoreApplication::translate("CanvasCommands", "Tidy"));
    });
}

void nudge(EditingTools& tools, Way way)
{
    Canvas& canvas = tools.canvas();
    const double step = geometry::gridSnap;
    const QPointF by = way == Way::left ? QPointF(-step, 0)
        : way == Way::right             ? QPointF(step, 0)
        : way == Way::up                ? QPointF(0, -step)
                                        : QPointF(0, step);
    weft::nudge(*canvas.document(), canvas.scope(), canvas.selection()->nodes(), by);
    canvas.ensureVisible(canvas.scene().boundsOf(canvas.selection()->nodes()));
}

} // namespace weft::commands
