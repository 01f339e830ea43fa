#pragma once

#include <string>
#include <utility>
#include <vector>

namespace weft {

using Scope = std::string; // "": the network; else the name of the block whose inside is meant

struct NodeKey {
    Scope scope = {};
    std::string id = {};
    auto operator<=>(const NodeKey&) const = default;
};

// What an edit, an undo or a redo touched. Keys may repeat.
struct Change {
    std::vector<NodeKey> nodes = {}; // added, removed or altered (parameters, inputs, flags)
    std::vector<NodeKey> views = {}; // moved, coloured, collapsed
    std::vector<std::pair<NodeKey, NodeKey>> renamed = {}; // nodes, in order: before, after; also among `nodes`
    std::vector<std::pair<Scope, Scope>> renamedBlocks = {}; // the same for blocks
    bool structure = false; // nodes or wires came or went
    bool blocks = false; // ports, promoted parameters, names, blocks that came or went
    bool frames = false;
    bool notes = false;
    bool dots = false; // reroute dots on wires
    bool bookmarks = false;
    bool data = false;
    bool training = false;
    bool name = false;
    bool everything = false; // another project: read it all again

    // Whether the network, its data or its training may be another now; what is looked at only does not count.
    bool concernsChecks() const { return !nodes.empty() || structure || blocks || data || training || everything; }
    void add(const Change& other);
};

} // namespace weft
