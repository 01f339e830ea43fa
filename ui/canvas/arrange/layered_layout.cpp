#include "ui/canvas/arrange/layered_layout.h"

#include "ui/canvas/arrange/layered_graph.h"

#include <QRectF>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace weft {

namespace {

struct Placed {
    std::vector<QPointF> at;
    double width = 0;
    double height = 0;
};

double up(double value, double snap)
{
    return std::ceil(value / snap) * snap;
}

// The connected parts, each with its nodes ascending.
std::vector<std::vector<int>> partsOf(size_t nodes, const std::vector<LayoutEdge>& edges)
{
    std::vector<int> root(nodes);
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int node) {
        while (root[size_t(node)] != node)
            node = root[size_t(node)] = root[size_t(root[size_t(node)])];
        return node;
    };
    for (const LayoutEdge& edge : edges) {
        const int a = find(edge.from);
        const int b = find(edge.to);
        root[size_t(std::max(a, b))] = std::min(a, b);
    }
    std::vector<std::vector<int>> parts;
    std::vector<int> partOf(nodes, -1);
    for (size_t i = 0; i < nodes; ++i) {
        int& part = partOf[size_t(find(int(i)))];
        if (part < 0) {
            part = int(parts.size());
            parts.emplace_back();
        }
        parts[size_t(part)].push_back(int(i));
    }
    return parts;
}

Placed layOutPart(const std::vector<LayoutNode>& nodes, std::vector<LayoutEdge> edges, const LayoutOptions& options)
{
    LayeredGraph graph = makeLayers(nodes, std::move(edges));
    reduceCrossings(graph);
    straighten(graph, options);
    placeInRows(graph, options);
    Placed placed;
    double top = std::numeric_limits<double>::infinity();
    for (size_t i = 0; i < nodes.size(); ++i)
        top = std::min(top, graph.vertices[i].y);
    for (size_t i = 0; i < nodes.size(); ++i) { // lanes above the first node need no room: nothing is above them
        const QPointF at(graph.vertices[i].x, graph.vertices[i].y - top);
        placed.at.push_back(at);
        placed.width = std::max(placed.width, at.x() + nodes[i].width);
        placed.height = std::max(placed.height, at.y() + nodes[i].height);
    }
    return placed;
}

// Connected parts one below the other, small ones side by side.
Placed layOutFlat(const std::vector<LayoutNode>& nodes, const std::vector<LayoutEdge>& edges,
                  const LayoutOptions& options)
{
    const std::vector<std::vector<int>> parts = partsOf(nodes.size(), edges);
    std::vector<int> partOf(nodes.size());
    std::vector<int> indexIn(nodes.size());
    for (size_t part = 0; part < parts.size(); ++part) {
        for (size_t i = 0; i < parts[part].size(); ++i) {
            partOf[size_t(parts[part][i])] = int(part);
            indexIn[size_t(parts[part][i])] = int(i);
        }
    }
    std::vector<std::vector<LayoutEdge>> edgesOf(parts.size());
    for (const LayoutEdge& edge : edges)
        edgesOf[size_t(partOf[size_t(edge.from)])].push_back(
            {indexIn[size_t(edge.from)], indexIn[size_t(edge.to)], edge.fromY, edge.toY});

    std::vector<Placed> all;
    double widest = 0;
    double area = 0;
    for (size_t part = 0; part < parts.size(); ++part) {
        std::vector<LayoutNode> own;
        for (const int node : parts[part])
            own.push_back(nodes[size_t(node)]);
        all.push_back(layOutPart(own, std::move(edgesOf[part]), options));
        widest = std::max(widest, all.back().width);
        area += (all.back().width + options.layerGap) * (all.back().height + options.rowGap);
    }
    const double shelf = std::max(widest, std::sqrt(area * (options.topDown ? 1 / 1.6 : 1.6)));

    Placed placed = {.at = std::vector<QPointF>(nodes.size())};
    double x = 0;
    double y = 0;
    double shelfHeight = 0;
    for (size_t part = 0; part < parts.size(); ++part) {
        if (x > 0 && x + all[part].width > shelf) {
            y += up(shelfHeight + options.rowGap, options.snap);
            x = shelfHeight = 0;
        }
        for (size_t i = 0; i < parts[part].size(); ++i)
            placed.at[size_t(parts[part][i])] = all[part].at[i] + QPointF(x, y);
        placed.width = std::max(placed.width, x + all[part].width);
        placed.height = std::max(placed.height, y + all[part].height);
        shelfHeight = std::max(shelfHeight, all[part].height);
        x += up(all[part].width + options.layerGap, options.snap);
    }
    return placed;
}

