#include "ui/panels/log/log_model.h"

#include "ui/style/numbers.h"

namespace weft {

LogModel::LogModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

void LogModel::add(Entry entry)
{
    if (m_entries.size() >= mostEntries) {
        beginRemoveRows({}, 0, 0);
        m_entries.pop_front();
        endRemoveRows();
    }
    const int row = int(m_entries.size());
    beginInsertRows({}, row, row);
    m_entries.push_back(std::move(entry));
    endInsertRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
}

QString LogModel::line(int row) const
{
    const Entry& one = entry(row);
    QString text = one.time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + QStringLiteral("  ");
    if (one.step > 0)
        text += tr("step %1").arg(formatExact(one.step)) + QStringLiteral("  ");
    return text + one.text;
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Entry& one = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return one.text;
    case Qt::AccessibleTextRole:
        return line(index.row());
    case EntryKind:
        return int(one.kind);
    case Time:
        return one.time;
    case Step:
        return one.step;
    default:
        return {};
    }
}

} // namespace weft
