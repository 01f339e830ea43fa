#include "ui/document/edit.h"

#include "ui/document/steps/graph_index.h"
#include "ui/document/steps/scopes.h"

#include <algorithm>

// What lies around the nodes: frames, notes, dots on wires, bookmarks.

namespace weft {

const std::vector<Frame>& Edit::frames(const Scope& scope) const
{
    return framesIn(m_project, scope);
}

const std::vector<Note>& Edit::notes(const Scope& scope) const
{
    return notesIn(m_project, scope);
}

const std::vector<Dot>& Edit::dots(const Scope& scope, const PortRef& from, const std::string& node,
                                   const std::string& port) const
{
    return dotsIn(m_project, scope, from, node, port);
}

// A block's part of the view exists while there is something in it.
void Edit::needBlockView(const Scope& scope)
{
    if (!scope.empty() && !m_project.view.blocks.contains(scope))
        perform(BlockViewSwap {scope, BlockView()});
}

void Edit::dropEmptyBlockView(const Scope& scope)
{
    const auto view = m_project.view.blocks.find(scope);
    if (!scope.empty() && view != m_project.view.blocks.end() && view->second == BlockView())
        perform(BlockViewSwap {scope, std::nullopt});
}

// What two lists have in common at their ends stays; what lies between is exchanged, or goes and comes.
template <class T> void Edit::setItems(const Scope& scope, const std::vector<T>& here, std::vector<T> items)
{
    size_t start = 0;
    while (start < here.size() && start < items.size() && here[start] == items[start])
        ++start;
    size_t end = 0;
    while (end < here.size() - start && end < items.size() - start
           && here[here.size() - 1 - end] == items[items.size() - 1 - end])
        ++end;
    const size_t before = here.size() - end;
    const size_t after = items.size() - end;
    if (before == start && after == start)
        return;
    needBlockView(scope);
    const size_t both = std::min(before, after);
    for (size_t i = start; i < both; ++i)
        perform(ItemSwap<T> {scope, i, std::move(items[i])});
    for (size_t i = before; i > both; --i)
        perform(ItemToggle<T> {scope, i - 1, true, {}});
    for (size_t i = both; i < after; ++i)
        perform(ItemToggle<T> {scope, i, false, std::move(items[i])});
    dropEmptyBlockView(scope);
}

void Edit::setFrames(const Scope& scope, std::vector<Frame> frames)
{
    setItems(scope, framesIn(m_project, scope), std::move(frames));
}

void Edit::setNotes(const Scope& scope, std::vector<Note> notes)
{
    setItems(scope, notesIn(m_project, scope), std::move(notes));
}

void Edit::setDots(const Scope& scope, const PortRef& from, const std::string& node, const std::string& port,
                   std::vector<Dot> dots)
{
    if (this->dots(scope, from, node, port) == dots)
        return;
    needBlockView(scope);
    const bool any = !dots.empty();
    perform(DotsSwap {scope, wireKey(from, node, port), any ? std::optional(std::move(dots)) : std::nullopt});
    dropEmptyBlockView(scope);
}

void Edit::setWires(const Scope& scope, const WireViews& wires)
{
    const WireViews here = wiresIn(m_project, scope);
    if (here == wires)
        return;
    needBlockView(scope);
    for (const auto& [wire, dots] : here) {
        if (!wires.contains(wire))
            perform(DotsSwap {scope, wire, std::nullopt});
    }
    for (const auto& [wire, dots] : wires) {
        if (!here.contains(wire) || here.at(wire) != dots)
            perform(DotsSwap {scope, wire, dots});
    }
    dropEmptyBlockView(scope);
}

// Dots of wires into `before` that `after` has no more.
void Edit::dropDots(const Scope& scope, const GraphNode& before, const GraphNode& after)
{
    for (const Input& input : before.inputs) {
        if (std::ranges::find(after.inputs, input) == after.inputs.end())
            setDots(scope, input.from, before.id, input.port, {});
    }
}

void Edit::setBookmark(const std::string& name, std::optional<Bookmark> bookmark)
{
    const auto found = m_project.view.bookmarks.find(name);
    const bool there = found != m_project.view.bookmarks.end();
    if (there != bookmark.has_value() || (there && found->second != *bookmark))
        perform(BookmarkSwap {name, std::move(bookmark)});
}

} // namespace weft
