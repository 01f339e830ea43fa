#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/canvas/gestures/kinds.h"
#include "ui/canvas/gestures/together.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/search/find_popup.h"
#include "ui/canvas/search/fit_question.h"
#include "ui/canvas/search/search_popup.h"

#include <QTimer>

#include <algorithm>

namespace weft {

namespace {

constexpr double besideGap = 40;

std::vector<LayerChoice> choicesOf(const Canvas& canvas)
{
    return layerChoices(canvas.document()->project().graph);
}

// The output that a new node goes on from: the first that nothing takes yet, else the first.
std::optional<PortHit> freeOutput(const Canvas& canvas, const NodeItem& node)
{
    const std::vector<PortHit> outputs = portsOf(node, false);
    const auto free = std::ranges::find_if(outputs, [&](const PortHit& port) {
        return canvas.document()->consumers(canvas.scope(), PortRef {port.node, port.port}).empty();
    });
    return free != outputs.end() ? std::optional(*free)
        : outputs.empty()        ? std::nullopt
                                 : std::optional(outputs.front());
}

} // namespace

bool EditingTools::isSearching() const
{
    return m_popup->isOpen() || m_finder->isVisible();
}

QPointF EditingTools::placeToAdd() const
{
    const QPointF pointer = m_canvas.lastPointer();
    const bool inside = QRectF(m_canvas.rect()).contains(pointer);
    return m_canvas.toScene(inside ? pointer : QRectF(m_canvas.rect()).center());
}

void EditingTools::openSearch(SearchQuestion question, const QPointF& scene)
{
    m_canvas.setFocus(Qt::OtherFocusReason);
    m_popup->open(std::move(question), m_canvas.toScreen(scene).toPoint());
}

void EditingTools::search()
{
    if (m_canvas.document() == nullptr)
        return;
    const NodeItem* node = m_canvas.scene().node(m_canvas.selection()->current());
    const std::optional<PortHit> end = node == nullptr ? std::nullopt : freeOutput(m_canvas, *node);
    if (!end) {
        searchAt(placeToAdd());
        return;
    }
    m_canvas.ensureVisible(node->rect.adjusted(0, 0, 240, 0));
    m_canvas.finishAnimations();
    m_request = {.does = Request::Does::behind, .at = {node->rect.right() + besideGap, node->rect.top()}, .end = end};
    SearchQuestion question = {.choices = choicesOf(m_canvas),
                               .fits = questionBehind(*m_canvas.document(), m_canvas.scope(), {end->node, end->port}),
                               .assumed = !m_canvas.document()->isChecked(),
                               .everything = true,
                               .enter = tr("add, connected"),
                               .shiftEnter = tr("add only")};
    showWire(*end, end->at + QPointF(besideGap, 0));
    openSearch(std::move(question), end->at + QPointF(besideGap, 0));
}

void EditingTools::searchAt(const QPointF& scene)
{
    m_request = {.does = Request::Does::add, .at = scene};
    openSearch({.choices = choicesOf(m_canvas), .enter = tr("add")}, scene);
}

void EditingTools::searchForWire(const PortHit& end, const QPointF& scene, bool everything,
                                 const std::vector<QPointF>& dots)
{
    // Not before the gesture that asks for it is over, as that takes its picture away.
    QTimer::singleShot(0, this, [this, end, scene, everything, dots] {
        if (m_canvas.document() == nullptr || m_canvas.scene().node(end.node) == nullptr)
            return;
        m_request = {.does = Request::Does::wire, .at = scene, .end = end, .dots = dots};
        const GraphDocument& document = *m_canvas.document();
        SearchQuestion question = {.choices = choicesOf(m_canvas),
                                   .fits = end.input ? questionBefore(document, m_canvas.scope(), end.node, end.port)
                                                     : questionBehind(document, m_canvas.scope(), {end.node, end.port}),
                                   .assumed = !document.isChecked(),
                                   .everything = everything,
                                   .enter = tr("add, connected"),
                                   .shiftEnter = tr("add only")};
        showWire(end, scene);
        openSearch(std::move(question), scene);
    });
}

void EditingTools::showWire(const PortHit& end, const QPointF& to)
{
    m_canvas.preview() = {};
    m_canvas.preview().wire = WirePreview {.start = end, .end = to};
    m_canvas.update();
}

void EditingTools::searchOnWire(const Wire& wire, const QPointF& scene)
{
    m_request = {.does = Request::Does::insert, .at = scene, .on = wire};
    openSearch({.choices = choicesOf(m_canvas),
                .fits = questionBehind(*m_canvas.document(), m_canvas.scope(), wire.from),
                .assumed = !m_canvas.document()->isChecked(),
                .placeholder = tr("Insert a layer"),
                .enter = tr("insert")},
               scene);
}

void EditingTools::searchSwap()
{
    const Ids ids = m_canvas.selection()->nodes();
    const NodeItem* node = m_canvas.scene().node(m_canvas.selection()->current());
    if (ids.empty() || node == nullptr)
        return;
    m_request = {.does = Request::Does::swap, .at = node->rect.topLeft(), .ids = ids};
    SearchQuestion question = {
        .choices = choicesOf(m_canvas), .placeholder = tr("Replace by another layer"), .enter = tr("replace")};
    const GraphNode* inDocument = m_canvas.document()->node(m_canvas.scope(), node->id);
    if (ids.size() == 1 && inDocument != nullptr && !inDocument->inputs.empty())
        question.fits = questionBehind(*m_canvas.document(), m_canvas.scope(), inDocument->inputs.front().from);
    openSearch(std::move(question), node->rect.topLeft() + QPointF(0, geometry::header));
}

void EditingTools::findNode()
{
    if (m_canvas.document() == nullptr)
        return;
    m_canvas.setFocus(Qt::OtherFocusReason);
    m_finder->open(*m_canvas.document(), *m_canvas.selection());
}

void EditingTools::add(const QString& kind, const std::string& port, bool plain)
{
    GraphDocument& document = *m_canvas.document();
    const Scope scope = m_canvas.scope();
    const Scene& scene = m_canvas.scene();
    const Request request = m_request;
    if (request.does == Request::Does::swap) {
        const QString refused = swapType(document, scope, request.ids, kind.toStdString());
        if (!refused.isEmpty())
            m_canvas.showMessage(refused);
        return;
    }
    const NodeItem item = layOutNode(nodeOfKind(kind.toStdString()), blocksOfKind(document, kind.toStdString()));
    if (request.does == Request::Does::insert) {
        const std::optional<PortHit> start = startOf(scene, request.on);
        for (const int handle : start ? scene.node(start->node)->wiresOut : std::vector<int>()) {
            const WireRef ref = scene.wireAt(handle).ref;
            if (wireOf(ref) != request.on)
                continue;
            const QRectF rect = item.rect.translated(request.at - item.rect.center());
            const std::string id = addOnWire(m_canvas, kind, insertionInto(scene, ref, rect, geometry::firstPort));
            if (!id.empty())
                m_canvas.selection()->select(id);
            break;
        }
        return;
    }

    QPointF at = snapToGrid(request.at - QPointF(item.rect.width() / 2, geometry::firstPort));
    std::optional<PortHit> mine; // the new node's end of the wire
    if (request.end) {
        const std::vector<PortHit> ports = portsOf(item, !request.end->input);
        const auto asked = std::ranges::find(ports, port, &PortHit::port);
        if (!ports.empty())
            mine = asked != ports.end() ? *asked : ports.front();
    }
    if (request.does == Request::Does::behind)
        at = freePlace(scene, request.at, item.rect.size());
    else if (request.does == Request::Does::wire && mine)
        at = freePlace(scene, request.at - mine->at, item.rect.size());

    std::string id;
    const auto make = [&]() -> QString {
        id = addNode(document, scope, kind.toStdString(), at);
        if (id.empty())
            return tr("There is no such layer.");
        if (plain || !request.end || (request.does == Request::Does::behind && port.empty()))
            return {};
        if (!mine)
            return {}; // it has nothing to be wired to; it stands there all the same
        const PortRef from =
            request.end->input ? PortRef {id, mine->port} : PortRef {request.end->node, request.end->port};
        const PortHit to = request.end->input ? *request.end : PortHit {.node = id, .port = mine->port, .at = {}};
        if (const QString refused = connectEnds(document, scope, from, to); !refused.isEmpty())
            return refused;
        std::vector<QPointF> dots = request.dots;
        if (request.end->input)
            std::ranges::reverse(dots);
        for (size_t i = 0; i < dots.size() && to.node != Scene::blockOutputs; ++i)
            addDot(document, scope, {from, to.node, to.port}, i, dots[i]);
        return {};
    };
    const QString title = tr("Add %1").arg(item.title);
    const QString refused = together(document, title, make);
    if (!refused.isEmpty()) {
        m_canvas.showMessage(refused);
        return;
    }
    m_canvas.selection()->select(id);
    if (const NodeItem* added = scene.node(id))
        m_canvas.ensureVisible(added->rect);
}

} // namespace weft
