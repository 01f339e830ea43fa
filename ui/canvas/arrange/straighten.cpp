#include "ui/canvas/arrange/layered_graph.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace weft {

namespace {

constexpr int sweeps = 8;

using Vertex = LayeredGraph::Vertex;
using Segment = LayeredGraph::Segment;

// For each segment the number of nodes on the longest way through it: the main chain's segments have the most.
std::vector<int> chainLengths(const LayeredGraph& graph)
{
    std::vector<int> before(graph.vertices.size(), 0);
    std::vector<int> after(graph.vertices.size(), 0);
    for (const std::vector<int>& layer : graph.layers) {
        for (const int id : layer) {
            const Vertex& vertex = graph.vertices[size_t(id)];
            int longest = 0;
            for (const int segment : vertex.left)
                longest = std::max(longest, before[size_t(graph.segments[size_t(segment)].from)]);
            before[size_t(id)] = longest + (vertex.lane ? 0 : 1);
        }
    }
    for (size_t layer = graph.layers.size(); layer-- > 0;) {
        for (const int id : graph.layers[layer]) {
            const Vertex& vertex = graph.vertices[size_t(id)];
            int longest = 0;
            for (const int segment : vertex.right)
                longest = std::max(longest, after[size_t(graph.segments[size_t(segment)].to)]);
            after[size_t(id)] = longest + (vertex.lane ? 0 : 1);
        }
    }
    std::vector<int> lengths;
    for (const Segment& segment : graph.segments)
        lengths.push_back(before[size_t(segment.from)] + after[size_t(segment.to)]);
    return lengths;
}

// The segments that become straight lines: at most one on each side of a vertex, none crossing another; those of the
// longest chain first, then those of the next, wires past layers after those between nodes.
std::vector<char> alignedSegments(const LayeredGraph& graph)
{
    const std::vector<int> lengths = chainLengths(graph);
    const auto lanes = [&](const Segment& segment) {
        const bool from = graph.vertices[size_t(segment.from)].lane;
        const bool to = graph.vertices[size_t(segment.to)].lane;
        return from && to ? 1 : from || to ? 2 : 0;
    };
    std::vector<int> order(graph.segments.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [&](int a, int b) {
        const Segment& one = graph.segments[size_t(a)];
        const Segment& two = graph.segments[size_t(b)];
        if (lanes(one) != lanes(two))
            return lanes(one) < lanes(two);
        if (lengths[size_t(a)] != lengths[size_t(b)])
            return lengths[size_t(a)] > lengths[size_t(b)];
        return one.toY + one.fromY < two.toY + two.fromY; // the main ports before the others
    });
    std::vector<char> aligned(graph.segments.size(), 0);
    std::vector<char> leftTaken(graph.vertices.size(), 0);
    std::vector<char> rightTaken(graph.vertices.size(), 0);
    std::vector<std::map<int, int>> between(graph.layers.size()); // place on the left → place on the right
    for (const int index : order) {
        const Segment& segment = graph.segments[size_t(index)];
        const Vertex& from = graph.vertices[size_t(segment.from)];
        const Vertex& to = graph.vertices[size_t(segment.to)];
        if (rightTaken[size_t(segment.from)] || leftTaken[size_t(segment.to)])
            continue;
        std::map<int, int>& pairs = between[size_t(from.layer)];
        const auto below = pairs.lower_bound(from.place);
        if ((below != pairs.end() && below->second < to.place)
            || (below != pairs.begin() && std::prev(below)->second > to.place))
            continue;
        pairs.emplace(from.place, to.place);
        aligned[size_t(index)] = rightTaken[size_t(segment.from)] = leftTaken[size_t(segment.to)] = 1;
    }
    return aligned;
}

// Vertices on one straight line, moved as one.
struct Blocks {
    std::vector<int> of; // block of each vertex
    std::vector<double> offset; // of each vertex below its block's y
    std::vector<std::vector<int>> members;
};

Blocks makeBlocks(const LayeredGraph& graph, const std::vector<char>& aligned)
{
    Blocks blocks = {std::vector<int>(graph.vertices.size(), -1), std::vector<double>(graph.vertices.size(), 0), {}};
    for (const std::vector<int>& layer : graph.layers) {
        for (const int start : layer) {
            if (blocks.of[size_t(start)] >= 0)
                continue;
            blocks.members.emplace_back();
            double offset = 0;
            for (int at = start; at >= 0;) {
                blocks.of[size_t(at)] = int(blocks.members.size()) - 1;
                blocks.offset[size_t(at)] = offset;
                blocks.members.back().push_back(at);
                int next = -1;
                for (const int index : graph.vertices[size_t(at)].right) {
                    if (aligned[size_t(index)]) {
                        const Segment& segment = graph.segments[size_t(index)];
                        offset += segment.fromY - segment.toY;
                        next = segment.to;
                    }
                }
                at = next;
            }
        }
    }
    return blocks;
}

double gapBetween(const Vertex& above, const Vertex& below, const LayoutOptions& options)
{
    if (above.lane && below.lane)
        return options.lane;
    return above.lane || below.lane ? options.gutter : options.nodeGap;
}

class Placing {
public:
    Placing(LayeredGraph& graph, const LayoutOptions& options)
        : m_graph(graph)
        , m_aligned(alignedSegments(graph))
        , m_blocks(makeBlocks(graph, m_aligned))
        , m_above(m_blocks.members.size())
        , m_below(m_blocks.members.size())
        , m_y(m_blocks.members.size(), 0)
    {
        for (const std::vector<int>& layer : graph.layers) {
            for (size_t i = 1; i < layer.size(); ++i) {
                const size_t above = size_t(layer[i - 1]);
                const size_t below = size_t(layer[i]);
                const double distance = m_blocks.offset[above] + graph.vertices[above].height
                    + gapBetween(graph.vertices[above], graph.vertices[below], options) - m_blocks.offset[below];
                m_above[size_t(m_blocks.of[below])].push_back({m_blocks.of[above], distance});
                m_below[size_t(m_blocks.of[above])].push_back({m_blocks.of[below], distance});
            }
        }
    }

