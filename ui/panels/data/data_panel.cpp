#include "ui/panels/data/data_panel.h"

#include "ui/document/graph_document.h"
#include "ui/panels/data/class_balance.h"
#include "ui/panels/data/columns_model.h"
#include "ui/panels/data/data_reader.h"
#include "ui/panels/data/sample_grid.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

namespace {

constexpr Part parts[] = {Part::train, Part::validation, Part::test};

} // namespace

DataPanel::DataPanel(QWidget* parent)
    : QWidget(parent)
    , m_none(new DataReader(this))
    , m_reader(m_none)
    , m_parts(new Segmented({{}, {}, {}}, this))
    , m_counts(new QLabel(this))
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(QStringLiteral("dataset"), {}, {}))
    , m_grid(new SampleGrid)
    , m_side(new QWidget)
    , m_balanceTitle(new QLabel)
    , m_balance(new ClassBalance)
    , m_table(new QTableView)
    , m_columns(new ColumnsModel(this))
{
    setAccessibleName(tr("Data"));
    m_parts->setAccessibleName(tr("Part of the data"));
    m_parts->setCurrent(0);
    m_table->setAccessibleName(tr("Columns"));
    m_table->setModel(m_columns);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);

    auto* const side = new QVBoxLayout(m_side);
    side->addWidget(m_balanceTitle);
    side->addWidget(m_balance);
    side->addStretch(1);
    auto* const page = new QWidget;
    auto* const left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(m_grid, 3);
    left->addWidget(m_table, 1);
    auto* const row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(left, 1);
    row->addWidget(m_side);
    m_stack->addWidget(m_empty);
    connect(m_empty->setButton({}), &QPushButton::clicked, this, &DataPanel::dataSetsAsked);
    m_stack->addWidget(page);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);

    connect(m_reader, &DataReader::changed, this, &DataPanel::update);
    connect(m_parts, &Segmented::currentChanged, this, &DataPanel::showPart);
    connect(m_grid, &SampleGrid::picked, this, [this](int64_t sample) { m_reader->pick(sample); });
    connect(m_balance, &ClassBalance::classPicked, m_grid, &SampleGrid::setClass);
    connect(&Style::get(), &Style::changed, this, &DataPanel::restyle);
    restyle();
    update();
}

void DataPanel::restyle()
{
    const QString names[] = {tr("Train"), tr("Validation"), tr("Test")};
    for (int i = 0; i < 3; ++i)
        m_parts->setText(i, names[i]);
    m_balanceTitle->setText(tr("Training samples"));
    m_balanceTitle->setFont(Style::get().font(TextRole::bodyStrong));
    m_counts->setFont(Style::get().font(TextRole::secondary));
    QPalette palette = m_counts->palette();
    palette.setColor(QPalette::WindowText, theme().text.secondary);
    m_counts->setPalette(palette);
    const int edge = Style::get().px(12);
    m_side->layout()->setContentsMargins(edge, edge, edge, edge);
    m_side->setFixedWidth(Style::get().px(296));
    m_table->verticalHeader()->setDefaultSectionSize(Style::get().px(32));
    update();
}

QList<QWidget*> DataPanel::headerTools()
{
    return {m_counts, m_parts};
}

void DataPanel::setCompact(bool compact)
{
    m_compact = compact;
    m_table->setVisible(!compact);
    m_side->setVisible(!compact);
}

void DataPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (!m_compact) // a narrow place keeps the pictures
        m_side->setVisible(width() >= Style::get().px(720));
}

void DataPanel::show(GraphDocument* document, Selection*)
{
    if (m_document == document)
        return;
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_grid->verticalScrollBar()->setValue(0);
    m_reader->disconnect(this);
    m_reader->disconnect(m_grid);
    m_reader = document ? DataReader::of(document) : m_none;
    connect(m_reader, &DataReader::changed, this, &DataPanel::update);
    connect(m_reader, &DataReader::picked, m_grid, &SampleGrid::setCurrent);
    if (document)
        connect(document, &GraphDocument::changed, this, &DataPanel::documentChanged);
    update();
    read();
}

void DataPanel::documentChanged(const Change& change)
{
    if (change.data || change.everything)
        read();
    if (change.structure && isVisible()) // another column may be the target now
        showPart();
}

void DataPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    read();
}

void DataPanel::read()
{
    if (!m_document || !isVisible()) // read when somebody looks
        return;
    m_reader->read(*m_document);
}

void DataPanel::update()
{
    const auto view = m_reader->view();
    const bool shown = view && m_reader->trouble().isEmpty() && view->shownColumn() >= 0;
    m_stack->setCurrentIndex(shown ? 1 : 0);
    m_parts->setVisible(shown);
    if (!shown) {
        m_counts->clear();
        m_empty->setButton(m_reader->needsDataSets() ? tr("Choose the folder…") : QString());
        if (m_reader->isReading())
            m_empty->setTexts(tr("Reading the data…"), tr("You can go on working meanwhile."));
        else if (!m_reader->trouble().isEmpty())
            m_empty->setTexts(tr("The data cannot be read"), m_reader->trouble());
        else
            m_empty->setTexts(tr("No data yet"),
                              tr("Start from a folder of pictures or a table on the Start page, or add a source to the "
                                 "project's data section."));
        m_grid->show(nullptr, Part::train);
        m_columns->show(nullptr);
        m_balance->show(nullptr);
        return;
    }
    m_columns->show(view);
    m_balance->show(view);
    for (int i = 0; i < m_columns->columnCount() - 1; ++i)
        m_table->resizeColumnToContents(i);
    showPart();
}

void DataPanel::showPart()
{
    const auto view = m_reader->view();
    if (!view)
        return;
    const Part part = parts[std::clamp(m_parts->current(), 0, 2)];
    m_grid->setTargets(m_document ? targetColumns(*m_document) : std::set<std::string>());
    m_grid->show(view, part);
    m_grid->setCurrent(m_reader->pickedSample());
    m_counts->setText(tr("%1 samples").arg(formatExact(int64_t(view->prepared.samples(part).size()))));
}

} // namespace weft
