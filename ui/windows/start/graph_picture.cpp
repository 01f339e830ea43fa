#include "ui/windows/start/graph_picture.h"

#include "engine/layers/layer_type.h"
#include "ui/style/category.h"
#include "ui/style/style.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
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
