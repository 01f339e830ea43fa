#include "ui/inspector/lists/problems_panel.h"

#include "ui/document/selection.h"
#include "ui/inspector/lists/problems_model.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/style.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

namespace weft {

ProblemsPanel::ProblemsPanel(GraphDocument* document, Selection* selection, QWidget* parent)
    : QWidget(parent)
    , m_model(new ProblemsModel(this))
    , m_view(new QTableView)
    , m_filter(new Segmented(this))
    , m_pages(new QStackedWidget)
    , m_empty(new EmptyState(QStringLiteral("check-circle"), {}, {}))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_view);
    m_view->setModel(m_model);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setMouseTracking(true);
    m_view->verticalHeader()->hide();
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setTabKeyNavigation(false);
    m_view->setAccessibleName(tr("Problems"));
    m_filter->add(tr("All"));
    m_filter->add(tr("Errors"));
    m_filter->add(tr("This node"));
    m_filter->setAccessibleName(tr("Which problems"));
    m_filter->hide(); // until a header takes it
    connect(m_filter, &Segmented::currentChanged, this, &ProblemsPanel::refresh);
    connect(m_view, &QTableView::clicked, this, [this](const QModelIndex& index) { jump(index.row()); });
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex& index) { jump(index.row()); });
    connect(&Style::get(), &Style::changed, this, &ProblemsPanel::refresh);
    show(document, selection);
}

QList<QWidget*> ProblemsPanel::headerTools() const
{
    return {m_filter};
}

void ProblemsPanel::show(GraphDocument* document, Selection* selection)
{
    if (m_document)
        m_document->disconnect(this);
    if (m_selection)
        m_selection->disconnect(this);
    m_document = document;
    m_selection = selection;
    if (document)
        connect(document, &GraphDocument::checked, this, &ProblemsPanel::refresh);
    if (selection)
        connect(selection, &Selection::changed, this, [this] {
            if (m_filter->current() == int(ProblemsModel::Show::thisNode))
                refresh();
        });
    refresh();
}

void ProblemsPanel::refresh()
{
    m_model->show(m_document, ProblemsModel::Show(std::max(0, m_filter->current())),
                  m_selection ? m_selection->scope() : Scope(),
                  m_selection ? m_selection->nodes() : std::set<std::string>());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const std::vector<Fix>& fixes = m_model->fixesAt(row);
        if (fixes.empty())
            continue;
        auto* cell = new QWidget;
        auto* line = new QHBoxLayout(cell);
        line->setContentsMargins(Style::get().px(12), 2, 0, 2);
        auto* button = new QPushButton(fixes.front().title);
        button->setToolTip(fixes.front().note);
        line->addWidget(button);
        line->addStretch(1);
        // Queued: the fix makes a new report, and with it other rows and no such button.
        connect(button, &QPushButton::clicked, this, fixes.front().apply, Qt::QueuedConnection);
        m_view->setIndexWidget(m_model->index(row, ProblemsModel::fix), cell);
    }
    fitColumns();
    const bool nothing = m_model->rowCount() == 0;
    const bool filtered = m_document && !m_document->problems().empty();
    m_empty->setTexts(filtered ? tr("Nothing to show here") : tr("No problems"),
                      filtered ? tr("Choose All to see the others.")
                               : tr("What is wrong with the network appears here, with fixes."));
    m_pages->setCurrentIndex(nothing ? 0 : 1);
}

void ProblemsPanel::fitColumns()
{
    const Style& style = Style::get();
    QHeaderView* header = m_view->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(ProblemsModel::sentence, QHeaderView::Stretch);
    header->resizeSection(ProblemsModel::node, std::min(style.px(120), width() / 7));
    header->resizeSection(ProblemsModel::place, std::min(style.px(120), width() / 7));
    bool canFix = false; // else the sentence has the room
    for (int row = 0; row < m_model->rowCount(); ++row)
        canFix = canFix || !m_model->fixesAt(row).empty();
    m_view->setColumnHidden(ProblemsModel::fix, !canFix);
    header->resizeSection(ProblemsModel::fix, std::min(style.px(200), width() / 4));
}

void ProblemsPanel::resizeEvent(QResizeEvent*)
{
    fitColumns();
}

void ProblemsPanel::jump(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const NodeKey key = m_model->keyAt(row);
    if (!key.id.empty() && m_selection)
        m_selection->reveal(key);
    else if (key.id.empty())
        emit settingAsked(QString::fromStdString(m_model->problemAt(row).port));
}

} // namespace weft
