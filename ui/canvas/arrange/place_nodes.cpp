#include "ui/canvas/arrange/place_nodes.h"

#include "ui/canvas/arrange/arrange_items.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/scene/spatial_index.h"
#include "ui/document/steps/scopes.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <unordered_map>

namespace weft {

namespace {

constexpr double gap = 40; // between neighbours, as the layout leaves it

// The nodes of one scope, by their places in its list.
class ScopePlaces {
public:
    ScopePlaces(Project& project, const Scope& scope, const std::vector<GraphNode>& nodes)
        : m_project(project)
        , m_scope(scope)
        , m_nodes(nodes)
        , m_isPlaced(nodes.size())
        , m_feeders(nodes.size())
        , m_users(nodes.size())
    {
        std::unordered_map<std::string, int> index;
        for (size_t i = 0; i < nodes.size(); ++i) {
            index.emplace(nodes[i].id, int(i));
            const auto view = project.view.nodes.find(viewKey(scope, nodes[i].id));
            m_isPlaced[i] = view != project.view.nodes.end();
            m_items.push_back(layOutNode(nodes[i], project.graph.blocks, m_isPlaced[i] && view->second.collapsed));
            if (m_isPlaced[i])
                m_items[i].rect.moveTo(view->second.x, view->second.y);
        }
        for (size_t i = 0; i < nodes.size(); ++i) {
            std::unordered_map<std::string, int> taken;
            for (const Input& input : nodes[i].inputs) {
                const auto from = index.find(input.from.node);
                if (from == index.end())
                    continue;
                const PortItem* start = m_items[size_t(from->second)].find(input.from.port, false);
                const PortItem* end = m_items[i].find(input.port, true, taken[input.port]++);
                m_wires.push_back({from->second, int(i), start ? start->at.y() : geometry::firstPort,
                                   end ? end->at.y() : geometry::firstPort});
                m_feeders[i].push_back(from->second);
                m_users[size_t(from->second)].push_back(int(i));
            }
        }
    }

    void place()
    {
        if (std::ranges::find(m_isPlaced, true) == m_isPlaced.end())
            return layOutAll();
        for (size_t i = 0; i < m_nodes.size(); ++i) {
            if (m_isPlaced[i])
                take(int(i));
        }
        for (const Note& note : notesIn(m_project, m_scope)) {
            m_notes.emplace_back(note.x, note.y, note.width, note.height);
            m_index.insert(int(m_nodes.size() + m_notes.size()) - 1, m_notes.back());
        }
        for (size_t next = 0;;) {
            if (!m_ahead.empty())
                placeUsers(pop(m_ahead));
            else if (!m_behind.empty())
                placeFeeders(pop(m_behind));
            else if (next < m_nodes.size())
                placeAlone(int(next++)); // hangs on nothing that has a place
            else
                break;
        }
    }

private:
    static int pop(std::deque<int>& queue)
    {
        const int first = queue.front();
        queue.pop_front();
        return first;
    }

    void layOutAll()
    {
        std::vector<const NodeItem*> items;
        for (const NodeItem& item : m_items)
            items.push_back(&item);
        const std::vector<QPointF> at = arranged(items, m_wires, framesIn(m_project, m_scope));
        double top = 0; // notes have places
        for (const Note& note : notesIn(m_project, m_scope))
            top = std::max(top, note.y + note.height + gap);
        for (size_t i = 0; i < at.size(); ++i)
            keep(int(i), at[i] + QPointF(0, top));
    }

    void placeUsers(int node)
    {
        for (const int user : m_users[size_t(node)]) {
            if (m_isPlaced[size_t(user)])
                continue;
            int last = node; // of what feeds it, the rightmost
            for (const int feeder : m_feeders[size_t(user)]) {
                if (m_isPlaced[size_t(feeder)] && rect(feeder).right() > rect(last).right())
                    last = feeder;
            }
            putDown(user, {rect(last).right() + gap, rect(last).top()});
        }
    }

    void placeFeeders(int node)
    {
        for (const int feeder : m_feeders[size_t(node)]) {
            if (!m_isPlaced[size_t(feeder)])
                putDown(feeder, {rect(node).left() - gap - rect(feeder).width(), rect(node).top()});
        }
    }

    void placeAlone(int node)
    {
        if (!m_isPlaced[size_t(node)])
            putDown(node, {m_bounds.left(), m_bounds.bottom() + gap});
    }

    // There, or below what is there already.
    void putDown(int node, QPointF at)
    {
        const double room = gap / 2;
        QRectF place(snapToGrid(at), rect(node).size());
        for (double top = -std::numeric_limits<double>::infinity(); place.top() > top;) { // far out it would not grow
            top = place.top();
            for (const int other : m_index.query(place.adjusted(-room, -room, room, room)))
                place.moveTop(std::max(place.top(), snapToGrid({0, rect(other).bottom() + gap}).y()));
        }
        keep(node, place.topLeft());
        take(node);
    }

    void take(int node)
    {
        m_index.insert(node, rect(node));
        m_bounds |= rect(node);
        m_ahead.push_back(node);
        m_behind.push_back(node);
    }

    void keep(int node, const QPointF& at)
    {
        m_isPlaced[size_t(node)] = true;
        m_items[size_t(node)].rect.moveTo(at);
        NodeView& view = m_project.view.nodes[viewKey(m_scope, m_nodes[size_t(node)].id)];
        view.x = at.x();
        view.y = at.y();
    }

    const QRectF& rect(int node) const // notes come after the nodes
    {
        return size_t(node) < m_items.size() ? m_items[size_t(node)].rect : m_notes[size_t(node) - m_items.size()];
    }

    Project& m_project;
    Scope m_scope;
    const std::vector<GraphNode>& m_nodes;
    std::vector<bool> m_isPlaced;
    std::vector<NodeItem> m_items;
    std::vector<LayoutEdge> m_wires;
    std::vector<std::vector<int>> m_feeders;
    std::vector<std::vector<int>> m_users;
    std::vector<QRectF> m_notes;
    SpatialIndex m_index; // of what has a place
    QRectF m_bounds;
    std::deque<int> m_ahead; // placed, and what they feed may not be
    std::deque<int> m_behind; // placed, and what feeds them may not be
};

} // namespace

void placeNodes(Project& project)
{
    const auto place = [&](const Scope& scope, const std::vector<GraphNode>& nodes) {
        const bool areThere = std::ranges::all_of(
            nodes, [&](const GraphNode& node) { return project.view.nodes.contains(viewKey(scope, node.id)); });
        if (!areThere)
            ScopePlaces(project, scope, nodes).place();
    };
    place({}, project.graph.nodes);
    for (const Block& block : project.graph.blocks)
        place(block.name, block.nodes);
}

} // namespace weft
