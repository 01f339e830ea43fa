#include "ui/inspector/lists/outline_model.h"

#include "ui/inspector/target.h"

#include <algorithm>

namespace weft {

namespace {

constexpr int deepest = 32; // blocks never hold themselves, but a file by hand may say so

} // namespace

OutlineModel::OutlineModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

void OutlineModel::setDocument(GraphDocument* document)
{
    m_document = document;
    reload();
}

void OutlineModel::setFilter(const QString& text)
{
    m_filter = text.trimmed();
    reload();
}

void OutlineModel::reload()
{
    beginResetModel();
    m_root = {};
    m_matches.clear();
    if (m_document && isFiltered()) {
        const auto add = [this](const Scope& scope, const std::vector<GraphNode>& nodes) {
            for (const GraphNode& node : nodes) {
                if (QString::fromStdString(node.id).contains(m_filter, Qt::CaseInsensitive)
                    || typeTitle(node).contains(m_filter, Qt::CaseInsensitive))
                    m_matches.push_back({scope, node.id});
            }
        };
        add({}, m_document->nodes({}));
        for (const Block& block : m_document->project().graph.blocks)
            add(block.name, block.nodes);
    }
    endResetModel();
}

void OutlineModel::recheck()
{
    m_problems.clear();
    if (m_document) {
        for (const Diagnostic& problem : m_document->problems()) {
            if (problem.node.empty() || problem.severity == Severity::hint)
                continue;
            const auto [place, isNew] = m_problems.try_emplace(m_document->keyOf(problem.node), problem.severity);
            if (!isNew)
                place->second = std::min(place->second, problem.severity); // an error comes first
        }
    }
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {stateRole});
}

OutlineModel::Level* OutlineModel::levelBelow(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return &m_root;
    if (isFiltered())
        return nullptr;
    auto* level = static_cast<Level*>(parent.internalPointer());
    const GraphNode* node = nodeAt(parent);
    if (!node || node->type != "block" || level->depth >= deepest || !m_document->block(node->block))
        return nullptr;
    std::unique_ptr<Level>& below = level->inner[parent.row()];
    if (!below) {
        below = std::make_unique<Level>();
        below->scope = node->block;
        below->outer = level;
        below->row = parent.row();
        below->depth = level->depth + 1;
    }
    return below.get();
}

const GraphNode* OutlineModel::nodeAt(const QModelIndex& index) const
{
    if (!m_document || !index.isValid())
        return nullptr;
    if (isFiltered())
        return index.row() < int(m_matches.size()) ? m_document->node(m_matches[size_t(index.row())]) : nullptr;
    const std::vector<GraphNode>& nodes = m_document->nodes(static_cast<Level*>(index.internalPointer())->scope);
    return index.row() < int(nodes.size()) ? &nodes[size_t(index.row())] : nullptr;
}

NodeKey OutlineModel::keyOf(const QModelIndex& index) const
{
    if (isFiltered())
        return index.isValid() && index.row() < int(m_matches.size()) ? m_matches[size_t(index.row())] : NodeKey();
    const GraphNode* node = nodeAt(index);
    return node ? NodeKey {static_cast<Level*>(index.internalPointer())->scope, node->id} : NodeKey();
}

QModelIndex OutlineModel::indexOf(const NodeKey& key, const std::vector<NodeKey>& path) const
{
    if (!m_document)
        return {};
    if (isFiltered()) {
        const auto found = std::ranges::find(m_matches, key);
        return found == m_matches.end() ? QModelIndex() : index(int(found - m_matches.begin()), 0);
    }
    const auto below = [this](const QModelIndex& parent, const std::string& id) {
        const Level* level = levelBelow(parent);
        if (!level)
            return QModelIndex();
        const std::vector<GraphNode>& nodes = m_document->nodes(level->scope);
        const auto found = std::ranges::find(nodes, id, &GraphNode::id);
        return found == nodes.end() ? QModelIndex() : index(int(found - nodes.begin()), 0, parent);
    };
    QModelIndex at;
    for (const NodeKey& step : path) {
        at = below(at, step.id);
        if (!at.isValid())
            return {};
    }
    return below(at, key.id);
}

QString OutlineModel::pathOf(const QModelIndex& index) const
{
    QString path;
    for (QModelIndex at = index; at.isValid(); at = at.parent())
        path = QString::fromStdString(keyOf(at).id) + QLatin1Char('/') + path;
    return path;
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex& parent) const
{
    Level* level = levelBelow(parent);
    if (!level || row < 0 || row >= rowCount(parent) || column != 0)
        return {};
    return createIndex(row, 0, level);
}

QModelIndex OutlineModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || isFiltered())
        return {};
    auto* level = static_cast<Level*>(child.internalPointer());
    return level->outer ? createIndex(level->row, 0, level->outer) : QModelIndex();
}

int OutlineModel::rowCount(const QModelIndex& parent) const
{
    if (!m_document)
        return 0;
    if (isFiltered())
        return parent.isValid() ? 0 : int(m_matches.size());
    const Level* level = levelBelow(parent);
    return level ? int(m_document->nodes(level->scope).size()) : 0;
}

bool OutlineModel::hasChildren(const QModelIndex& parent) const
{
    return rowCount(parent) > 0;
}

QVariant OutlineModel::data(const QModelIndex& index, int role) const
{
    const GraphNode* node = nodeAt(index);
    if (!node)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return node->repeat > 1 ? QStringLiteral("%1 × %2").arg(QString::fromStdString(node->id)).arg(node->repeat)
                                : QString::fromStdString(node->id);
    case typeRole:
        return typeTitle(*node);
    case categoryRole:
        return QString::fromStdString(categoryOf(*node));
    case stateRole: {
        const auto problem = m_problems.find(keyOf(index));
        if (problem != m_problems.end())
            return problem->second == Severity::error ? QStringLiteral("error") : QStringLiteral("warning");
        return node->muted   ? QStringLiteral("mute")
            : node->bypassed ? QStringLiteral("bypass")
            : node->frozen   ? QStringLiteral("snowflake")
                             : QString();
    }
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(QString::fromStdString(node->id), typeTitle(*node));
    case Qt::ToolTipRole:
        return isFiltered() && !keyOf(index).scope.empty() ? tr("in %1").arg(QString::fromStdString(keyOf(index).scope))
                                                           : QVariant();
    }
    return {};
}

} // namespace weft
