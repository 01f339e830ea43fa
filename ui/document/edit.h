#pragma once

#include "ui/document/steps/steps.h"

#include <optional>
#include <set>

namespace weft {

class GraphIndex;

// A change under way. Each primitive alters the project at once and notes what was there, so that an undo costs what
// was touched. Ids, block names and list positions must exist (asserted); the actions ask before.
class Edit {
public:
    Edit(Project& project, GraphIndex& index, Steps& steps)
        : m_project(project)
        , m_index(index)
        , m_steps(steps)
    {
    }
    Edit(const Edit&) = delete;

    const Project& project() const { return m_project; }
    const GraphIndex& index() const { return m_index; }
    const GraphNode* node(const Scope& scope, const std::string& id) const; // O(1); nullptr: not there
    const GraphNode* node(const NodeKey& key) const { return node(key.scope, key.id); }
    const std::vector<GraphNode>& nodes(const Scope& scope) const;
    NodeView view(const Scope& scope, const std::string& id) const;
    const Block* block(const std::string& name) const; // nullptr: not there
    const std::vector<Frame>& frames(const Scope& scope) const;
    const std::vector<Note>& notes(const Scope& scope) const;
    const std::vector<Dot>& dots(const Scope& scope, const PortRef& from, const std::string& node,
                                 const std::string& port) const;

    // Returns the id, made free from the node's id or else its type: "conv2d", "conv2d_2", …
    std::string add(const Scope& scope, GraphNode node, NodeView view);
    std::string freeId(const Scope& scope, const std::string& wish) const;
    // With the wires that start or end there, its view, its place in a frame, its feed, what shares its weights.
    void remove(const Scope& scope, const std::string& id);
    void remove(const Scope& scope, const std::set<std::string>& ids); // many cost no more than one
    void set(const Scope& scope, GraphNode node); // by its id
    void rename(const Scope& scope, const std::string& id,
                const std::string& to); // wires, feeds, frames, shares follow
    void setView(const Scope& scope, const std::string& id, NodeView view);

    void setBlock(Block block); // by its name; new: appended. Views and frames inside are the caller's to mend
    void removeBlock(const std::string& name); // with the views inside it
    void renameBlock(const std::string& name, const std::string& to); // what uses it follows
    std::string freeBlockName(const std::string& wish) const;

    void setFrames(const Scope& scope, std::vector<Frame> frames);
    void setNotes(const Scope& scope, std::vector<Note> notes);
    void setFrames(std::vector<Frame> frames) { setFrames({}, std::move(frames)); }
    void setNotes(std::vector<Note> notes) { setNotes({}, std::move(notes)); }
    // Reroute dots of the wire from `from` to the node's port, from its start to its end; none: straight.
    void setDots(const Scope& scope, const PortRef& from, const std::string& node, const std::string& port,
                 std::vector<Dot> dots);
    void setWires(const Scope& scope, const WireViews& wires); // all dots of the scope
    void setBookmark(const std::string& name, std::optional<Bookmark> bookmark);

    void setData(DataSection data);
    void setTraining(TrainingSection training);
    void setName(std::string name);

private:
    void perform(Step step);
    void setBlockHead(size_t position, Block head);
    void needBlockView(const Scope& scope);
    void dropEmptyBlockView(const Scope& scope);
    void dropDots(const Scope& scope, const GraphNode& before, const GraphNode& after);
    template <class T> void setItems(const Scope& scope, const std::vector<T>& here, std::vector<T> items);

    Project& m_project;
    GraphIndex& m_index;
    Steps& m_steps;
};

} // namespace weft
