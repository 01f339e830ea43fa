#include "ui/document/selection.h"

#include "ui/document/graph_document.h"

#include <algorithm>

namespace weft {

Selection::Selection(GraphDocument* document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{
    connect(document, &GraphDocument::changed, this, &Selection::follow);
}

void Selection::enter(const Scope& scope, const std::string& through)
{
    if (scope == m_scope || (!scope.empty() && m_document->block(scope) == nullptr))
        return;
    if (scope.empty())
        m_path.clear();
    else
        m_path.push_back({m_scope, through});
    m_scope = scope;
    m_nodes.clear();
    m_current.clear();
    emit scopeChanged();
    emit changed();
}

void Selection::leave()
{
    if (m_scope.empty())
        return;
    const NodeKey back = m_path.empty() ? NodeKey() : m_path.back();
    if (!m_path.empty())
        m_path.pop_back();
    m_scope = back.scope;
    m_nodes.clear();
    if (m_document->node(back))
        m_nodes.insert(back.id);
    m_current = m_nodes.empty() ? std::string() : back.id;
    emit scopeChanged();
    emit changed();
}

void Selection::set(std::set<std::string> ids, const std::string& current)
{
    std::erase_if(ids, [&](const std::string& id) { return m_document->node(m_scope, id) == nullptr; });
    std::string now = ids.contains(current) ? current : ids.contains(m_current) ? m_current : std::string();
    if (now.empty() && ids.size() == 1)
        now = *ids.begin();
    if (ids == m_nodes && now == m_current)
        return;
    m_nodes = std::move(ids);
    m_current = std::move(now);
    emit changed();
}

void Selection::add(const std::string& id)
{
    std::set<std::string> ids = m_nodes;
    ids.insert(id);
    set(std::move(ids), id);
}

void Selection::toggle(const std::string& id)
{
    std::set<std::string> ids = m_nodes;
    if (ids.erase(id) == 0)
        ids.insert(id);
    set(std::move(ids), id);
}

void Selection::reveal(const NodeKey& key)
{
    if (m_document->node(key) == nullptr)
        return;
    if (key.scope != m_scope)
        enter(key.scope);
    select(key.id);
    emit revealAsked(key);
}

void Selection::follow(const Change& change)
{
    std::set<std::string> ids = m_nodes;
    std::string now = m_current;
    bool moved = false;
    for (const auto& [before, after] : change.renamedBlocks) {
        moved |= m_scope == before;
        for (NodeKey& step : m_path) {
            if (step.scope == before)
                step.scope = after;
        }
        if (m_scope == before)
            m_scope = after;
    }
    for (const auto& [before, after] : change.renamed) {
        for (NodeKey& step : m_path) {
            if (step == before)
                step = after;
        }
        if (before.scope != m_scope && after.scope != m_scope)
            continue;
        if (ids.erase(before.id) > 0)
            ids.insert(after.id);
        if (now == before.id)
            now = after.id;
    }
    if (!m_scope.empty() && m_document->block(m_scope) == nullptr) { // undone, unpacked, another project
        while (!m_path.empty() && m_document->block(m_scope) == nullptr && !m_scope.empty()) {
            m_scope = m_path.back().scope;
            m_path.pop_back();
        }
        if (!m_scope.empty() && m_document->block(m_scope) == nullptr)
            m_scope.clear();
        ids.clear();
        moved = true;
    }
    if (moved)
        emit scopeChanged();
    std::erase_if(ids, [&](const std::string& id) { return m_document->node(m_scope, id) == nullptr; });
    if (!ids.contains(now))
        now = ids.size() == 1 ? *ids.begin() : std::string();
    if (ids == m_nodes && now == m_current)
        return;
    m_nodes = std::move(ids);
    m_current = std::move(now);
    emit changed();
}

} // namespace weft
