#pragma once

#include "ui/canvas/scene/hit.h"
#include "ui/document/actions.h"

#include <set>

namespace weft {

class Scene;

inline Wire wireOf(const WireRef& ref)
{
    return {ref.from, ref.node, ref.port};
}

// The wires that end at a port, in their order; of a port that takes many, only that of `slot` unless it is −1.
std::vector<Wire> wiresInto(const Scene& scene, const PortHit& port, int slot = -1);
std::vector<Wire> wiresFrom(const Scene& scene, const PortRef& from);
// Where a wire starts and ends, as ports of the canvas; nothing if the document names a port that is not there.
std::optional<PortHit> startOf(const Scene& scene, const Wire& wire);
std::optional<PortHit> endOf(const Scene& scene, const Wire& wire);
std::optional<PortHit> portOf(const NodeItem& node, const std::string& port, bool input, int slot = 0);
std::vector<PortHit> portsOf(const NodeItem& node, bool input); // from the top

// Also to the ends of a block's outputs inside it.
QString connectEnds(GraphDocument& document, const Scope& scope, const PortRef& from, const PortHit& to);
void disconnectEnds(GraphDocument& document, const Scope& scope, const std::vector<Wire>& wires);

// Where a wire that starts at a port may end. Made once when it is drawn; asking is cheap.
class LegalEnds {
public:
    LegalEnds(const Scene& scene, const PortHit& start);
    bool isLegal(const NodeItem& node, const PortItem& port) const;
    // The port of the node that takes the wire when it is dropped on its body: the first free one, else the first.
    std::optional<PortHit> best(const NodeItem& node) const;
    // Why nothing of the node, or this port of it, takes the wire.
    QString whyNot(const NodeItem& node, const std::optional<PortHit>& port) const;

private:
    const Scene& m_scene;
    PortHit m_start;
    std::set<std::string> m_forbidden; // nodes: a wire there would run in a circle
};

} // namespace weft
