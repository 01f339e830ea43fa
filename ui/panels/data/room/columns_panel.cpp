#include "ui/panels/data/room/columns_panel.h"

#include "ui/panels/data/columns_model.h"
#include "ui/style/style.h"

#include <QHeaderView>
#include <QTableView>

namespace weft {

ColumnsPanel::ColumnsPanel(QWidget* parent)
    : DataFollower(QStringLiteral("table"),
                   tr("What each column holds, what it misses and how it is prepared is listed here."), parent)
    , m_table(new QTableView)
    , m_columns(new ColumnsModel(this))
{
    setAccessibleName(tr("Columns"));
    m_table->setAccessibleName(tr("Columns"));
    m_table->setModel(m_columns);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    setContent(m_table);
}

void ColumnsPanel::showData(const std::shared_ptr<const DataView>& view)
{
    m_table->verticalHeader()->setDefaultSectionSize(Style::get().px(32));
    m_columns->show(view);
    for (int i = 0; i < m_columns->columnCount() - 1; ++i)
        m_table->resizeColumnToContents(i);
}

} // namespace weft
