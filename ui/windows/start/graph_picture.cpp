#include "ui/windows/start/graph_picture.h"

#include "engine/layers/layer_type.h"
#include "ui/canvas/arrange/place_nodes.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/style/category.h"
#include "ui/style/style.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <map>

namespace weft {

namespace {

std::string categoryOf(const GraphNode& node)
{
    const LayerType* const type = findLayerType(node.type);
    return node.type == "block" ? "block" : type ? type->category : "input";
}

} // namespace

NetworkGist gistOf(const Project& project, size_t most)
{
    // The longest way, counted from the inputs: networks are drawn with what feeds before what is fed only by custom,
    // so each node asks its feeders, and a circle counts nothing.
    const std::vector<GraphNode>& nodes = project.graph.nodes;
    std::map<std::string, const GraphNode*> byId;
    for (const GraphNode& node : nodes)
        byId[node.id] = &node;
    std::map<std::string, std::pair<int, const GraphNode*>> depths; // and the feeder on the longest way
    for (size_t round = 0, changed = 1; changed && round < std::min<size_t>(nodes.size(), 200); ++round) {
        changed = 0;
        for (const GraphNode& node : nodes)
            for (const Input& input : node.inputs)
                if (const auto from = byId.find(input.from.node); from != byId.end()) {
                    const int deep = depths[from->first].first + 1;
                    if (deep > depths[node.id].first && deep <= int(nodes.size())) {
                        depths[node.id] = {deep, from->second};
                        changed = 1;
                    }
                }
    }
    const GraphNode* last = nullptr;
    for (const GraphNode& node : nodes) {
        const std::string category = categoryOf(node);
        const int rank = depths[node.id].first * 4
            + (category == "loss"                                 ? 2
                   : category == "metric" || category == "output" ? 0
                                                                  : 1);
        const int best = last ? depths[last->id].first * 4 + (categoryOf(*last) == "loss" ? 2 : 1) : -1;
        if (rank > best)
            last = &node;
    }
    NetworkGist gist;
    std::vector<std::string> way;
    for (size_t guard = 0; last && guard <= nodes.size(); ++guard) {
        way.push_back(categoryOf(*last));
        last = depths[last->id].second;
    }
    std::ranges::reverse(way);
    const size_t count = std::min(most, way.size());
    for (size_t i = 0; i < count; ++i) // both ends, and evenly between
        gist.categories.push_back(way[count == 1 ? 0 : i * (way.size() - 1) / (count - 1)]);
    return gist;
}

NetworkMap mapOf(const Project& project)
{
    Project placed = project;
    placeNodes(placed);
    NetworkMap map;
    std::map<std::string, int> byId;
    for (const GraphNode& node : placed.graph.nodes) {
        const NodeView& view = placed.view.nodes[node.id];
        const NodeItem item = layOutNode(node, placed.graph.blocks, view.collapsed);
        byId[node.id] = int(map.nodes.size());
        map.nodes.push_back({item.rect.translated(view.x, view.y), categoryOf(node)});
    }
    for (const GraphNode& node : placed.graph.nodes)
        for (const Input& input : node.inputs)
            if (const auto from = byId.find(input.from.node); from != byId.end())
                map.wires.emplace_back(from->second, byId[node.id]);
    return map;
}

void paintMap(QPainter& painter, const QRectF& where, const NetworkMap& map)
{
    QRectF all;
    for (const NetworkMap::Node& node : map.nodes)
        all |= node.rect;
    if (all.isEmpty())
        return;
    constexpr double largest = 0.3; // of the canvas's own size
    const double scale = std::min({where.width() / all.width(), where.height() / all.height(), largest});
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(where.center());
    painter.scale(scale, scale);
    painter.translate(-all.center());
    QPen wire(theme().line.strong, 1.2);
    wire.setCosmetic(true);
    painter.setPen(wire);
    painter.setBrush(Qt::NoBrush);
    for (const auto& [from, to] : map.wires) {
        const QRectF& source = map.nodes[size_t(from)].rect;
        const QRectF& target = map.nodes[size_t(to)].rect;
        const QPointF start(source.right(), source.top() + geometry::firstPort);
        const QPointF end(target.left(), target.top() + geometry::firstPort);
        const double reach = std::max(24.0, std::abs(end.x() - start.x()) / 2);
        QPainterPath path(start);
        path.cubicTo(start + QPointF(reach, 0), end - QPointF(reach, 0), end);
        painter.drawPath(path);
    }
    painter.setPen(Qt::NoPen);
    const double corner = std::min(20.0, 2 / scale);
    for (const NetworkMap::Node& node : map.nodes) {
        painter.setBrush(categoryLook(node.category).colour);
        painter.drawRoundedRect(node.rect, corner, corner);
    }
    painter.restore();
}

void paintGist(QPainter& painter, const QRectF& where, const NetworkGist& gist)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const size_t count = gist.categories.size();
    const double pitch = std::min(where.width() / double(std::max<size_t>(count, 6) + 1), where.height() / 3);
    const double side = pitch * 0.68;
    const double left = where.center().x() - pitch * double(count - (count > 0)) / 2;
    const double swing = count > 2 ? pitch * 0.42 : 0;
    std::vector<QPointF> at;
    for (size_t i = 0; i < count; ++i)
        at.emplace_back(left + pitch * double(i), where.center().y() + (i % 2 ? swing : -swing));
    painter.setPen(QPen(theme().line.strong, 1));
    for (size_t i = 1; i < at.size(); ++i) {
        QPainterPath wire(at[i - 1]);
        const double middle = (at[i - 1].x() + at[i].x()) / 2;
        wire.cubicTo({middle, at[i - 1].y()}, {middle, at[i].y()}, at[i]);
        painter.drawPath(wire);
    }
    painter.setPen(Qt::NoPen);
    for (size_t i = 0; i < at.size(); ++i) {
        painter.setBrush(categoryLook(gist.categories[i]).colour);
        painter.drawRoundedRect(QRectF(at[i].x() - side / 2, at[i].y() - side / 2, side, side), side / 6, side / 6);
    }
    painter.restore();
}

} // namespace weft
