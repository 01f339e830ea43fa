#include "ui/canvas/arrange/layered_graph.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace weft {

namespace {

constexpr int mostSweeps = 12;

void takePlaces(LayeredGraph& graph, std::vector<int>& layer)
{
    for (size_t i = 0; i < layer.size(); ++i)
        graph.vertices[size_t(layer[i])].place = int(i);
}

// As a depth-first search from the left meets them, so that what hangs together starts side by side; a wire's lane
// before the node beside it, which puts skip wires above their chain.
void startOrder(LayeredGraph& graph)
{
    int count = 0;
    for (const LayeredGraph::Vertex& vertex : graph.vertices)
        count = std::max(count, vertex.layer + 1);
    graph.layers.assign(size_t(count), {});
    std::vector<char> seen(graph.vertices.size(), 0);
    for (size_t root = 0; root < graph.vertices.size(); ++root) {
        if (!graph.vertices[root].left.empty())
            continue;
        std::vector<int> stack = {int(root)};
        while (!stack.empty()) {
            const int at = stack.back();
            stack.pop_back();
            if (seen[size_t(at)]++)
                continue;
            const LayeredGraph::Vertex& vertex = graph.vertices[size_t(at)];
            graph.layers[size_t(vertex.layer)].push_back(at);
            for (const bool lanes : {false, true}) { // what is pushed last is met first
                for (size_t i = vertex.right.size(); i-- > 0;) {
                    const int to = graph.segments[size_t(vertex.right[i])].to;
                    if (graph.vertices[size_t(to)].lane == lanes && !seen[size_t(to)])
                        stack.push_back(to);
                }
            }
        }
    }
    for (std::vector<int>& layer : graph.layers)
        takePlaces(graph, layer);
}

// Crossings between a layer and the next: inversions of the segments' ends, counted in a tree of sums.
int64_t crossings(const LayeredGraph& graph, size_t layer)
{
    std::vector<int> ends;
    for (const int vertex : graph.layers[layer]) {
        const size_t first = ends.size();
        for (const int segment : graph.vertices[size_t(vertex)].right)
            ends.push_back(graph.vertices[size_t(graph.segments[size_t(segment)].to)].place);
        std::sort(ends.begin() + int64_t(first), ends.end());
    }
    const size_t places = graph.layers[layer + 1].size();
    std::vector<int> tree(places + 1, 0);
    int64_t count = 0;
    for (size_t i = 0; i < ends.size(); ++i) {
        int notAbove = 0; // ends so far at this place or above
        for (size_t at = size_t(ends[i]) + 1; at > 0; at -= at & (~at + 1))
            notAbove += tree[at];
        count += int64_t(i) - notAbove;
        for (size_t at = size_t(ends[i]) + 1; at <= places; at += at & (~at + 1))
            ++tree[at];
    }
    return count;
}

int64_t crossings(const LayeredGraph& graph)
{
    int64_t count = 0;
    for (size_t layer = 0; layer + 1 < graph.layers.size(); ++layer)
        count += crossings(graph, layer);
    return count;
}

// Each vertex goes to the mean place of its neighbours in the layer before.
void sortLayer(LayeredGraph& graph, std::vector<int>& layer, bool fromLeft)
{
    std::vector<std::pair<double, int>> keyed;
    keyed.reserve(layer.size());
    for (const int id : layer) {
        const LayeredGraph::Vertex& vertex = graph.vertices[size_t(id)];
        const std::vector<int>& segments = fromLeft ? vertex.left : vertex.right;
        double sum = 0;
        for (const int segment : segments) {
            const LayeredGraph::Segment& one = graph.segments[size_t(segment)];
            sum += graph.vertices[size_t(fromLeft ? one.from : one.to)].place;
        }
        keyed.push_back({segments.empty() ? vertex.place : sum / double(segments.size()), id});
    }
    std::ranges::stable_sort(keyed, [&](const auto& a, const auto& b) {
        if (a.first != b.first)
            return a.first < b.first;
        return graph.vertices[size_t(a.second)].lane && !graph.vertices[size_t(b.second)].lane;
    });
    for (size_t i = 0; i < layer.size(); ++i)
        layer[i] = keyed[i].second;
    takePlaces(graph, layer);
}

} // namespace

void reduceCrossings(LayeredGraph& graph)
{
    startOrder(graph);
    std::vector<std::vector<int>> best = graph.layers;
    int64_t fewest = crossings(graph);
    for (int sweep = 0, useless = 0; sweep < mostSweeps && fewest > 0 && useless < 4; ++sweep) {
        if (sweep % 2 == 0) {
            for (size_t layer = 1; layer < graph.layers.size(); ++layer)
                sortLayer(graph, graph.layers[layer], true);
        } else {
            for (size_t layer = graph.layers.size() - 1; layer-- > 0;)
                sortLayer(graph, graph.layers[layer], false);
        }
        const int64_t now = crossings(graph);
        ++useless;
        if (now < fewest) {
            fewest = now;
            best = graph.layers;
            useless = 0;
        }
    }
    graph.layers = std::move(best);
    for (std::vector<int>& layer : graph.layers)
        takePlaces(graph, layer);
}

} // namespace weft
