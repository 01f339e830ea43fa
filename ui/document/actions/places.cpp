#include "ui/document/actions.h"
#include "ui/document/actions/words.h"

#include <algorithm>

namespace weft {

namespace {

QString idsKey(const char* what, const Scope& scope, const Ids& ids)
{
    QString key = QLatin1String(what) + '/' + QString::fromStdString(scope);
    for (const std::string& id : ids)
        key += '/' + QString::fromStdString(id);
    return key;
}

void alterViews(GraphDocument& document, const Scope& scope, const Ids& ids, const QString& title,
                const std::function<void(const std::string&, NodeView&)>& how, const QString& mergeKey = {})
{
    document.change(
        title,
        [&](Edit& edit) {
            for (const std::string& id : ids) {
                if (edit.node(scope, id) == nullptr)
                    continue;
                NodeView view = edit.view(scope, id);
                how(id, view);
                edit.setView(scope, id, std::move(view));
            }
        },
        mergeKey);
}

QPointF anchor(const QRectF& rect, Edge edge)
{
    switch (edge) {
    case Edge::left:
    case Edge::top:
        return rect.topLeft();
    case Edge::right:
    case Edge::bottom:
        return rect.bottomRight();
    case Edge::centreX:
    case Edge::centreY:
        break;
    }
    return rect.center();
}

} // namespace

void moveNodes(GraphDocument& document, const Scope& scope, const Places& places, const QString& title,
               const QString& mergeKey)
{
    Ids ids;
    for (const auto& [id, at] : places)
        ids.insert(id);
    alterViews(
        document, scope, ids,
        title.isEmpty() ? ids.size() == 1 ? Words::tr("Move a node") : Words::tr("Move %1 nodes").arg(ids.size())
                        : title,
        [&](const std::string& id, NodeView& view) {
            view.x = places.at(id).x();
            view.y = places.at(id).y();
        },
        mergeKey);
}

void nudge(GraphDocument& document, const Scope& scope, const Ids& ids, QPointF by)
{
    alterViews(
        document, scope, ids, Words::tr("Nudge"),
        [&](const std::string&, NodeView& view) {
            view.x += by.x();
            view.y += by.y();
        },
        idsKey("nudge", scope, ids));
}

void align(GraphDocument& document, const Scope& scope, const Rects& rects, Edge edge)
{
    if (rects.size() < 2)
        return;
    QRectF all;
    for (const auto& [id, rect] : rects)
        all = all.united(rect);
    const bool across = edge == Edge::left || edge == Edge::right || edge == Edge::centreX;
    const QPointF to = anchor(all, edge);
    Places places;
    for (const auto& [id, rect] : rects) {
        const QPointF by = to - anchor(rect, edge);
        places[id] = rect.topLeft() + (across ? QPointF(by.x(), 0) : QPointF(0, by.y()));
    }
    moveNodes(document, scope, places, Words::tr("Align"));
}

void distribute(GraphDocument& document, const Scope& scope, const Rects& rects, Qt::Orientation along)
{
    if (rects.size() < 3)
        return;
    const bool across = along == Qt::Horizontal;
    std::vector<std::pair<std::string, QRectF>> row(rects.begin(), rects.end());
    const auto start = [&](const QRectF& rect) { return across ? rect.left() : rect.top(); };
    const auto size = [&](const QRectF& rect) { return across ? rect.width() : rect.height(); };
    std::ranges::stable_sort(row, {}, [&](const auto& one) { return start(one.second) + size(one.second) / 2; });
    double sizes = 0;
    for (const auto& [id, rect] : row)
        sizes += size(rect);
    const double whole = start(row.back().second) + size(row.back().second) - start(row.front().second);
    const double gap = (whole - sizes) / double(row.size() - 1);
    Places places;
    double next = start(row.front().second);
    for (const auto& [id, rect] : row) {
        places[id] = across ? QPointF(next, rect.y()) : QPointF(rect.x(), next);
        next += size(rect) + gap;
    }
    moveNodes(document, scope, places, Words::tr("Distribute"));
}

void straighten(GraphDocument& document, const Scope& scope, const Ids& ids,
                const std::function<double(const std::string&, const std::string&, bool)>& portY)
{
    Places places;
    const auto placeOf = [&](const std::string& id) {
        const auto moved = places.find(id);
        const NodeView view = document.view(scope, id);
        return moved == places.end() ? QPointF(view.x, view.y) : moved->second;
    };
    // From the start of the chains to their ends, so that a whole chain ends up on the line of its first node.
    Ids done;
    std::vector<std::string> order;
    std::vector<std::pair<std::string, bool>> open; // node, and whether those before it are done
    for (const std::string& id : ids)
        open.emplace_back(id, false);
    while (!open.empty()) {
        const auto [id, ready] = open.back();
        open.pop_back();
        if (ready)
            order.push_back(id);
        const GraphNode* node = document.node(scope, id);
        if (ready || node == nullptr || !done.insert(id).second)
            continue;
        open.emplace_back(id, true);
        for (const Input& input : node->inputs) {
            if (ids.contains(input.from.node))
                open.emplace_back(input.from.node, false);
        }
    }
    for (const std::string& id : order) {
        const GraphNode* node = document.node(scope, id);
        const auto input =
            std::ranges::find_if(node->inputs, [&](const Input& one) { return ids.contains(one.from.node); });
        if (input == node->inputs.end() || input->from.node == id)
            continue;
        const double level = placeOf(input->from.node).y() + portY(input->from.node, input->from.port, true);
        places[id] = {placeOf(id).x(), level - portY(id, input->port, false)};
    }
    moveNodes(document, scope, places, Words::tr("Straighten"));
}

void setCollapsed(GraphDocument& document, const Scope& scope, const Ids& ids, bool on)
{
    alterViews(document, scope, ids, on ? Words::tr("Collapse") : Words::tr("Expand"),
               [&](const std::string&, NodeView& view) { view.collapsed = on; });
}

void setColour(GraphDocument& document, const Scope& scope, const Ids& ids, const QString& colour)
{
    alterViews(document, scope, ids, Words::tr("Colour"),
               [&](const std::string&, NodeView& view) { view.colour = colour.toStdString(); });
}

} // namespace weft
