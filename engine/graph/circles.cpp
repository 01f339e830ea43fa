#include "engine/graph/circles.h"

#include <algorithm>

namespace weft {

namespace {

constexpr size_t none = size_t(-1);

// For each node the number of its strongly connected component: two nodes have the same if each is reached from the
// other (Tarjan, "Depth-first search and linear graph algorithms", 1972; here with a stack of its own, since networks
// are deeper than calls may be).
std::vector<size_t> components(const std::vector<std::vector<size_t>>& next)
{
    struct Visit {
        size_t node = 0;
        size_t edge = 0; // that is followed next
    };
    std::vector<size_t> component(next.size(), none), order(next.size(), none), lowest(next.size(), 0);
    std::vector<size_t> open; // nodes of components that are not complete
    size_t count = 0, visited = 0;
    for (size_t start = 0; start < next.size(); ++start) {
        std::vector<Visit> visits;
        const auto begin = [&](size_t node) {
            order[node] = lowest[node] = visited++;
            open.push_back(node);
            visits.push_back({node});
        };
        if (order[start] == none)
            begin(start);
        while (!visits.empty()) {
            const size_t node = visits.back().node;
            if (visits.back().edge < next[node].size()) {
                const size_t other = next[node][visits.back().edge++];
                if (order[other] == none)
                    begin(other);
                else if (component[other] == none)
                    lowest[node] = std::min(lowest[node], order[other]);
                continue;
            }
            visits.pop_back();
            if (!visits.empty())
                lowest[visits.back().node] = std::min(lowest[visits.back().node], lowest[node]);
            if (lowest[node] != order[node])
                continue;
            for (size_t member = none; member != node; open.pop_back()) {
                member = open.back();
                component[member] = count;
            }
            ++count;
        }
    }
    return component;
}

} // namespace

std::vector<std::vector<size_t>> circlesIn(const std::vector<std::vector<size_t>>& sources)
{
    const std::vector<size_t> component = components(sources);
    std::vector<bool> isTold(sources.size(), false); // of components
    std::vector<bool> isPassed(sources.size(), false);
    std::vector<std::vector<size_t>> circles;
    for (size_t start = 0; start < sources.size(); ++start) {
        if (isTold[component[start]])
            continue;
        std::vector<size_t> path; // against the wires, within the component
        size_t at = start;
        while (at != none && !isPassed[at]) {
            isPassed[at] = true;
            path.push_back(at);
            const auto source =
                std::ranges::find_if(sources[at], [&](size_t from) { return component[from] == component[start]; });
            at = source == sources[at].end() ? none : *source;
        }
        if (at == none)
            continue; // one node, which does not feed itself
        isTold[component[start]] = true;
        std::vector<size_t> circle(std::ranges::find(path, at), path.end());
        std::ranges::reverse(circle);
        std::ranges::rotate(circle, std::ranges::min_element(circle));
        circles.push_back(std::move(circle));
    }
    return circles;
}

} // namespace weft
