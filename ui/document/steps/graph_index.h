#pragma once

#include "engine/graph/project.h"
#include "ui/document/change.h"

#include <unordered_map>
#include <unordered_set>

namespace weft {

// The node list of the network or of a block; nullptr: no such block.
const std::vector<GraphNode>* nodesIn(const Project& project, const Scope& scope);

// Where everything stands in the project's lists, and who is fed by whom. Kept up by the steps that change the project;
// a block's part is made when it is first asked for.
class GraphIndex {
public:
    static constexpr size_t none = size_t(-1);

    explicit GraphIndex(const Project& project)
        : m_project(project)
    {
        rebuild();
    }
    void rebuild();

    size_t position(const Scope& scope, const std::string& id) const; // in its list; none: not there
    size_t blockPosition(const std::string& name) const;
    const std::unordered_set<std::string>& users(const Scope& scope, const std::string& id) const; // fed by this node
    // The smallest free one of: wish, wish_2, wish_3, …; "in" is never free, blocks call their own ports so.
    std::string freeId(const Scope& scope, const std::string& wish) const;

    // What the steps did.
    void nodesInserted(const Scope& scope, const std::vector<size_t>& positions); // ascending, where they are now
    void nodesRemoved(const Scope& scope, const std::vector<GraphNode>& nodes, size_t firstPosition);
    void nodeReplaced(const Scope& scope, size_t position, const GraphNode& before);
    void blockRenamed(const std::string& before, const std::string& now);
    void blocksChanged(); // some came or went

private:
    struct Part {
        std::unordered_map<std::string, size_t> positions;
        std::unordered_map<std::string, std::unordered_set<std::string>> users; // by the one who feeds
        std::unordered_map<std::string, int> taken; // wish → every number up to this one is taken
    };
    Part& part(const Scope& scope) const;
    static void link(Part& part, const GraphNode& node);
    static void unlink(Part& part, const GraphNode& node);

    const Project& m_project;
    mutable std::unordered_map<Scope, Part> m_parts;
    std::unordered_map<std::string, size_t> m_blocks;
};

// Where a path such as "encoder/2/conv1" lies; an empty id if nowhere.
NodeKey keyOf(const Project& project, const GraphIndex& index, const std::string& path);

} // namespace weft
