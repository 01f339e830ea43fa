#include "ui/document/graph_document.h"

#include "ui/document/checker.h"
#include "ui/document/steps/graph_index.h"
#include "ui/document/steps/scopes.h"

#include <QFileInfo>

#include <algorithm>

namespace weft {

// One entry of the undo stack. The edit was made before the entry was pushed, so the first redo has nothing to do.
class DocumentStep : public QUndoCommand {
public:
    DocumentStep(GraphDocument& document, const QString& title, Steps&& steps, QString key)
        : QUndoCommand(title)
        , m_document(document)
        , m_steps(std::move(steps))
        , m_key(std::move(key))
        , m_state(++document.m_lastState)
    {
    }

    uint64_t state() const { return m_state; } // what the project is after it
    int id() const override { return m_key.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* other) override
    {
        auto& later = const_cast<DocumentStep&>(static_cast<const DocumentStep&>(*other)); // the stack deletes it next
        if (later.m_key != m_key || later.m_gesture != m_gesture)
            return false;
        m_steps.append(std::move(later.m_steps));
        m_state = later.m_state;
        return true;
    }
    void undo() override { m_document.announce(m_steps.undo(m_document.m_project, *m_document.m_index)); }
    void redo() override
    {
        if (std::exchange(m_isNew, false))
            return;
        m_document.announce(m_steps.redo(m_document.m_project, *m_document.m_index));
    }

private:
    GraphDocument& m_document;
    Steps m_steps;
    QString m_key;
    uint64_t m_state;
    uint64_t m_gesture = m_document.m_gesture;
    bool m_isNew = true;
};

GraphDocument::GraphDocument(QObject* parent)
    : GraphDocument(Project(), parent)
{
}

GraphDocument::GraphDocument(Project project, QObject* parent)
    : QObject(parent)
    , m_project(std::move(project))
    , m_index(std::make_unique<GraphIndex>(m_project))
    , m_checker(new Checker(*this))
{
    connect(m_checker, &Checker::checked, this, &GraphDocument::checked);
    connect(m_checker, &Checker::forecast, this, &GraphDocument::forecastChanged);
    connect(&m_undo, &QUndoStack::indexChanged, this, &GraphDocument::announceSaved);
    m_wasChanged = isChanged();
}

GraphDocument::~GraphDocument()
{
    m_undo.disconnect(this);
}

uint64_t GraphDocument::state() const
{
    const int index = m_undo.index();
    return index == 0 ? m_firstState : static_cast<const DocumentStep*>(m_undo.command(index - 1))->state();
}

bool GraphDocument::isChanged() const
{
    return m_unsaved || state() != m_savedState;
}

QString GraphDocument::title() const
{
    if (!m_file.isEmpty())
        return QFileInfo(m_file).completeBaseName();
    return m_project.name.empty() ? tr("Untitled") : QString::fromStdString(m_project.name);
}

const GraphNode* GraphDocument::node(const Scope& scope, const std::string& id) const
{
    const size_t position = m_index->position(scope, id);
    return position == GraphIndex::none ? nullptr : &nodes(scope)[position];
}

const std::vector<GraphNode>& GraphDocument::nodes(const Scope& scope) const
{
    static const std::vector<GraphNode> none;
    if (scope.empty())
        return m_project.graph.nodes;
    const Block* inside = block(scope);
    return inside ? inside->nodes : none;
}

const Block* GraphDocument::block(const std::string& name) const
{
    const size_t position = m_index->blockPosition(name);
    return position == GraphIndex::none ? nullptr : &m_project.graph.blocks[position];
}

NodeView GraphDocument::view(const Scope& scope, const std::string& id) const
{
    const auto found = m_project.view.nodes.find(viewKey(scope, id));
    return found == m_project.view.nodes.end() ? NodeView() : found->second;
}

bool GraphDocument::hasView(const Scope& scope, const std::string& id) const
{
    return m_project.view.nodes.contains(viewKey(scope, id));
}

std::vector<std::pair<std::string, std::string>> GraphDocument::consumers(const Scope& scope, const PortRef& from) const
{
    std::vector<std::pair<std::string, std::string>> all;
    const std::vector<GraphNode>& list = nodes(scope);
    std::vector<size_t> positions;
    for (const std::string& user : m_index->users(scope, from.node))
        positions.push_back(m_index->position(scope, user));
    std::ranges::sort(positions);
    for (const size_t position : positions) {
        for (const Input& input : list[position].inputs) {
            if (input.from.node == from.node && (from.port.empty() || input.from.port == from.port))
                all.emplace_back(list[position].id, input.port);
        }
    }
    return all;
}

std::vector<std::pair<std::string, std::string>> GraphDocument::consumers(const Scope& scope,
                                                                          const std::string& node) const
{
    return consumers(scope, PortRef {node, {}});
}

const std::vector<Frame>& GraphDocument::frames(const Scope& scope) const
{
    return framesIn(m_project, scope);
}

const std::vector<Note>& GraphDocument::notes(const Scope& scope) const
{
    return notesIn(m_project, scope);
}

const std::vector<Dot>& GraphDocument::dots(const Scope& scope, const PortRef& from, const std::string& node,
                                            const std::string& port) const
{
    return dotsIn(m_project, scope, from, node, port);
}

std::string GraphDocument::freeId(const Scope& scope, const std::string& wish) const
{
    return m_index->freeId(scope, wish);
}

void GraphDocument::change(const QString& title, const std::function<void(Edit&)>& make, const QString& mergeKey)
{
    if (m_edit) {
        make(*m_edit);
        return;
    }
    Steps steps;
    Edit edit(m_project, *m_index, steps);
    m_edit = &edit;
    try {
        make(edit);
    } catch (...) {
        m_edit = nullptr;
        steps.undo(m_project, *m_index);
        throw;
    }
    m_edit = nullptr;
    if (steps.isEmpty())
        return;
    const Change made = steps.takeChange();
    steps.close();
    m_undo.push(new DocumentStep(*this, title, std::move(steps), mergeKey));
    announce(made);
}

void GraphDocument::endMerging()
{
    ++m_gesture;
}

void GraphDocument::announce(const Change& change)
{
    emit changed(change);
}

void GraphDocument::announceSaved()
{
    const bool isNow = isChanged();
    if (std::exchange(m_wasChanged, isNow) != isNow)
        emit savedChanged();
}

void GraphDocument::reset(Project project, const QString& file)
{
    m_undo.clear();
    m_project = std::move(project);
    m_index->rebuild();
    m_viewports.clear();
    m_file = file;
    m_unsaved = false;
    m_firstState = m_savedState = ++m_lastState;
    m_wasChanged = false;
    emit changed({.everything = true});
    emit savedChanged();
}

void GraphDocument::markSaved(const QString& file, uint64_t savedState)
{
    m_file = file;
    m_unsaved = false;
    m_savedState = savedState;
    m_wasChanged = isChanged();
    emit savedChanged();
}

void GraphDocument::markUnsaved()
{
    m_unsaved = true;
    announceSaved();
}

GraphDocument::Viewport GraphDocument::viewport(const Scope& scope) const
{
    if (const auto found = m_viewports.find(scope); found != m_viewports.end())
        return found->second;
    if (scope.empty())
        return {m_project.view.zoom, m_project.view.x, m_project.view.y};
    const auto block = m_project.view.blocks.find(scope);
    if (block == m_project.view.blocks.end())
        return {};
    return {block->second.zoom, block->second.x, block->second.y};
}

void GraphDocument::setViewport(const Scope& scope, const Viewport& viewport)
{
    m_viewports[scope] = viewport;
}

Project GraphDocument::projectToSave() const
{
    Project project = m_project;
    for (const auto& [scope, viewport] : m_viewports) {
        if (!scope.empty() && (block(scope) == nullptr || this->viewport(scope) == Viewport()))
            continue;
        const auto put = [&](auto& view) {
            view.zoom = viewport.zoom;
            view.x = viewport.x;
            view.y = viewport.y;
        };
        if (scope.empty())
            put(project.view);
        else
            put(project.view.blocks[scope]);
    }
    return project;
}

const GraphReport* GraphDocument::report() const
{
    return m_checker->result() ? &m_checker->result()->report : nullptr;
}

const NodeReport* GraphDocument::report(const NodeKey& key) const
{
    return m_checker->report(key);
}

bool GraphDocument::isChecked() const
{
    return m_checker->isUpToDate();
}

const Diagnostics& GraphDocument::problems() const
{
    static const Diagnostics none;
    return m_checker->result() ? m_checker->result()->problems : none;
}

const std::optional<MemoryForecast>& GraphDocument::forecast() const
{
    static const std::optional<MemoryForecast> none;
    return m_checker->result() ? m_checker->result()->forecast : none;
}

NodeKey GraphDocument::keyOf(const std::string& path) const
{
    return weft::keyOf(m_project, *m_index, path);
}

} // namespace weft
