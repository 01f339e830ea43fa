#include "ui/document/steps/steps.h"

#include "ui/document/steps/graph_index.h"
#include "ui/document/steps/scopes.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <ranges>

namespace weft {

namespace {

template <class Map, class T> void exchange(Map& map, const std::string& key, std::optional<T>& other)
{
    const auto found = map.find(key);
    std::optional<T> here;
    if (found != map.end())
        here = std::move(found->second);
    if (other)
        map.insert_or_assign(key, std::move(*other));
    else if (found != map.end())
        map.erase(found);
    other = std::move(here);
}

class Application {
public:
    Application(Project& project, GraphIndex& index, Change& change)
        : m_project(project)
        , m_index(index)
        , m_change(change)
    {
    }

    bool shifts() const { return m_shifts; } // positions or names that other steps use

    void operator()(NodeSwap& step)
    {
        GraphNode& here = nodes(step.scope)[step.position];
        m_change.nodes.push_back({step.scope, here.id});
        std::swap(here, step.node);
        if (here.id != step.node.id) {
            m_shifts = true;
            m_change.nodes.push_back({step.scope, here.id});
            m_change.renamed.push_back({{step.scope, step.node.id}, {step.scope, here.id}});
        }
        m_change.structure |= here.id != step.node.id || here.inputs != step.node.inputs;
        m_index.nodeReplaced(step.scope, step.position, step.node);
    }

    void operator()(NodesToggle& step)
    {
        std::vector<GraphNode>& list = nodes(step.scope);
        m_change.structure = m_shifts = true;
        if (step.present) {
            step.nodes.reserve(step.positions.size());
            for (const size_t position : step.positions) {
                m_change.nodes.push_back({step.scope, list[position].id});
                step.nodes.push_back(std::move(list[position]));
            }
            size_t next = 0; // of positions
            size_t kept = step.positions.front();
            for (size_t i = kept; i < list.size(); ++i) {
                if (next < step.positions.size() && i == step.positions[next])
                    ++next;
                else
                    list[kept++] = std::move(list[i]);
            }
            list.resize(kept);
            m_index.nodesRemoved(step.scope, step.nodes, step.positions.front());
        } else {
            size_t from = list.size(); // of what is there, from the end
            list.resize(list.size() + step.nodes.size());
            size_t next = step.nodes.size();
            for (size_t i = list.size(); next > 0; --i) {
                if (i - 1 == step.positions[next - 1])
                    list[i - 1] = std::move(step.nodes[--next]);
                else
                    list[i - 1] = std::move(list[--from]);
            }
            step.nodes = {};
            for (const size_t position : step.positions)
                m_change.nodes.push_back({step.scope, list[position].id});
            m_index.nodesInserted(step.scope, step.positions);
        }
        step.present = !step.present;
    }

    void operator()(ViewSwap& step)
    {
        m_change.views.push_back({step.scope, step.id});
        exchange(m_project.view.nodes, viewKey(step.scope, step.id), step.view);
    }

    void operator()(BlockSwap& step)
    {
        Block& here = m_project.graph.blocks[step.position];
        std::swap(here.nodes, step.block.nodes); // they stay where they are
        std::swap(here, step.block);
        m_change.blocks = true;
        if (here.name != step.block.name) {
            m_shifts = true;
            m_change.renamedBlocks.push_back({step.block.name, here.name});
            m_index.blockRenamed(step.block.name, here.name);
        }
    }

    void operator()(BlockToggle& step)
    {
        std::vector<Block>& list = m_project.graph.blocks;
        const auto at = list.begin() + int64_t(step.position);
        if (step.present) {
            step.block = std::move(*at);
            list.erase(at);
        } else {
            list.insert(at, std::move(step.block));
            step.block = {};
        }
        step.present = !step.present;
        m_change.blocks = m_change.structure = m_shifts = true;
        m_index.blocksChanged();
    }

    template <class T> void operator()(ItemSwap<T>& step) { std::swap(items<T>(step.scope)[step.position], step.item); }

    template <class T> void operator()(ItemToggle<T>& step)
    {
        m_shifts = true;
        std::vector<T>& list = items<T>(step.scope);
        const auto at = list.begin() + int64_t(step.position);
        if (step.present) {
            step.item = std::move(*at);
            list.erase(at);
        } else {
            list.insert(at, std::move(step.item));
            step.item = {};
        }
        step.present = !step.present;
    }

    void operator()(DotsSwap& step)
    {
        m_change.dots = true;
        exchange(step.scope.empty() ? m_project.view.wires : m_project.view.blocks[step.scope].wires, step.wire,
                 step.dots);
    }

