#include "ui/canvas/arrange/layered_graph.h"

#include <algorithm>
#include <climits>

namespace weft {

namespace {

constexpr size_t mostLanesPerNode = 12; // beyond, the longest wires pass behind the nodes

struct Neighbours {
    std::vector<std::vector<int>> in;
    std::vector<std::vector<int>> out;
};

Neighbours neighboursOf(size_t nodes, const std::vector<LayoutEdge>& edges)
{
    Neighbours all = {std::vector<std::vector<int>>(nodes), std::vector<std::vector<int>>(nodes)};
    for (const LayoutEdge& edge : edges) {
        all.out[size_t(edge.from)].push_back(edge.to);
        all.in[size_t(edge.to)].push_back(edge.from);
    }
    return all;
}

void turn(LayoutEdge& edge)
{
    std::swap(edge.from, edge.to);
    std::swap(edge.fromY, edge.toY);
}

// Turns the edges that lead back to a node on the way of a depth-first search.
void breakCycles(size_t nodes, std::vector<LayoutEdge>& edges)
{
    std::vector<std::vector<int>> out(nodes);
    for (size_t i = 0; i < edges.size(); ++i)
        out[size_t(edges[i].from)].push_back(int(i));
    std::vector<int> fedBy(nodes, 0);
    for (const LayoutEdge& edge : edges)
        ++fedBy[size_t(edge.to)];
    enum class State : char { unseen, under, done };
    std::vector<State> states(nodes, State::unseen);
    std::vector<int> turned;
    const auto visit = [&](size_t root) {
        std::vector<std::pair<size_t, size_t>> stack = {{root, 0}};
        states[root] = State::under;
        while (!stack.empty()) {
            auto& [node, next] = stack.back();
            if (next == out[node].size()) {
                states[node] = State::done;
                stack.pop_back();
                continue;
            }
            const int edge = out[node][next++];
            const size_t to = size_t(edges[size_t(edge)].to);
            if (states[to] == State::under) {
                turned.push_back(edge);
            } else if (states[to] == State::unseen) {
                states[to] = State::under;
                stack.push_back({to, 0});
            }
        }
    };
    for (size_t i = 0; i < nodes; ++i) { // from where the network begins, where it does
        if (fedBy[i] == 0)
            visit(i);
    }
    for (size_t i = 0; i < nodes; ++i) {
        if (states[i] == State::unseen)
            visit(i);
    }
    for (const int edge : turned)
        turn(edges[size_t(edge)]);
}

std::vector<int> topologicalOrder(const Neighbours& neighbours)
{
    std::vector<int> waiting;
    std::vector<int> order;
    for (size_t i = 0; i < neighbours.in.size(); ++i) {
        waiting.push_back(int(neighbours.in[i].size()));
        if (waiting.back() == 0)
            order.push_back(int(i));
    }
    for (size_t i = 0; i < order.size(); ++i) {
        for (const int next : neighbours.out[size_t(order[i])]) {
            if (--waiting[size_t(next)] == 0)
                order.push_back(next);
        }
    }
    return order;
}

// A chain that comes from its own source and feeds one place (labels on their way to the loss), or what has more wires
// going on than coming in, stands better beside what it feeds.
void pullRight(const Neighbours& neighbours, const std::vector<int>& order, std::vector<int>& layers)
{
    std::vector<char> side(layers.size(), 0);
    for (const int node : order) {
        const std::vector<int>& in = neighbours.in[size_t(node)];
        side[size_t(node)] = std::ranges::all_of(
            in, [&](int from) { return side[size_t(from)] && neighbours.out[size_t(from)].size() == 1; });
    }
    for (size_t i = order.size(); i-- > 0;) {
        const size_t node = size_t(order[i]);
        const std::vector<int>& out = neighbours.out[node];
        if (out.empty() || (!side[node] && neighbours.in[node].size() >= out.size()))
            continue;
        int nearest = INT_MAX;
        for (const int next : out)
            nearest = std::min(nearest, layers[size_t(next)]);
        layers[node] = nearest - 1;
    }
}

} // namespace

std::vector<int> assignLayers(size_t nodes, std::vector<LayoutEdge>& edges)
{
    breakCycles(nodes, edges);
    const Neighbours neighbours = neighboursOf(nodes, edges);
    const std::vector<int> order = topologicalOrder(neighbours);
    std::vector<int> layers(nodes, 0);
    for (const int node : order) {
        for (const int next : neighbours.out[size_t(node)])
            layers[size_t(next)] = std::max(layers[size_t(next)], layers[size_t(node)] + 1);
    }
    pullRight(neighbours, order, layers);
    const int first = layers.empty() ? 0 : *std::ranges::min_element(layers);
    for (int& layer : layers)
        layer -= first;
    return layers;
}

LayeredGraph makeLayers(std::span<const LayoutNode> nodes, std::vector<LayoutEdge> edges)
{
    LayeredGraph graph;
    const std::vector<int> layers = assignLayers(nodes.size(), edges);
    for (size_t i = 0; i < nodes.size(); ++i)
        graph.vertices.push_back({.width = nodes[i].width, .height = nodes[i].height, .layer = layers[i]});

    const auto addSegment = [&](int from, int to, double fromY, double toY) {
        graph.vertices[size_t(from)].right.push_back(int(graph.segments.size()));
        graph.vertices[size_t(to)].left.push_back(int(graph.segments.size()));
        graph.segments.push_back({from, to, fromY, toY});
    };
    std::vector<const LayoutEdge*> byLength;
    for (const LayoutEdge& edge : edges)
        byLength.push_back(&edge);
    const auto length = [&](const LayoutEdge* edge) { return layers[size_t(edge->to)] - layers[size_t(edge->from)]; };
    std::ranges::stable_sort(byLength, {}, length);
    size_t lanesLeft = nodes.size() * mostLanesPerNode + 64;
    for (const LayoutEdge* edge : byLength) {
        const size_t needed = size_t(length(edge) - 1);
        if (needed > lanesLeft)
            break;
        lanesLeft -= needed;
        int from = edge->from;
        double fromY = edge->fromY;
        for (int layer = layers[size_t(edge->from)] + 1; layer < layers[size_t(edge->to)]; ++layer) {
            const int lane = int(graph.vertices.size());
            graph.vertices.push_back({.layer = layer, .lane = true});
            addSegment(from, lane, fromY, 0);
            from = lane;
            fromY = 0;
        }
        addSegment(from, edge->to, fromY, edge->toY);
    }
    return graph;
}

} // namespace weft
