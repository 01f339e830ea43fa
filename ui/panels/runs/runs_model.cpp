#include "ui/panels/runs/runs_model.h"

#include "ui/panels/curves/plot/value_ticker.h"
#include "ui/panels/runs/run_library.h"
#include "ui/style/language/problem_sentences.h"
#include "ui/style/numbers.h"

#include <algorithm>
#include <cmath>

namespace weft {

RunsModel::RunsModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void RunsModel::show(RunLibrary* library)
{
    if (m_library != nullptr)
        disconnect(m_library, nullptr, this, nullptr);
    m_library = library;
    if (library != nullptr) {
        connect(library, &RunLibrary::changed, this, &RunsModel::rebuild);
        connect(library, &RunLibrary::chosenChanged, this, [this] {
            if (!m_rows.empty())
                emit dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
        });
        connect(library, &QObject::destroyed, this, [this] {
            m_library = nullptr;
            rebuild();
        });
    }
    rebuild();
}

void RunsModel::setFilter(const QString& text)
{
    m_filter = RunFilter(text);
    rebuild();
}

void RunsModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_falling = order == Qt::DescendingOrder;
    rebuild();
}

void RunsModel::sortBy(Column column, bool falling)
{
    sort(column, falling ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void RunsModel::rebuild()
{
    std::vector<RunEntry> rows;
    if (m_library != nullptr) {
        for (const RunEntry& run : m_library->runs()) {
            if (m_filter.accepts(run))
                rows.push_back(run);
        }
    }
    const auto before = [&](const RunEntry& a, const RunEntry& b) {
        switch (m_sortColumn) {
        case Run:
            return a.title().localeAwareCompare(b.title()) < 0;
        case State:
            return a.stateText().localeAwareCompare(b.stateText()) < 0;
        case Best:
            return a.record.best.value_or(-1e300) < b.record.best.value_or(-1e300);
        default:
            return a.record.seconds < b.record.seconds;
        }
    };
    if (m_sortColumn >= 0) {
        std::ranges::stable_sort(
            rows, [&](const RunEntry& a, const RunEntry& b) { return m_falling ? before(b, a) : before(a, b); });
    }
    const bool sameRows = std::ranges::equal(rows, m_rows, {}, &RunEntry::folder, &RunEntry::folder);
    if (sameRows) { // a run that goes on: nobody's selection or editor is taken away
        m_rows = std::move(rows);
        if (!m_rows.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QString RunsModel::folder(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[size_t(row)].folder : QString();
}

int RunsModel::rowOf(const QString& folder) const
{
    const auto found = std::ranges::find(m_rows, folder, &RunEntry::folder);
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int RunsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RunsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

QString RunsModel::text(const RunEntry& run, int column) const
{
    switch (column) {
    case Run:
        return run.title();
    case State:
        return run.stateText();
    case Best: {
        if (!run.record.best || !std::isfinite(*run.record.best))
            return missingValue();
        const bool percent = isPercent(familyOf(run.record.bestMetric));
        return formatValue(*run.record.best, percent ? ValueKind::percent : ValueKind::number);
    }
    default:
        return run.record.seconds > 0 ? formatElapsed(run.record.seconds) : missingValue();
    }
}

QVariant RunsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const RunEntry& run = m_rows[size_t(index.row())];
    const int place = m_library == nullptr ? -1 : m_library->placeOf(run.folder);
    switch (role) {
    case Qt::DisplayRole:
        return text(run, index.column());
    case Qt::EditRole:
        return run.title();
    case Qt::CheckStateRole:
        return index.column() == Run ? QVariant(place >= 0 ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::ToolTipRole:
        return run.note.isEmpty() ? problemSentence(QString::fromStdString(run.record.text)) : run.note;
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() >= Best ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::AccessibleTextRole:
        return index.column() == Run ? tr("%1, %2").arg(text(run, Run), text(run, State)) : text(run, index.column());
    case Folder:
        return run.folder;
    case Place:
        return place;
    case StateKind:
        return QString::fromStdString(run.record.state);
    default:
        return {};
    }
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (m_library == nullptr || !index.isValid())
        return false;
    if (role == Qt::CheckStateRole)
        m_library->choose(folder(index.row()), value.toInt() == Qt::Checked);
    else if (role == Qt::EditRole)
        m_library->rename(folder(index.row()), value.toString());
    else
        return false;
    return true;
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section >= Best ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Run:
        return tr("Run");
    case State:
        return tr("State");
    case Best:
        return tr("Best");
    default:
        return tr("Time");
    }
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags common = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return index.column() == Run ? common | Qt::ItemIsUserCheckable | Qt::ItemIsEditable : common;
}

} // namespace weft