    void run(double snap)
    {
        const std::vector<int> order = fromTheTop();
        for (const int block : order)
            m_y[size_t(block)] = leastY(block, 0);
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            for (size_t i = order.size(); i-- > 0;)
                settle(order[i]);
            for (const int block : order)
                settle(block);
        }
        for (size_t i = 0; i < m_graph.vertices.size(); ++i) {
            const double y = m_y[size_t(m_blocks.of[i])];
            m_graph.vertices[i].y = std::round(y / snap) * snap + m_blocks.offset[i];
        }
    }

private:
    struct Limit {
        int block;
        double distance;
    };

    std::vector<int> fromTheTop() const
    {
        std::vector<int> waiting;
        std::vector<int> order;
        for (size_t i = 0; i < m_above.size(); ++i) {
            waiting.push_back(int(m_above[i].size()));
            if (waiting.back() == 0)
                order.push_back(int(i));
        }
        for (size_t i = 0; i < order.size(); ++i) {
            for (const Limit& limit : m_below[size_t(order[i])]) {
                if (--waiting[size_t(limit.block)] == 0)
                    order.push_back(limit.block);
            }
        }
        return order;
    }

    double leastY(int block, double start) const
    {
        double y = start;
        for (const Limit& limit : m_above[size_t(block)])
            y = std::max(y, m_y[size_t(limit.block)] + limit.distance);
        return y;
    }

    double mostY(int block) const
    {
        double y = std::numeric_limits<double>::infinity();
        for (const Limit& limit : m_below[size_t(block)])
            y = std::min(y, m_y[size_t(limit.block)] - limit.distance);
        return y;
    }

    // To the median of where its bent wires would be straight, as far as its neighbours let it.
    void settle(int block)
    {
        m_wishes.clear();
        for (const int id : m_blocks.members[size_t(block)]) {
            const Vertex& vertex = m_graph.vertices[size_t(id)];
            for (const int index : vertex.left) {
                const Segment& segment = m_graph.segments[size_t(index)];
                if (!m_aligned[size_t(index)])
                    m_wishes.push_back(yOf(segment.from) + segment.fromY - segment.toY - m_blocks.offset[size_t(id)]);
            }
            for (const int index : vertex.right) {
                const Segment& segment = m_graph.segments[size_t(index)];
                if (!m_aligned[size_t(index)])
                    m_wishes.push_back(yOf(segment.to) + segment.toY - segment.fromY - m_blocks.offset[size_t(id)]);
            }
        }
        if (m_wishes.empty())
            return;
        const auto middle = m_wishes.begin() + int64_t((m_wishes.size() - 1) / 2);
        std::nth_element(m_wishes.begin(), middle, m_wishes.end());
        const double least = leastY(block, -std::numeric_limits<double>::infinity());
        m_y[size_t(block)] = std::max(least, std::min(*middle, mostY(block)));
    }

    double yOf(int vertex) const { return m_y[size_t(m_blocks.of[size_t(vertex)])] + m_blocks.offset[size_t(vertex)]; }

    LayeredGraph& m_graph;
    std::vector<char> m_aligned;
    Blocks m_blocks;
    std::vector<std::vector<Limit>> m_above;
    std::vector<std::vector<Limit>> m_below;
    std::vector<double> m_y;
    std::vector<double> m_wishes;
};

} // namespace

void straighten(LayeredGraph& graph, const LayoutOptions& options)
{
    Placing(graph, options).run(options.snap);
}

} // namespace weft
