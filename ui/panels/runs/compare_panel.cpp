#include "ui/panels/runs/compare_panel.h"

#include "ui/document/graph_document.h"
#include "ui/panels/curves/plot/plot_line.h"
#include "ui/panels/runs/graph_difference.h"
#include "ui/panels/runs/run_library.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/controls/toggle.h"
#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>

namespace weft {

void ComparisonModel::show(Comparison comparison, std::vector<int> places)
{
    beginResetModel();
    m_comparison = std::move(comparison);
    m_places = std::move(places);
    endResetModel();
}

int ComparisonModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_comparison.rows.size());
}

int ComparisonModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_comparison.runs.size()) + 1;
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const Comparison::Row& row = m_comparison.rows[size_t(index.row())];
    if (role == IsHeading)
        return row.isHeading;
    if (index.column() == 0 || row.isHeading)
        return role == Qt::DisplayRole && index.column() == 0 ? QVariant(row.title) : QVariant();
    const Comparison::Cell& cell = row.cells[size_t(index.column()) - 1];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return cell.text;
    case Qt::AccessibleTextRole:
        return cell.isBest ? tr("%1, the best").arg(cell.text)
            : cell.differs ? tr("%1, differs").arg(cell.text)
                           : cell.text;
    case IsBest:
        return cell.isBest;
    case Differs:
        return cell.differs;
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section > m_comparison.runs.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (section == 0)
        return role == Qt::DisplayRole ? QVariant(QString()) : QVariant();
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return m_comparison.runs[section - 1];
    if (role == Qt::DecorationRole && size_t(section) <= m_places.size()) {
        const int size = Style::get().px(8);
        QPixmap dot(size, size);
        dot.fill(Qt::transparent);
        QPainter painter(&dot);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colourOf(runRole(size_t(m_places[size_t(section) - 1]))));
        painter.drawEllipse(dot.rect());
        return dot;
    }
    return {};
}

QSize ComparisonRows::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {Style::get().px(120), Style::get().px(index.data(ComparisonModel::IsHeading).toBool() ? 28 : 32)};
}

void ComparisonRows::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Style& style = Style::get();
    const bool isHeading = index.data(ComparisonModel::IsHeading).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isHeading)
        painter->fillRect(option.rect, theme().surface.head);
    painter->setPen(theme().line.subtle);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const QString text = index.data().toString();
    QRect inside = option.rect.adjusted(style.px(12), 0, -style.px(8), 0);
    if (index.column() == 0 || isHeading) {
        painter->setFont(style.font(isHeading ? TextRole::caption : TextRole::body));
        painter->setPen(theme().text.secondary);
        paintElided(*painter, inside, Qt::AlignVCenter | Qt::AlignLeft, text);
        painter->restore();
        return;
    }
    const bool isBest = index.data(ComparisonModel::IsBest).toBool();
    const bool differs = index.data(ComparisonModel::Differs).toBool();
    painter->setFont(style.font(TextRole::mono));
    const int tick = isBest ? style.px(16) : 0; // best is told by a tick as well as by colour
    const int width = std::min(painter->fontMetrics().horizontalAdvance(text), inside.width() - style.px(12) - tick);
    if (isBest || differs) {
        const QRectF pill(inside.left() - style.px(6), inside.center().y() - style.px(10), width + tick + style.px(12),
                          style.px(20));
        painter->setPen(Qt::NoPen);
        painter->setBrush(isBest ? theme().state.okSoft : theme().accent.soft);
        painter->drawRoundedRect(pill, 3, 3);
    }
    painter->setPen(isBest ? theme().state.ok : differs ? theme().text.primary : theme().text.secondary);
    paintElided(*painter, QRect(inside.left(), inside.top(), width + 1, inside.height()),
                Qt::AlignVCenter | Qt::AlignLeft, text);
    if (isBest)
        painter->drawPixmap(
            inside.left() + width + style.px(4), inside.center().y() - style.px(6),
            iconPixmap(QStringLiteral("check"), theme().state.ok, style.px(12), painter->device()->devicePixelRatio()));
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange))
        paintFocusRing(*painter, option.rect, 2);
    painter->restore();
}