class Layout {
public:
    Layout(std::span<const LayoutNode> nodes, std::span<const LayoutEdge> edges, std::span<const LayoutGroup> groups,
           const LayoutOptions& options)
        : m_nodes(nodes)
        , m_edges(edges)
        , m_groups(groups)
        , m_options(options)
        , m_at(nodes.size())
        , m_children(groups.size() + 1)
        , m_members(groups.size() + 1)
    {
        for (size_t i = 0; i < nodes.size(); ++i)
            m_members[slot(nodes[i].group)].push_back(int(i));
        for (size_t i = 0; i < groups.size(); ++i)
            m_children[slot(groups[i].parent)].push_back(int(i));
    }

    std::vector<QPointF> run()
    {
        layOut(-1, m_options.rowWidth);
        return m_at;
    }

private:
    size_t slot(int group) const { return group < 0 ? m_groups.size() : size_t(group); }

    // The group's nodes and the groups in it, from (0, 0); sets m_at of all of them.
    QSizeF layOut(int group, double rowWidth)
    {
        const double innerRow = rowWidth > 0 ? std::max(rowWidth - 2 * m_options.padding, 1.0) : rowWidth;
        std::vector<LayoutNode> items;
        std::map<int, int> itemOf; // of every node inside
        const QPointF corner = m_options.topDown // of the frame to its content; the header is above in both cases
            ? QPointF(m_options.padding + m_options.header, m_options.padding)
            : QPointF(m_options.padding, m_options.padding + m_options.header);
        for (const int node : m_members[slot(group)]) {
            itemOf[node] = int(items.size());
            items.push_back(m_nodes[size_t(node)]);
        }
        std::vector<std::pair<int, int>> inside; // node, item, of the groups' nodes
        for (const int child : m_children[slot(group)]) {
            std::vector<int> nodes;
            collect(child, nodes);
            if (nodes.empty())
                continue;
            const QSizeF size = layOut(child, innerRow);
            for (const int node : nodes) {
                m_at[size_t(node)] += corner;
                itemOf[node] = int(items.size());
                inside.push_back({node, int(items.size())});
            }
            items.push_back({up(size.width() + corner.x() + m_options.padding, m_options.snap),
                             size.height() + corner.y() + m_options.padding});
        }
        std::vector<LayoutEdge> edges;
        for (const LayoutEdge& edge : m_edges) {
            const auto from = itemOf.find(edge.from);
            const auto to = itemOf.find(edge.to);
            if (from == itemOf.end() || to == itemOf.end() || from->second == to->second)
                continue;
            const bool plainFrom = size_t(from->second) < m_members[slot(group)].size();
            const bool plainTo = size_t(to->second) < m_members[slot(group)].size();
            edges.push_back({from->second, to->second, edge.fromY + (plainFrom ? 0 : m_at[size_t(edge.from)].y()),
                             edge.toY + (plainTo ? 0 : m_at[size_t(edge.to)].y())});
        }
        LayoutOptions options = m_options;
        options.rowWidth = rowWidth;
        const Placed placed = layOutFlat(items, edges, options);
        for (const int node : m_members[slot(group)])
            m_at[size_t(node)] = placed.at[size_t(itemOf[node])];
        for (const auto& [node, item] : inside)
            m_at[size_t(node)] += placed.at[size_t(item)];
        return {placed.width, placed.height};
    }

    void collect(int group, std::vector<int>& nodes) const
    {
        nodes.insert(nodes.end(), m_members[slot(group)].begin(), m_members[slot(group)].end());
        for (const int child : m_children[slot(group)])
            collect(child, nodes);
    }

    std::span<const LayoutNode> m_nodes;
    std::span<const LayoutEdge> m_edges;
    std::span<const LayoutGroup> m_groups;
    LayoutOptions m_options;
    std::vector<QPointF> m_at;
    std::vector<std::vector<int>> m_children;
    std::vector<std::vector<int>> m_members;
};

} // namespace

std::vector<QPointF> layeredLayout(std::span<const LayoutNode> nodes, std::span<const LayoutEdge> edges,
                                   std::span<const LayoutGroup> groups, const LayoutOptions& options)
{
    std::vector<LayoutEdge> used;
    for (const LayoutEdge& edge : edges) {
        if (edge.from != edge.to)
            used.push_back(edge);
    }
    if (!options.topDown)
        return Layout(nodes, used, groups, options).run();
    // Down the page is across it with the axes exchanged; wires leave and enter at the middle.
    std::vector<LayoutNode> turned;
    for (const LayoutNode& node : nodes)
        turned.push_back({node.height, node.width, node.group});
    for (LayoutEdge& edge : used) {
        edge.fromY = nodes[size_t(edge.from)].width / 2;
        edge.toY = nodes[size_t(edge.to)].width / 2;
    }
    std::vector<QPointF> at = Layout(turned, used, groups, options).run();
    for (QPointF& point : at)
        point = point.transposed();
    return at;
}

} // namespace weft
