#include "ui/canvas/arrange/arrange_items.h"

#include <algorithm>
#include <set>
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

std::vector<QPointF> arranged(std::span<const NodeItem* const> items, std::span<const LayoutEdge> wires,
                              const std::vector<Frame>& frames, bool topDown)
{
    std::unordered_map<std::string, int> index;
    for (size_t i = 0; i < items.size(); ++i)
        index.emplace(items[i]->id, int(i));
    const Frames groups = framesOf(frames, index);
    std::vector<LayoutNode> nodes;
    for (const NodeItem* item : items) {
        const auto group = groups.groupOf.find(item->id);
        nodes.push_back({item->rect.width(), item->rect.height(), group == groups.groupOf.end() ? -1 : group->second});
    }
    LayoutOptions options = {.topDown = topDown};
    if (topDown)
        options.layerGap = downGap;
    return layeredLayout(nodes, wires, groups.groups, options);
}

} // namespace weft
