#include "ui/panels/data/room/statistics_panel.h"

#include "ui/inspector/sections/value_list.h"
#include "ui/panels/data/class_balance.h"
#include "ui/style/layout/column.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QVBoxLayout>

namespace weft {

StatisticsPanel::StatisticsPanel(QWidget* parent)
    : DataFollower(QStringLiteral("histogram"),
                   tr("How many samples each class has and how values are spread is shown here."), parent)
    , m_balance(new ClassBalance)
    , m_rows(new ValueList)
{
    setAccessibleName(tr("Statistics"));
    m_rows->setIndent(12);
    auto* const page = new QWidget;
    auto* const column = new QVBoxLayout(page);
    const int edge = Style::get().px(12);
    column->setContentsMargins(0, edge, 0, edge);
    auto* const inset = new QVBoxLayout;
    inset->setContentsMargins(edge, 0, edge, 0);
    inset->addWidget(m_balance);
    column->addLayout(inset);
    column->addSpacing(edge);
    column->addWidget(m_rows);
    column->addStretch(1);
    setContent(scrolling(page));
}

void StatisticsPanel::showData(const std::shared_ptr<const DataView>& view)
{
    if (view == m_view)
        return;
    m_view = view;
    m_balance->show(view);
    const DataDescription& all = view->description;
    std::vector<ValueList::Row> rows {
        {.name = tr("Samples"), .value = formatExact(all.train + all.validation + all.test), .toolTip = {}}};
    if (view->shownColumn() >= 0) {
        const ColumnDescription& column = all.columns[size_t(view->shownColumn())];
        rows.push_back({.name = tr("Column"), .value = QString::fromStdString(column.name), .toolTip = {}});
        rows.push_back({.name = tr("Shape"), .value = formatShape(column.shape), .toolTip = {}});
        if (column.stored.deviation > 0) {
            rows.push_back({.name = tr("Smallest"), .value = formatNumber(column.stored.minimum), .toolTip = {}});
            rows.push_back({.name = tr("Mean"), .value = formatNumber(column.stored.mean), .toolTip = {}});
            rows.push_back({.name = tr("Deviation"), .value = formatNumber(column.stored.deviation), .toolTip = {}});
            rows.push_back({.name = tr("Greatest"), .value = formatNumber(column.stored.maximum), .toolTip = {}});
        }
        rows.push_back({.name = tr("Missing values"),
                        .value = formatExact(column.missing),
                        .toolTip = {},
                        .wrong = column.missing > 0});
    }
    m_rows->setRows(std::move(rows));
}

} // namespace weft
