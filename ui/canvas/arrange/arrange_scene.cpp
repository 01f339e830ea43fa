#include "ui/canvas/arrange/arrange_scene.h"

#include "ui/canvas/arrange/arrange_items.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/scene/scene.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace weft {

Places arranged(const Scene& scene, const Ids& only, bool topDown)
{
    std::vector<const NodeItem*> items;
    std::unordered_map<std::string, int> index;
    for (const std::string& id : scene.nodeIds()) {
        const NodeItem* node = scene.node(id);
        if (node == nullptr || node->boundary || (!only.empty() && !only.contains(id)))
            continue;
        index.emplace(id, int(items.size()));
        items.push_back(node);
    }
    std::vector<LayoutEdge> edges;
    for (const NodeItem* item : items) {
        for (const int handle : item->wiresIn) {
            const WireItem& wire = scene.wireAt(handle);
            const auto from = index.find(wire.ref.from.node);
            if (from == index.end() || wire.fromPort < 0 || wire.toPort < 0)
                continue;
            edges.push_back({from->second, index.at(item->id),
                             scene.nodeAt(wire.fromNode).ports[size_t(wire.fromPort)].at.y(),
                             item->ports[size_t(wire.toPort)].at.y()});
        }
    }
    const std::vector<QPointF> at = arranged(items, edges, scene.document()->frames(scene.scope()), topDown);

    QPointF corner(0, 0);
    if (!items.empty()) { // what is tidied stays in sight
        corner = {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
        for (const NodeItem* item : items)
            corner = {std::min(corner.x(), item->rect.left()), std::min(corner.y(), item->rect.top())};
        corner = snapToGrid(corner);
    }
    Places places;
    for (size_t i = 0; i < items.size(); ++i) {
        if (items[i]->rect.topLeft() != at[i] + corner)
            places[items[i]->id] = at[i] + corner;
    }
    return places;
}

} // namespace weft
