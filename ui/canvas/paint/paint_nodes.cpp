#include "ui/canvas/canvas_animation.h"
#include "ui/canvas/paint/node_painter.h"
#include "ui/canvas/paint/node_pictures.h"
#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/style/category.h"

#include <algorithm>

namespace weft {

using namespace geometry;

namespace {

void paintBlocks(PaintContext& context, const std::vector<int>& nodes)
{
    QPainter& painter = context.painter;
    painter.setRenderHint(QPainter::Antialiasing, false);
    const bool displaced = context.isDisplaced();
    const bool marks = !context.problems.nodes.empty() || (context.selection && !context.selection->nodes().empty());
    std::vector<std::pair<QRectF, QColor>> marked;
    std::map<QRgb, std::vector<QRect>> blocks; // a dozen colours: as many calls
    std::vector<QRect>* last = nullptr;
    QRgb lastFill = 0;
    std::string_view lastCategory = "\n";
    QColor colour;
    for (const int at : nodes) {
        const NodeItem& item = context.scene.nodeAt(at);
        QRectF rect = context.view.toScreen(displaced ? item.rect.translated(context.offsetOf(item)) : item.rect);
        rect.setSize(rect.size().expandedTo({2, 2}));
        if (item.colour.isEmpty() && item.category != lastCategory) { // looking one up for each would take longest
            lastCategory = item.category;
            colour = categoryLook(item.category).colour;
        }
        QColor fill = item.colour.isEmpty() ? colour : colourOf(item);
        if (item.muted || item.bypassed)
            fill = mixed(fill, theme().surface.canvas, 0.5);
        if (!last || fill.rgba() != lastFill)
            last = &blocks[fill.rgba()];
        lastFill = fill.rgba();
        last->push_back(rect.toRect());
        ++context.counts.nodes;
        if (!marks)
            continue;
        const ScopeProblems::Problem* problem = context.problems.worst(item.id);
        if (context.isSelected(item))
            marked.emplace_back(rect, theme().accent.line);
        else if (problem && problem->severity == Severity::error)
            marked.emplace_back(rect, theme().state.error);
    }
    painter.setPen(Qt::NoPen);
    for (const auto& [fill, rects] : blocks) {
        painter.setBrush(QColor::fromRgba(fill));
        painter.drawRects(rects.data(), int(rects.size()));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    for (const auto& [rect, line] : marked) {
        painter.setPen(QPen(line, 2));
        painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 2, 2);
    }
}

void paintPorts(PaintContext& context, const NodeItem& item, const QPointF& corner)
{
    const std::optional<WirePreview>& drawn = context.preview.wire;
    for (const PortItem& port : item.ports) {
        if (item.collapsed && port.slot > 0)
            continue;
        PortState state = PortState::normal;
        const bool wired = port.input ? port.wired : std::ranges::any_of(item.wiresOut, [&](int wire) {
            return context.scene.wireAt(wire).ref.from.port == port.port;
        });
        if (!wired)
            state = PortState::open;
        if (drawn) {
            const auto is = [&](const PortHit& hit) {
                return hit.node == item.id && hit.port == port.port && hit.input == port.input && hit.slot == port.slot;
            };
            if (is(drawn->start))
                state = PortState::normal;
            else if (drawn->target && is(*drawn->target))
                state = PortState::target;
            else
                state = drawn->isLegal && drawn->isLegal(item, port) ? PortState::legal : PortState::dimmed;
        }
        context.pictures.drawPort(context, corner + port.at * context.scale(), port.kind, int(state), {});
    }
}

} // namespace

const NodeLife* lifeOf(const GraphDocument& document, const Scene& scene, const Liveliness& life, const NodeItem& item)
{
    if (life.nodes.empty() || item.boundary)
        return nullptr;
    if (scene.scope().empty() && item.type != "block")
        return life.find(item.id);
    const NodeReport* report = document.report({scene.scope(), item.id});
    return life.find(report ? report->path : item.id);
}

const NodeLife* PaintContext::lifeOf(const NodeItem& item) const
{
    return weft::lifeOf(document, scene, life, item);
}

bool PaintContext::isDisplaced() const
{
    return animation.isRunning() || (!preview.moved.empty() && !preview.offset.isNull());
}

QPointF PaintContext::offsetOf(const NodeItem& item) const
{
    QPointF offset;
    if (animation.isRunning())
        offset = animation.offset(item.id);
    if (!preview.offset.isNull() && preview.moved.contains(item.id))
        offset += preview.offset;
    return offset;
}

std::vector<int> PaintContext::visibleNodes() const
{
    const QRectF area = visible.adjusted(-pictureMargin, -pictureMargin, pictureMargin, pictureMargin);
    std::vector<int> nodes = scene.nodesIn(area);
    if (!isDisplaced())
        return nodes;
    std::erase_if(nodes, [&](int at) { return !offsetOf(scene.nodeAt(at)).isNull(); });
    std::vector<int> displaced;
    if (!preview.offset.isNull() && !preview.moved.empty()) {
        for (const int at : scene.nodesIn(area.translated(-preview.offset))) {
            if (preview.moved.contains(scene.nodeAt(at).id))
                displaced.push_back(at);
        }
    }
    for (const auto& [id, from] : animation.offsets()) {
        const int at = scene.handle(id);
        if (at >= 0 && !preview.moved.contains(id)
            && scene.nodeAt(at).rect.translated(offsetOf(scene.nodeAt(at))).intersects(area))
            displaced.push_back(at);
    }
    nodes.insert(nodes.end(), displaced.begin(), displaced.end());
    return nodes;
}

void paintNodes(PaintContext& context)
{
    const std::vector<int> nodes = context.visibleNodes();
    if (context.level == DetailLevel::block) {
        paintBlocks(context, nodes);
        return;
    }
    const bool ports = context.level >= DetailLevel::titleShape;
    for (const int at : nodes) {
        const NodeItem& item = context.scene.nodeAt(at);
        const NodeLook& look = context.pictures.look(context, at);
        const QPointF corner = context.view.toScreen(item.rect.topLeft() + context.offsetOf(item));
        context.pictures.draw(context, at, look, corner);
        ++context.counts.nodes;
        if (ports)
            paintPorts(context, item, corner);
    }
    if (context.focused && context.selection && !context.selection->current().empty()) {
        const NodeItem* item = context.scene.node(context.selection->current());
        if (item && context.selection->nodes().size() > 1 && item->rect.intersects(context.visible)) {
            context.painter.setPen(QPen(theme().text.primary, 1, Qt::DotLine)); // the one that keys act on
            context.painter.setBrush(Qt::NoBrush);
            context.painter.drawRoundedRect(
                context.view.toScreen(item->rect.translated(context.offsetOf(*item)).adjusted(3, 3, -3, -3)), 4, 4);
        }
    }
}

} // namespace weft