ComparePanel::ComparePanel(Session*, QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_empty(new EmptyState(QStringLiteral("compare"), {}, {}, this))
    , m_table(new QTableView(this))
    , m_networks(new GraphDifferenceView(this))
    , m_model(new ComparisonModel(this))
    , m_what(nullptr)
    , m_tools(new QWidget(this))
    , m_against(new QComboBox(m_tools))
    , m_equal(new Toggle(QString(), m_tools))
    , m_hidden(new QLabel(m_tools))
    , m_copy(new QToolButton(m_tools))
{
    setAccessibleName(tr("Compare"));
    m_stack->addWidget(m_empty);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ComparisonRows(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setAccessibleName(tr("Comparison of runs"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_networks);
    m_what = new Segmented(m_tools);
    m_what->setObjectName(QStringLiteral("whatToCompare"));
    m_what->setAccessibleName(tr("What is compared"));
    m_what->add(tr("Table"));
    m_what->add(tr("Networks"));
    m_what->setCurrent(0);
    connect(m_what, &Segmented::currentChanged, this, &ComparePanel::rebuild);

    auto* const row = new QHBoxLayout(m_tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Style::get().px(8));
    auto* const label = new QLabel(tr("Against"), m_tools);
    label->setBuddy(m_against);
    m_against->setAccessibleName(tr("Run that the others are held against"));
    m_against->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_against->setMinimumContentsLength(12);
    m_equal->setAccessibleName(tr("Show equal settings too"));
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setAutoRaise(true);
    m_copy->setToolTip(tr("Copy the table"));
    m_copy->setAccessibleName(m_copy->toolTip());
    for (QWidget* const tool : std::initializer_list<QWidget*> {m_what, label, m_against, m_hidden, m_equal, m_copy})
        row->addWidget(tool);
    connect(m_against, &QComboBox::activated, this, [this](int index) {
        if (m_library != nullptr)
            m_library->setAgainst(m_against->itemData(index).toString());
    });
    connect(m_equal, &QAbstractButton::toggled, this, &ComparePanel::rebuild);
    connect(m_copy, &QToolButton::clicked, this, &ComparePanel::copy);
    connect(&Style::get(), &Style::changed, this, &ComparePanel::restyle);
    restyle();
    rebuild();
}

void ComparePanel::restyle()
{
    m_hidden->setFont(Style::get().font(TextRole::secondary));
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, theme().text.secondary);
    m_hidden->setPalette(ink);
    m_table->verticalHeader()->setMinimumSectionSize(Style::get().px(28));
    m_table->horizontalHeader()->setMinimumSectionSize(Style::get().px(120));
    m_table->doItemsLayout();
    update();
}

void ComparePanel::show(GraphDocument* document)
{
    show(RunLibrary::of(document));
}

void ComparePanel::show(RunLibrary* library)
{
    if (m_library != nullptr)
        disconnect(m_library, nullptr, this, nullptr);
    m_library = library;
    if (library != nullptr) {
        connect(library, &RunLibrary::chosenChanged, this, &ComparePanel::rebuild);
        connect(library, &RunLibrary::changed, this, &ComparePanel::rebuild);
        connect(library, &QObject::destroyed, this, &ComparePanel::rebuild);
    }
    rebuild();
}

QList<QWidget*> ComparePanel::headerTools()
{
    return {m_tools};
}

void ComparePanel::rebuild()
{
    const std::vector<RunEntry> runs = m_library == nullptr ? std::vector<RunEntry>() : m_library->chosen();
    const bool areSeveral = runs.size() > 1;
    m_empty->setTexts(runs.empty() ? tr("No runs chosen") : tr("Choose two runs"),
                      runs.empty() ? tr("Results and the settings that differ appear here for the runs you tick.")
                                   : tr("Tick a second run on the left: results, and the settings that differ, appear "
                                        "here side by side."));
    m_stack->setCurrentIndex(areSeveral ? 1 + std::max(0, m_what->current()) : 0);
    for (QWidget* const tool : m_tools->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        tool->setVisible(areSeveral);
    m_against->clear();
    size_t against = 0;
    std::vector<int> places;
    for (size_t i = 0; i < runs.size(); ++i) {
        m_against->addItem(runs[i].title(), runs[i].folder);
        places.push_back(m_library->placeOf(runs[i].folder));
        if (runs[i].folder == m_library->against())
            against = i;
    }
    m_against->setCurrentIndex(runs.empty() ? -1 : int(against));
    const size_t other = against == 0 ? 1 : 0;
    if (other < runs.size())
        m_networks->show(runs[against].project, runs[other].project,
                         runs[against].title() + QStringLiteral(" → ") + runs[other].title());
    else
        m_networks->show(nullptr, nullptr, {}); // not in sight
    for (QWidget* const tool : std::initializer_list<QWidget*> {m_hidden, m_equal, m_copy})
        tool->setVisible(areSeveral && m_what->current() <= 0);
    Comparison comparison = compare(runs, against, m_equal->isChecked());
    m_hidden->setText(m_equal->isChecked() ? tr("%1 equal settings shown").arg(comparison.equalSettings)
                                           : tr("%1 equal settings hidden").arg(comparison.equalSettings));
    m_model->show(std::move(comparison), std::move(places));
    m_table->clearSpans();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data(ComparisonModel::IsHeading).toBool())
            m_table->setSpan(row, 0, 1, m_model->columnCount());
    }
}

void ComparePanel::copy()
{
    QGuiApplication::clipboard()->setText(toText(m_model->comparison()));
}

void ComparePanel::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QWidget::keyPressEvent(event);
}

void ComparePanel::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().surface.panel);
}

} // namespace weft
