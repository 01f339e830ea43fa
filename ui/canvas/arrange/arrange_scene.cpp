#include "ui/canvas/arrange/arrange_scene.h"

#include "ui/canvas/arrange/layered_layout.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/scene/scene.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace weft {

namespace {

constexpr double downGap = 64; // top down wires leave at a side and come back to one: they need room between layers

// Each node to the smallest frame that has it; a frame lies in the smallest other that has all its nodes.
struct Frames {
    std::vector<LayoutGroup> groups;
    std::unordered_map<std::string, int> groupOf;
};

Frames framesOf(const std::vector<Frame>& frames, const std::unordered_map<std::string, int>& index)
{
    std::vector<std::set<std::string>> members;
    for (const Frame& frame : frames) {
        std::set<std::string> inside;
        for (const std::string& id : frame.nodes) {
            if (index.contains(id))
                inside.insert(id);
        }
        if (inside.size() > 0)
            members.push_back(std::move(inside));
    }
    std::ranges::stable_sort(members, {}, &std::set<std::string>::size);
    Frames all;
    for (size_t i = 0; i < members.size(); ++i) {
        int parent = -1;
        for (size_t j = i + 1; j < members.size() && parent < 0; ++j) {
            if (std::ranges::includes(members[j], members[i]))
                parent = int(j);
        }
        all.groups.push_back({parent});
        for (const std::string& id : members[i])
            all.groupOf.emplace(id, int(i));
    }
    return all;
}

} // namespace

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
    const Frames frames = framesOf(scene.document()->frames(scene.scope()), index);
    std::vector<LayoutNode> nodes;
    std::vector<LayoutEdge> edges;
    for (const NodeItem* item : items) {
        const auto group = frames.groupOf.find(item->id);
        nodes.push_back({item->rect.width(), item->rect.height(), group == frames.groupOf.end() ? -1 : group->second});
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
    LayoutOptions options = {.topDown = topDown};
    if (topDown)
        options.layerGap = downGap;
    const std::vector<QPointF> at = layeredLayout(nodes, edges, frames.groups, options);

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
