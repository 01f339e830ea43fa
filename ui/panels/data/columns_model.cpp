#include "ui/panels/data/columns_model.h"

#include "ui/panels/data/data_reader.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

namespace weft {

namespace {

enum Field { nameField, kindField, shapeField, missingField, minimumField, meanField, deviationField, maximumField,
             preparedField, fieldCount };

QString kindName(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::numbers:
        return ColumnsModel::tr("Numbers");
    case ColumnKind::image:
        return ColumnsModel::tr("Picture");
    case ColumnKind::classIndex:
        return ColumnsModel::tr("Class");
    case ColumnKind::classMap:
        return ColumnsModel::tr("Class map");
    case ColumnKind::tokens:
        return ColumnsModel::tr("Tokens");
    case ColumnKind::text:
        return ColumnsModel::tr("Text");
    }
    return {};
}

} // namespace

void ColumnsModel::show(std::shared_ptr<const DataView> view)
{
    beginResetModel();
    m_view = std::move(view);
    endResetModel();
}

int ColumnsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_view ? 0 : int(m_view->description.columns.size());
}

int ColumnsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : fieldCount;
}

QString ColumnsModel::text(size_t row, int column) const
{
    const ColumnDescription& one = m_view->description.columns[row];
    const bool measured = one.stored.count > 0;
    const auto number = [measured](double value) { return measured ? formatNumber(value) : QStringLiteral("–"); };
    switch (column) {
    case nameField:
        return QString::fromStdString(one.name);
    case kindField:
        return one.classes.empty() ? kindName(one.kind)
                                   : tr("%1, %2").arg(kindName(one.kind)).arg(one.classes.size());
    case shapeField:
        return formatShape(one.shape);
    case missingField:
        return formatExact(one.missing);
    case minimumField:
        return number(one.stored.minimum);
    case meanField:
        return number(one.stored.mean);
    case deviationField:
        return number(one.stored.deviation);
    case maximumField:
        return number(one.stored.maximum);
    case preparedField:
        if (one.affine.isIdentity())
            return tr("As stored");
        if (one.affine.shift.size() > 1)
            return tr("(x − shift) ÷ scale, of each channel or value");
        return tr("(x − %1) ÷ %2").arg(formatNumber(one.affine.shift.front()), formatNumber(one.affine.scale.front()));
    default:
        return {};
    }
}

QVariant ColumnsModel::data(const QModelIndex& index, int role) const
{
    if (!m_view || !index.isValid())
        return {};
    const bool number = index.column() >= missingField && index.column() <= maximumField;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(size_t(index.row()), index.column());
    case Qt::TextAlignmentRole:
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        return Style::get().font(index.column() == kindField || index.column() == preparedField ? TextRole::body
                                                                                               : TextRole::mono);
    case Qt::ForegroundRole:
        if (index.column() == missingField)
            return m_view->description.columns[size_t(index.row())].missing > 0 ? theme().state.warning
                                                                              : theme().text.tertiary;
        return {};
    default:
        return {};
    }
}

QVariant ColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= missingField && section <= maximumField ? Qt::AlignRight : Qt::AlignLeft)
                   | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case nameField:
        return tr("Column");
    case kindField:
        return tr("Type");
    case shapeField:
        return tr("Shape");
    case missingField:
        return tr("Missing");
    case minimumField:
        return tr("Min");
    case meanField:
        return tr("Mean");
    case deviationField:
        return tr("Std. dev.");
    case maximumField:
        return tr("Max");
    default:
        return tr("Fed as");
    }
}

} // namespace weft
