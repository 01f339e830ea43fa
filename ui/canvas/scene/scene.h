#pragma once

#include "ui/canvas/scene/hit.h"
#include "ui/canvas/scene/spatial_index.h"
#include "ui/canvas/scene/view_transform.h"
#include "ui/document/graph_document.h"
#include "ui/document/selection.h"

#include <QObject>
#include <QPointer>

#include <set>
#include <span>
#include <unordered_map>

namespace weft {

// One scope of the document laid out for the canvas: nodes, wires, frames and notes with their places, found by area.
// Follows the document's changes at the cost of what they touched. Handles are small numbers that stay while a node or
// wire is there.
class Scene : public QObject {
    Q_OBJECT
public:
    // Ends of a block's ports inside it; no node can have the second name.
    static constexpr const char* blockInputs = "in";
    static constexpr const char* blockOutputs = ".out";

    explicit Scene(QObject* parent = nullptr);
    void show(GraphDocument* document, const Scope& scope);

    GraphDocument* document() const { return m_document; }
    const Scope& scope() const { return m_scope; }

    const NodeItem* node(const std::string& id) const; // nullptr: not in this scope
    int handle(const std::string& id) const; // −1: not in this scope
    const NodeItem& nodeAt(int handle) const { return m_nodes[size_t(handle)]; }
    const WireItem& wireAt(int handle) const { return m_wires[size_t(handle)]; }
    int wireHandle(const WireRef& ref) const; // −1: not there (any more)
    size_t nodeCount() const { return m_byId.size(); }
    std::vector<std::string> nodeIds() const; // in the document's order, boundaries last
    const std::vector<FrameItem>& frames() const { return m_frames; }
    const std::vector<NoteItem>& notes() const { return m_notes; }

    // Handles of what touches the area, ascending.
    std::vector<int> nodesIn(const QRectF& area) const { return m_nodeIndex.query(area); }
    std::vector<int> wiresIn(const QRectF& area) const { return m_wireIndex.query(area); }
    std::set<std::string> idsIn(const QRectF& area) const; // nodes; without boundaries
    std::vector<WireRef> wiresCrossing(const QLineF& line) const;
    // The way of a wire whose nodes are drawn away from their places. `avoid`: around other nodes.
    WireRoute routeMoved(int wire, const QPointF& fromOffset, const QPointF& toOffset, bool avoid) const;
    WireRoute routeThrough(int wire, std::span<const QPointF> dots) const; // as it would run with these dots
    QRectF bounds() const; // of everything; null: empty
    QRectF boundsOf(const std::set<std::string>& ids) const;

    // What is under a point. `scale`: widget pixels a scene pixel, since ports and wires are hit within 24 and 12
    // widget pixels (at most their sizes at 50 % when zoomed out).
    Hit hit(const QPointF& scene, double scale) const;
    // The nearest port within `distance` that the filter takes.
    std::optional<PortHit> nearestPort(const QPointF& scene, double distance,
                                       const std::function<bool(const NodeItem&, const PortItem&)>& filter) const;
    // The wire nearest to a rectangle's middle that runs through it, for insertion; none of `without`'s own.
    std::optional<WireRef> wireUnder(const QRectF& rect, const std::set<std::string>& without) const;

    size_t touched() const { return m_touched; } // nodes and wires laid out anew by the last change
    int revision() const { return m_revision; } // grows with every change

signals:
    void changed(const QRectF& area); // of the scene; what was and what is there

private:
    void rebuild();
    void follow(const Change& change);
    void clear();
    NodeItem itemOf(const GraphNode& node) const;
    int setNode(NodeItem item); // new, or in the place of the one of its id
    void removeNode(const std::string& id);
    void setRect(int handle, const QRectF& rect);
    bool isWiredAsIs(int handle) const;
    void rewire(int handle); // its inputs, as the document has them
    void addWire(int toNode, const std::string& port, int input, int slot, const PortRef& from);
    void removeWire(int handle);
    void routeLater(int node); // its wires, and those around it
    void route(int handle);
    void layOutBoundaries();
    void layOutFrames();
    void layOutNotes();
    void finish(); // routes what waits, tells of the change

    QPointer<GraphDocument> m_document;
    Scope m_scope;
    std::vector<NodeItem> m_nodes; // by handle; an empty id: free
    std::vector<WireItem> m_wires; // by handle; no toNode: free
    std::vector<int> m_freeNodes;
    std::vector<int> m_freeWires;
    std::unordered_map<std::string, int> m_byId;
    SpatialIndex m_nodeIndex;
    SpatialIndex m_wireIndex; // by their lines
    SpatialIndex m_influenceIndex; // by all that decided their routes
    std::vector<FrameItem> m_frames;
    std::vector<NoteItem> m_notes;
    std::set<int> m_reroute; // wires to be routed at the end of a change
    QRectF m_dirty;
    size_t m_touched = 0;
    int m_revision = 0;
    int m_lastRevision = 0; // of nodes
    mutable QRectF m_bounds;
    mutable int m_boundsRevision = -1;
};

} // namespace weft
