#pragma once

#include <QPointF>

#include <span>
#include <vector>

namespace weft {

// A graph to lay out, in scene pixels; plain numbers, so that it can run in any thread.
struct LayoutNode {
    double width = 0;
    double height = 0;
    int group = -1; // index into the groups; −1: none
};

struct LayoutEdge {
    int from = 0;
    int to = 0;
    double fromY = 0; // the ports, below the tops of their nodes
    double toY = 0;
};

struct LayoutGroup { // kept together, with room for a frame around it
    int parent = -1;
};

struct LayoutOptions {
    bool topDown = false; // else left to right
    double layerGap = 40; // between a layer of nodes and the next
    double nodeGap = 40; // between neighbours in a layer
    double gutter = 32; // from a node to a wire that passes it
    double lane = 16; // between wires side by side
    double rowGap = 72; // between rows of a wrapped chain: a wire goes back there
    double padding = 24; // of groups
    double header = 32; // of groups
    double snap = 8;
    double rowWidth = 0; // a longer chain goes on in a row below; 0: chosen for a shape like a screen's; −1: never
};

// Top left corners, one a node, the bounding box starting at (0, 0). Layers by longest path, then nodes pulled to what
// they feed; wires past a layer hold a lane there (Sugiyama, Tagawa and Toda 1981); crossings fewer by barycentres, the
// best of several sweeps kept, counted as Barth, Mutzel and Jünger 2004 do; straight lines as in Brandes and Köpf 2001:
// non-crossing segments are aligned, blocks of aligned nodes moved as one. Unlike theirs the longest chain is aligned
// first, so that skip wires give way to it. Deterministic; cycles are laid out as if one wire ran the other way.
std::vector<QPointF> layeredLayout(std::span<const LayoutNode> nodes, std::span<const LayoutEdge> edges,
                                   std::span<const LayoutGroup> groups = {}, const LayoutOptions& options = {});

} // namespace weft
