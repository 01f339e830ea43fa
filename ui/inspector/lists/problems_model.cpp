#include "ui/inspector/lists/problems_model.h"

#include "ui/inspector/sections/message.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <algorithm>

namespace weft {

namespace {

constexpr size_t mostRows = 1000; // what is wrong a thousand times has one cause

} // namespace

ProblemsModel::ProblemsModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void ProblemsModel::show(GraphDocument* document, Show which, const Scope& scope, const std::set<std::string>& picked)
{
    beginResetModel();
    m_problems.clear();
    if (document) {
        for (const Diagnostic& problem : document->problems()) {
            if (which == Show::errors && problem.severity != Severity::error)
                continue;
            const NodeKey key = problem.node.empty() ? NodeKey() : document->keyOf(problem.node);
            if (which == Show::thisNode && (key.scope != scope || !picked.contains(key.id)))
                continue;
            if (m_problems.size() >= mostRows)
                break;
            m_problems.push_back({problem, key, fixesFor(*document, problem)});
        }
        std::ranges::stable_sort(m_problems, {}, [](const Row& row) { return row.problem.severity; });
    }
    endResetModel();
}

int ProblemsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_problems.size());
}

QVariant ProblemsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_problems[size_t(index.row())];
    switch (index.column()) {
    case sentence:
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
            return sentenceOf(row.problem);
        if (role == Qt::DecorationRole)
            return iconPixmap(severityIcon(row.problem.severity), severityColour(row.problem.severity),
                              Style::get().px(16), 2);
        if (role == Qt::AccessibleTextRole)
            return (row.problem.severity == Severity::error         ? tr("Error")
                        : row.problem.severity == Severity::warning ? tr("Warning")
                                                                    : tr("Hint"))
                + QStringLiteral(": ") + sentenceOf(row.problem);
        break;
    case node:
        if (role == Qt::DisplayRole)
            return QString::fromStdString(row.key.id);
        if (role == Qt::FontRole)
            return Style::get().font(TextRole::mono);
        if (role == Qt::ToolTipRole)
            return QString::fromStdString(row.problem.node);
        break;
    case place:
        if (role == Qt::ForegroundRole)
            return theme().text.secondary;
        if (role != Qt::DisplayRole)
            break;
        if (!row.key.scope.empty())
            return QString::fromStdString(row.key.scope);
        return row.problem.port.starts_with("data")    ? tr("Data")
            : row.problem.port.starts_with("training") ? tr("Training")
                                                       : tr("Network");
    case fix:
        break; // a button stands there
    }
    return {};
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case sentence:
        return tr("Problem");
    case node:
        return tr("Node");
    case place:
        return tr("Where");
    case fix:
        return tr("Fix");
    }
    return {};
}

} // namespace weft