    void operator()(BlockViewSwap& step)
    {
        m_change.frames = m_change.notes = m_change.dots = m_shifts = true;
        exchange(m_project.view.blocks, step.block, step.view);
    }

    void operator()(BookmarkSwap& step)
    {
        m_change.bookmarks = true;
        exchange(m_project.view.bookmarks, step.name, step.bookmark);
    }

    void operator()(DataSwap& step)
    {
        m_change.data = true;
        std::swap(m_project.data, step.data);
    }

    void operator()(TrainingSwap& step)
    {
        m_change.training = true;
        std::swap(m_project.training, step.training);
    }

    void operator()(NameSwap& step)
    {
        m_change.name = true;
        std::swap(m_project.name, step.name);
    }

private:
    std::vector<GraphNode>& nodes(const Scope& scope)
    {
        if (scope.empty())
            return m_project.graph.nodes;
        const size_t block = m_index.blockPosition(scope);
        assert(block != GraphIndex::none);
        return m_project.graph.blocks[block].nodes;
    }

    template <class T> std::vector<T>& items(const Scope& scope)
    {
        if constexpr (std::is_same_v<T, Frame>) {
            m_change.frames = true;
            return scope.empty() ? m_project.view.frames : m_project.view.blocks[scope].frames;
        } else {
            m_change.notes = true;
            return scope.empty() ? m_project.view.notes : m_project.view.blocks[scope].notes;
        }
    }

    Project& m_project;
    GraphIndex& m_index;
    Change& m_change;
    bool m_shifts = false;
};

// What an exchange is about; "" for what shifts the positions of others.
struct Target {
    std::string operator()(const NodeSwap& step) const { return place('n', step.scope, step.position); }
    std::string operator()(const ViewSwap& step) const { return 'v' + viewKey(step.scope, step.id); }
    std::string operator()(const BlockSwap& step) const { return place('b', {}, step.position); }
    std::string operator()(const ItemSwap<Frame>& step) const { return place('f', step.scope, step.position); }
    std::string operator()(const ItemSwap<Note>& step) const { return place('t', step.scope, step.position); }
    std::string operator()(const DotsSwap& step) const { return 'w' + step.scope + '\0' + step.wire; }
    std::string operator()(const BookmarkSwap& step) const { return 'm' + step.name; }
    std::string operator()(const DataSwap&) const { return "data"; }
    std::string operator()(const TrainingSwap&) const { return "training"; }
    std::string operator()(const NameSwap&) const { return "name"; }
    std::string operator()(const auto&) const { return {}; }

    static std::string place(char kind, const Scope& scope, size_t position)
    {
        return kind + std::to_string(position) + '/' + scope;
    }
};

} // namespace

void Change::add(const Change& other)
{
    nodes.insert(nodes.end(), other.nodes.begin(), other.nodes.end());
    views.insert(views.end(), other.views.begin(), other.views.end());
    renamed.insert(renamed.end(), other.renamed.begin(), other.renamed.end());
    renamedBlocks.insert(renamedBlocks.end(), other.renamedBlocks.begin(), other.renamedBlocks.end());
    structure |= other.structure;
    blocks |= other.blocks;
    frames |= other.frames;
    notes |= other.notes;
    dots |= other.dots;
    bookmarks |= other.bookmarks;
    data |= other.data;
    training |= other.training;
    name |= other.name;
    everything |= other.everything;
}

void Steps::perform(Step step, Project& project, GraphIndex& index)
{
    Application application(project, index, m_change);
    std::visit(application, step);
    if (application.shifts()) {
        m_held.clear();
        m_shifts = true;
    } else if (!m_held.insert(std::visit(Target(), step)).second) {
        return;
    }
    m_steps.push_back(std::move(step));
}

void Steps::append(Steps&& later)
{
    if (m_shifts || later.m_shifts) {
        std::ranges::move(later.m_steps, std::back_inserter(m_steps));
        m_shifts = true;
        return;
    }
    std::unordered_set<std::string> held;
    for (const Step& step : m_steps)
        held.insert(std::visit(Target(), step));
    for (Step& step : later.m_steps) {
        if (held.insert(std::visit(Target(), step)).second)
            m_steps.push_back(std::move(step));
    }
}

Change Steps::undo(Project& project, GraphIndex& index)
{
    Change change;
    for (Step& step : std::views::reverse(m_steps))
        std::visit(Application(project, index, change), step);
    return change;
}

Change Steps::redo(Project& project, GraphIndex& index)
{
    Change change;
    for (Step& step : m_steps)
        std::visit(Application(project, index, change), step);
    return change;
}

void Steps::close()
{
    m_held = {};
    m_steps.shrink_to_fit();
}

} // namespace weft
