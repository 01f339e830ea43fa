#include "ui/panels/runs/runs_panel.h"

#include "engine/support/error.h"
#include "engine/train/runs/roll_back.h"
#include "ui/background/background.h"
#include "ui/document/graph_document.h"
#include "ui/panels/runs/run_details.h"
#include "ui/panels/runs/run_library.h"
#include "ui/panels/runs/runs_model.h"
#include "ui/session/session.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/icons.h"
#include "ui/style/layout/column.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace weft {

RunsPanel::RunsPanel(Session* session, QWidget* parent)
    : QWidget(parent)
    , m_model(new RunsModel(this))
    , m_stack(new QStackedLayout(this))
    , m_search(new SearchField(tr("Filter, for example accuracy > 92"), this))
    , m_list(new QTableView(this))
    , m_problem(new QLabel(this))
    , m_details(new RunDetails(this))
    , m_continue(new QPushButton(tr("Continue…"), this))
    , m_open(new QPushButton(tr("Open graph"), this))
    , m_count(new QLabel(this))
    , m_said(new QLabel(this))
{
    setAccessibleName(tr("Runs"));
    m_stack->addWidget(new EmptyState(QStringLiteral("runs"), tr("No runs yet"),
                                      tr("Each training is kept here with its curves and settings."), this));
    auto* const page = new QWidget(this);
    QVBoxLayout* const column = flushColumn(page);
    auto* const top = new QHBoxLayout;
    top->setContentsMargins(Style::get().px(12), Style::get().px(10), Style::get().px(12), Style::get().px(8));
    top->addWidget(m_search);
    column->addLayout(top);
    column->addWidget(m_problem);
    column->addWidget(m_list, 1);
    column->addWidget(m_said);
    column->addWidget(m_details);
    auto* const bottom = new QHBoxLayout;
    bottom->setContentsMargins(Style::get().px(12), Style::get().px(8), Style::get().px(12), Style::get().px(10));
    bottom->setSpacing(Style::get().px(8));
    bottom->addWidget(m_continue);
    bottom->addWidget(m_open);
    bottom->addStretch(1);
    bottom->addWidget(m_count);
    column->addLayout(bottom);
    m_stack->addWidget(page);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_said->setWordWrap(true);
    m_said->hide();

    m_list->setModel(m_model);
    m_list->setItemDelegate(new RunRows(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setShowGrid(false);
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_list->setMouseTracking(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTabKeyNavigation(false);
    m_list->verticalHeader()->hide();
    m_list->horizontalHeader()->setSectionsClickable(true);
    m_list->horizontalHeader()->setHighlightSections(false);
    m_list->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_list->horizontalHeader()->setSectionResizeMode(RunsModel::Run, QHeaderView::Stretch);
    m_list->setAccessibleName(tr("Runs"));
    m_list->viewport()->installEventFilter(this);
    m_list->installEventFilter(this);
    m_search->setAccessibleName(tr("Filter of the runs"));

    connect(m_search, &QLineEdit::textChanged, m_model, &RunsModel::setFilter);
    connect(m_search, &QLineEdit::textChanged, this, &RunsPanel::updateRows);
    connect(m_list->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int section) {
        const bool falling = m_list->horizontalHeader()->sortIndicatorOrder() == Qt::DescendingOrder;
        m_list->horizontalHeader()->setSortIndicatorShown(true);
        m_model->sort(section, falling ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (m_library != nullptr && now.isValid())
            m_library->setCurrent(m_model->folder(now.row()));
    });
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint& place) {
        if (const QModelIndex index = m_list->indexAt(place); index.isValid()) {
            QMenu* const menu = makeMenu(m_model->folder(index.row()));
            menu->setAttribute(Qt::WA_DeleteOnClose);
            menu->popup(m_list->viewport()->mapToGlobal(place));
        }
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &RunsPanel::updateRows);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &RunsPanel::updateDetails);
    connect(m_details, &RunDetails::noteChanged, this, [this](const QString& folder, const QString& note) {
        if (m_library != nullptr)
            m_library->setNote(folder, note);
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        const RunEntry* const run = m_library == nullptr ? nullptr : m_library->find(m_library->current());
        if (run != nullptr)
            emit graphAsked(run->folder + QStringLiteral("/project.weft"), run->title());
    });
    connect(m_continue, &QPushButton::clicked, this, [this] {
        const RunEntry* const run = m_library == nullptr ? nullptr : m_library->find(m_library->current());
        if (run == nullptr)
            return;
        const bool wasBetter = run->record.bestStep > 0 && run->record.bestStep < run->record.step;
        if (run->canContinue() && !wasBetter) {
            continueRun(run->folder, 0);
            return;
        }
        auto* const menu = new QMenu(this);
        menu->setObjectName(QStringLiteral("continueMenu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        if (run->canContinue()) {
            menu->addAction(tr("From where it stopped"), this,
                            [this, folder = run->folder] { continueRun(folder, 0); });
        } else { // it is at its end: how much further?
            const int64_t epochs = std::max<int64_t>(1, run->project == nullptr ? 1 : run->project->training.epochs);
            for (const int64_t more : {int64_t(1), int64_t(5), epochs})
                connect(menu->addAction(more == 1 ? tr("One more epoch") : tr("%1 more epochs").arg(more)),
                        &QAction::triggered, this,
                        [this, folder = run->folder, whole = int64_t(std::ceil(run->record.epoch)) + more] {
                            continueRun(folder, whole);
                        });
        }
        if (wasBetter) {
            menu->addSeparator();
            menu->addAction(tr("Back to its best, step %1, and on: what came after goes")
                                .arg(formatExact(run->record.bestStep)),
                            this, [this, folder = run->folder] { goBack(folder); });
        }
        menu->popup(m_continue->mapToGlobal(QPoint(0, m_continue->height())));
    });
    connect(&Style::get(), &Style::changed, this, &RunsPanel::restyle);
    restyle();
    watch(session);
    updateRows();
}

void RunsPanel::restyle()
{
    const Style& style = Style::get();
    m_list->verticalHeader()->setDefaultSectionSize(style.px(32));
    m_list->verticalHeader()->setMinimumSectionSize(style.px(32));
    m_list->horizontalHeader()->setMinimumSectionSize(style.px(40));
    m_list->horizontalHeader()->resizeSection(RunsModel::State, style.px(112));
    m_list->horizontalHeader()->resizeSection(RunsModel::Best, style.px(76));
    m_list->horizontalHeader()->resizeSection(RunsModel::Time, style.px(84));
    for (QLabel* const label : {m_problem, m_said, m_count}) {
        label->setFont(style.font(TextRole::secondary));
        QPalette ink = label->palette();
        ink.setColor(QPalette::WindowText, label == m_problem ? theme().state.warning : theme().text.secondary);
        label->setPalette(ink);
    }
    m_problem->setContentsMargins(style.px(12), 0, style.px(12), style.px(6));
    m_said->setContentsMargins(style.px(12), style.px(6), style.px(12), style.px(6));
    m_continue->setIcon(icon(QStringLiteral("resume")));
    update();
}

// In a narrow place the name has the room that the time would take.
void RunsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_list->setColumnHidden(RunsModel::Time, width() < Style::get().px(400));
}

void RunsPanel::watch(Session* session)
{
    m_session = session;
    if (m_library != nullptr)
        m_library->watch(session);
    if (session != nullptr)
        connect(session, &Session::stateChanged, this, &RunsPanel::updateDetails, Qt::UniqueConnection);
    updateDetails();
}

void RunsPanel::show(GraphDocument* document)
{
    show(RunLibrary::of(document));
}

void RunsPanel::show(RunLibrary* library)
{
    if (m_library != nullptr)
        disconnect(m_library, nullptr, this, nullptr);
    m_library = library;
    m_model->show(library);
    if (library != nullptr) {
        connect(library, &RunLibrary::changed, this, &RunsPanel::updateRows);
        connect(library, &RunLibrary::chosenChanged, this, &RunsPanel::updateDetails);
        connect(library, &RunLibrary::currentChanged, this, &RunsPanel::updateRows);
        connect(library, &RunLibrary::said, this, &RunsPanel::say);
        library->watch(m_session);
    }
    updateRows();
}

void RunsPanel::updateRows()
{
    const size_t all = m_library == nullptr ? 0 : m_library->runs().size();
    m_stack->setCurrentIndex(all > 0 ? 1 : 0);
    m_count->setText(tr("%1 of %2 shown").arg(m_model->rowCount()).arg(all));
    m_problem->setText(m_model->filter().problem());
    m_problem->setVisible(!m_problem->text().isEmpty());
    if (m_library != nullptr) {
        const int row = m_model->rowOf(m_library->current());
        if (row >= 0 && m_list->currentIndex().row() != row)
            m_list->setCurrentIndex(m_model->index(row, 0));
    }
    updateDetails();
}

void RunsPanel::updateDetails()
{
    const RunEntry* const run = m_library == nullptr ? nullptr : m_library->find(m_library->current());
    m_details->setRun(run, run == nullptr ? -1 : m_library->placeOf(run->folder));
    const bool isBusy = m_session == nullptr || m_session->isBusy();
    const bool canContinue = run != nullptr && !run->isRunning() && run->project != nullptr && !isBusy;
    m_continue->setEnabled(canContinue);
    m_continue->setToolTip(canContinue          ? tr("Trains on from the run's last checkpoint, or from its best")
                               : run == nullptr ? tr("Choose a run first")
                               : isBusy         ? tr("Something is being trained: stop it first")
                                                : tr("This run cannot be continued"));
    m_open->setEnabled(run != nullptr && run->project != nullptr);
    m_open->setToolTip(run == nullptr ? tr("Choose a run first") : tr("Opens a copy of the network as it was trained"));
}

QMenu* RunsPanel::makeMenu(const QString& folder)
{
    auto* const menu = new QMenu(this);
    const RunEntry* const run = m_library->find(folder);
    const bool isChosen = m_library->placeOf(folder) >= 0;
    menu->addAction(isChosen ? tr("Hide its curves") : tr("Show its curves"), this,
                    [this, folder, isChosen] { m_library->choose(folder, !isChosen); });
    menu->addAction(tr("Compare the others with it"), this, [this, folder] { m_library->setAgainst(folder); })
        ->setEnabled(isChosen);
    menu->addSeparator();
    menu->addAction(tr("Rename"), this, [this, folder] {
        if (const int row = m_model->rowOf(folder); row >= 0)
            m_list->edit(m_model->index(row, RunsModel::Run));
    });
    menu->addAction(tr("Open graph"), this,
                    [this, folder] {
                        if (const RunEntry* const now = m_library->find(folder))
                            emit graphAsked(folder + QStringLiteral("/project.weft"), now->title());
                    })
        ->setEnabled(run != nullptr && run->project != nullptr);
    menu->addSeparator();
    menu->addAction(icon(QStringLiteral("trash")), tr("Move to trash"), this,
                    [this, folder] { m_library->moveToTrash(folder); })
        ->setEnabled(run != nullptr && !run->isRunning());
    return menu;
}

void RunsPanel::continueRun(const QString& folder, int64_t epochs)
{
    if (m_session == nullptr || m_session->isBusy())
        return;
    RunOptions options;
    options.epochs = epochs;
    m_session->resumeRun(folder, options);
    m_library->choose(folder, true);
}

void RunsPanel::goBack(const QString& folder)
{
    inBackground(
        this,
        [folder] {
            try {
                rollBackToBest(realFileSystem(), folder.toStdString());
            } catch (const Error& error) {
                return sentenceOf(error);
            }
            return QString();
        },
        [this, folder](const QString& wrong) {
            if (wrong.isEmpty())
                continueRun(folder, 0);
            else
                say(wrong);
        });
}

void RunsPanel::say(const QString& sentence)
{
    m_said->setText(sentence);
    m_said->show();
    QTimer::singleShot(8000, m_said, [this, sentence] {
        if (m_said->text() == sentence)
            m_said->hide();
    });
}

QString RunsPanel::said() const
{
    return m_said->text();
}

bool RunsPanel::eventFilter(QObject* watched, QEvent* event)
{
    const auto toggle = [this](const QModelIndex& index) {
        const bool isOn = m_model->data(index.siblingAtColumn(0), Qt::CheckStateRole).toInt() == Qt::Checked;
        m_model->setData(index.siblingAtColumn(0), isOn ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    };
    if (watched == m_list->viewport() && event->type() == QEvent::MouseButtonPress) {
        const QPoint place = static_cast<QMouseEvent*>(event)->position().toPoint();
        const QModelIndex index = m_list->indexAt(place);
        const int reach = Style::get().px(5); // 24 px to hit
        if (index.column() == RunsModel::Run
            && RunRows::tickOf(m_list->visualRect(index)).adjusted(-reach, -reach, reach, reach).contains(place)) {
            toggle(index);
            return true;
        }
    }
    if (watched == m_list && event->type() == QEvent::KeyPress && m_list->currentIndex().isValid()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Space) {
            toggle(m_list->currentIndex());
            return true;
        }
        if (key == Qt::Key_Delete && m_library != nullptr) {
            m_library->moveToTrash(m_model->folder(m_list->currentIndex().row()));
            return true;
        }
        if (key == Qt::Key_F2) {
            m_list->edit(m_list->currentIndex().siblingAtColumn(RunsModel::Run));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RunsPanel::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().surface.panel);
}

} // namespace weft
