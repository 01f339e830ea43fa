#include "ui/panels/device/node_costs.h"

#include "engine/layers/layer_type.h"
#include "ui/document/selection.h"
#include "ui/session/session.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/numbers.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QHeaderView>
#include <QPainter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

// A number over a bar of its share: the costly nodes are seen before they are read.
class CostCell : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Style& style = Style::get();
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, theme().accent.soft);
        const double share = index.data(NodeCostModel::shareRole).toDouble();
        const QRect cell = option.rect.adjusted(style.px(8), style.px(4), -style.px(8), -style.px(4));
        if (index.column() == NodeCostModel::time && share > 0) {
            QRect bar = cell;
            bar.setLeft(bar.right() - int(share * cell.width()));
            painter->fillRect(bar, theme().state.warningSoft);
        }
        const bool name = index.column() == NodeCostModel::node;
        painter->setFont(style.font(name ? TextRole::body : TextRole::mono));
        painter->setPen(name || share > 0 ? theme().text.primary : theme().text.tertiary);
        paintElided(*painter, cell, (name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
                    index.data().toString());
        painter->restore();
    }
};

} // namespace

void NodeCostModel::show(const GraphDocument* document, const Observation* observation)
{
    beginResetModel();
    m_rows.clear();
    std::ranges::fill(m_sums, 0);
    if (const GraphReport* const report = document ? document->report() : nullptr) {
        std::map<std::string, double> times;
        if (observation)
            for (const NodeSummary& one : observation->nodes)
                if (std::isfinite(one.milliseconds))
                    times[one.node] = double(one.milliseconds);
        for (const NodeReport& each : report->nodes) {
            if (each.outputs.empty() || each.type == "block")
                continue;
            const LayerType* const type = findLayerType(each.type);
            Row row {.path = each.path, .type = type ? translated(type->title) : QString()};
            const auto measured = times.find(each.path);
            row.values[time] = measured == times.end() ? -1 : measured->second;
            row.values[memory] = double(each.activationBytes);
            row.values[parameters] = double(each.parameters);
            row.values[compute] = each.flops;
            for (int i = time; i < columns; ++i)
                m_sums[i] += std::max(0.0, row.values[i]);
            m_rows.push_back(std::move(row));
        }
    }
    sortRows();
    endResetModel();
}

int NodeCostModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int NodeCostModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant NodeCostModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& at = m_rows[size_t(index.row())];
    const double value = at.values[index.column()];
    if (role == shareRole)
        return index.column() == node || m_sums[index.column()] <= 0 ? 0
                                                                     : std::max(0.0, value) / m_sums[index.column()];
    if (role == Qt::ToolTipRole && index.column() == time && value >= 0 && m_sums[time] > 0)
        return tr("%1 of the step").arg(formatPercent(value / m_sums[time]));
    if (role == Qt::ToolTipRole && index.column() == node)
        return QString::fromStdString(at.path) + QStringLiteral(", ") + at.type;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case node:
        return QString::fromStdString(at.path);
    case time:
        return value < 0 ? missingValue() : formatMilliseconds(value / 1000);
    case memory:
        return formatBytes(uint64_t(value));
    case parameters:
        return value > 0 ? formatCount(value) : missingValue();
    default:
        return value > 0 ? formatFlops(value) : missingValue();
    }
}

QVariant NodeCostModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == node ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case node:
        return tr("Node");
    case time:
        return tr("Time");
    case memory:
        return tr("Memory");
    case parameters:
        return tr("Weights");
    default:
        return tr("Compute");
    }
}

void NodeCostModel::sort(int column, Qt::SortOrder order)
{
    beginResetModel();
    m_column = column;
    m_rising = order == Qt::AscendingOrder;
    sortRows();
    endResetModel();
}

// Without times by arithmetic: what will take them.
void NodeCostModel::sortRows()
{
    const int by = m_column == time && !hasTimes() ? int(compute) : m_column;
    std::ranges::stable_sort(m_rows, [&](const Row& a, const Row& b) {
        if (by == node)
            return m_rising ? a.path < b.path : b.path < a.path;
        return m_rising ? a.values[by] < b.values[by] : b.values[by] < a.values[by];
    });
}

NodeCosts::NodeCosts(QWidget* parent)
    : QWidget(parent)
    , m_model(new NodeCostModel(this))
    , m_stack(new QStackedWidget(this))
    , m_view(new QTableView)
{
    setAccessibleName(tr("Costs of each node"));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_stack->addWidget(new EmptyState(QStringLiteral("node"), tr("No layers yet"),
                                      tr("What each node costs in time, memory and arithmetic is listed here. Add a "
                                         "layer to begin; times come with a training.")));
    m_stack->addWidget(m_view);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new CostCell(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->verticalHeader()->hide();
    m_view->horizontalHeader()->setSectionsClickable(true);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setSectionResizeMode(NodeCostModel::node, QHeaderView::Stretch);
    m_view->setAccessibleName(tr("Costs of each node"));
    connect(m_view->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int section) {
        const bool falling = m_view->horizontalHeader()->sortIndicatorOrder() == Qt::DescendingOrder;
        m_view->horizontalHeader()->setSortIndicatorShown(true);
        m_model->sort(section, falling ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    const auto jump = [this](const QModelIndex& index) {
        if (m_selection && m_document && index.isValid())
            m_selection->reveal(m_document->keyOf(m_model->row(index.row()).path));
    };
    connect(m_view, &QTableView::clicked, this, jump);
    connect(m_view, &QTableView::activated, this, jump);
    connect(&Style::get(), &Style::changed, this, &NodeCosts::refresh);
}

void NodeCosts::show(GraphDocument* document, Selection* selection)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_selection = selection;
    if (document)
        connect(document, &GraphDocument::checked, this, &NodeCosts::refresh);
    refresh();
}

void NodeCosts::watch(Session* session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    if (session)
        connect(session, &Session::observed, this, &NodeCosts::refresh);
    refresh();
}

void NodeCosts::refresh()
{
    if (!isVisible())
        return;
    const bool observed = m_session && m_session->lastObservation();
    m_model->show(m_document, observed ? &*m_session->lastObservation() : nullptr);
    m_view->verticalHeader()->setDefaultSectionSize(Style::get().px(24));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    fitColumns();
}

void NodeCosts::fitColumns()
{
    const Style& style = Style::get();
    QHeaderView* const header = m_view->horizontalHeader();
    header->resizeSection(NodeCostModel::time, style.px(80));
    header->resizeSection(NodeCostModel::memory, style.px(88));
    header->resizeSection(NodeCostModel::parameters, style.px(80));
    header->resizeSection(NodeCostModel::compute, style.px(104));
    m_view->setColumnHidden(NodeCostModel::memory, width() < style.px(360));
    m_view->setColumnHidden(NodeCostModel::parameters, width() < style.px(440));
    m_view->setColumnHidden(NodeCostModel::compute, width() < style.px(272));
}

void NodeCosts::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void NodeCosts::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void NodeCosts::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().surface.panel);
}

} // namespace weft
