#pragma once

#include "engine/graph/project.h"
#include "ui/document/change.h"

#include <optional>
#include <unordered_set>
#include <variant>

namespace weft {

class GraphIndex;

// What an edit did to the project, in pieces that are each their own inverse: applying one exchanges what it holds for
// what is there. So undo and redo are the same walk in two directions, and a step holds only what it touched.

struct NodeSwap {
    Scope scope;
    size_t position = 0;
    GraphNode node;
};
struct NodesToggle { // nodes that come or go, at their places in the list that has them
    Scope scope;
    bool present = false; // now
    std::vector<size_t> positions; // ascending
    std::vector<GraphNode> nodes; // while they are not present
};
struct ViewSwap {
    Scope scope;
    std::string id;
    std::optional<NodeView> view;
};
struct BlockSwap { // all of a block but its nodes
    size_t position = 0;
    Block block;
};
struct BlockToggle {
    size_t position = 0;
    bool present = false;
    Block block;
};
template <class T> struct ItemSwap { // of the frames or notes
    Scope scope;
    size_t position = 0;
    T item;
};
template <class T> struct ItemToggle {
    Scope scope;
    size_t position = 0;
    bool present = false;
    T item;
};
struct DotsSwap {
    Scope scope;
    std::string wire;
    std::optional<std::vector<Dot>> dots;
};
struct BlockViewSwap {
    std::string block;
    std::optional<BlockView> view;
};
struct BookmarkSwap {
    std::string name;
    std::optional<Bookmark> bookmark;
};
struct DataSwap {
    DataSection data;
};
struct TrainingSwap {
    TrainingSection training;
};
struct NameSwap {
    std::string name;
};

using Step = std::variant<NodeSwap, NodesToggle, ViewSwap, BlockSwap, BlockToggle, ItemSwap<Frame>, ItemToggle<Frame>,
                          ItemSwap<Note>, ItemToggle<Note>, DotsSwap, BlockViewSwap, BookmarkSwap, DataSwap,
                          TrainingSwap, NameSwap>;

// The steps of one edit, in order.
class Steps {
public:
    bool isEmpty() const { return m_steps.empty(); }
    size_t size() const { return m_steps.size(); }
    // Applies it, and keeps what was there, unless an earlier step holds what was there before both.
    void perform(Step step, Project& project, GraphIndex& index);
    void append(Steps&& later);
    Change undo(Project& project, GraphIndex& index);
    Change redo(Project& project, GraphIndex& index);
    Change takeChange() { return std::exchange(m_change, {}); } // what was performed so far
    void close(); // the edit is over: frees what only perform() needs

private:
    std::vector<Step> m_steps;
    Change m_change;
    std::unordered_set<std::string> m_held; // what was exchanged since a position or a name last shifted
    bool m_shifts = false; // one of them did
};

} // namespace weft
