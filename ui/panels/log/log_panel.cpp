#include "ui/panels/log/log_panel.h"

#include "ui/panels/curves/run_curves.h"
#include "ui/panels/log/log_rows.h"
#include "ui/session/session.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/icons.h"
#include "ui/style/language/problem_sentences.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QStackedLayout>
#include <QToolButton>

#include <algorithm>

namespace weft {

LogPanel::LogPanel(Session* session, QWidget* parent)
    : QWidget(parent)
    , m_model(new LogModel(this))
    , m_filter(new LogFilter(this))
    , m_stack(new QStackedLayout(this))
    , m_list(new QListView(this))
    , m_tools(new QWidget(this))
{
    setAccessibleName(tr("Log"));
    m_stack->addWidget(new EmptyState(QStringLiteral("log"), tr("Nothing told yet"),
                                      tr("States, warnings, checkpoints and your changes appear here."), this));
    m_filter->setSourceModel(m_model);
    m_list->setModel(m_filter);
    m_list->setItemDelegate(new LogRows(m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Log"));
    m_stack->addWidget(m_list);

    auto* const row = new QHBoxLayout(m_tools);
    row->setContentsMargins(0, 0, 0, 0);
    m_kinds = new Segmented({tr("All"), tr("Problems"), tr("Checkpoints"), tr("Changes")}, m_tools);
    m_kinds->setCurrent(0);
    m_kinds->setAccessibleName(tr("What the log shows"));
    m_search = new SearchField(tr("Filter"), m_tools);
    m_search->setMaximumWidth(Style::get().px(140));
    m_copy = new QToolButton(m_tools);
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setAutoRaise(true);
    m_copy->setToolTip(tr("Copy the chosen lines, or all that are shown"));
    m_copy->setAccessibleName(m_copy->toolTip());
    for (QWidget* const tool : std::initializer_list<QWidget*> {m_kinds, m_search, m_copy})
        row->addWidget(tool);
    connect(m_kinds, &Segmented::currentChanged, this, [this](int kinds) { filter(kinds, m_search->text()); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) { filter(m_kinds->current(), text); });
    connect(m_copy, &QToolButton::clicked, this, &LogPanel::copy);
    connect(&Style::get(), &Style::changed, this, [this] { m_list->reset(); });
    watch(session);
}

void LogPanel::watch(Session* session)
{
    if (session == m_session && session != nullptr)
        return;
    if (m_session != nullptr)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    m_model->clear();
    m_lastState = -1;
    m_stack->setCurrentIndex(0);
    if (session == nullptr)
        return;
    using Kind = LogModel::Kind;
    connect(session, &Session::stateChanged, this, &LogPanel::takeState);
    connect(session, &Session::planned, this, [this] {
        const RunPlan& plan = m_session->plan();
        say(Kind::state,
            tr("Trains %1 parameters on %2 samples for %3 steps, on %4.")
                .arg(formatExact(plan.parameters), formatExact(plan.samples), formatExact(plan.updates),
                     QString::fromStdString(plan.device)));
    });
    connect(session, &Session::epochDone, this, &LogPanel::takeEpoch);
    connect(session, &Session::checkpointed, this, [this](const Checkpointed& checkpoint) {
        say(Kind::checkpoint, checkpoint.best ? tr("Checkpoint, the best so far") : tr("Checkpoint"), checkpoint.step);
    });
    connect(session, &Session::marked, this,
            [this](const Mark& mark) { say(Kind::mark, markText(mark.what, mark.before, mark.after), mark.step); });
    connect(session, &Session::warned, this, [this](const Warning& warning) {
        const QString node = QString::fromStdString(warning.node);
        const QString text = problemSentence(QString::fromStdString(warning.text));
        say(Kind::warning, node.isEmpty() ? text : node + QStringLiteral(": ") + text, m_session->last().step);
    });
    connect(session, &Session::ended, this, [this](const RunEnded& end) {
        const bool failed = end.reason == EndReason::failed;
        say(failed ? Kind::error : Kind::state, problemSentence(QString::fromStdString(end.text)), end.step);
    });
    connect(session, &Session::crashed, this, [this](const QString& text) { say(Kind::error, text); });
    connect(session, &Session::hanging, this, [this](const QString& text) { say(Kind::warning, text); });
    if (session->state() != Session::State::idle)
        takeState();
}

void LogPanel::takeState()
{
    using State = Session::State;
    const State state = m_session->state();
    // Ends and crashes say more themselves.
    if (int(state) == m_lastState || state == State::idle || state == State::ended || state == State::crashed)
        return;
    m_lastState = int(state);
    QString text = m_session->stateText();
    if (text.isEmpty()) {
        text = state == State::starting ? tr("Getting ready")
            : state == State::training  ? tr("Training")
            : state == State::paused    ? tr("Paused")
            : state == State::diskFull  ? tr("Paused: the disk is full")
                                        : tr("Stopping");
    }
    say(state == State::diskFull ? LogModel::Kind::warning : LogModel::Kind::state, text, m_session->last().step);
}

void LogPanel::takeEpoch(const EpochDone& done)
{
    QStringList values;
    for (const auto& [name, value] : done.values) {
        const std::string family = familyOf(name);
        values << QString::fromStdString(name) + QLatin1Char(' ')
                + (isPercent(family) ? formatPercent(value) : formatSmall(value));
    }
    say(LogModel::Kind::epoch,
        tr("Epoch %1: %2").arg(QLocale().toString(done.epoch, 'g', 6), values.join(QStringLiteral(", "))), done.step);
}

void LogPanel::say(LogModel::Kind kind, const QString& text, int64_t step)
{
    const QScrollBar* const bar = m_list->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum() - 1;
    m_model->add({QDateTime::currentDateTime(), step, kind, text});
    m_stack->setCurrentIndex(1);
    if (atEnd) // whoever reads further up is left in peace
        m_list->scrollToBottom();
}

QList<QWidget*> LogPanel::headerTools()
{
    return {m_tools};
}

void LogPanel::filter(int kinds, const QString& text)
{
    m_kinds->setCurrent(kinds);
    if (m_search->text() != text)
        m_search->setText(text);
    m_filter->ask(kinds, text);
}

int LogPanel::shownCount() const
{
    return m_filter->rowCount();
}

QString LogPanel::shownText() const
{
    std::vector<int> rows;
    for (const QModelIndex& index : m_list->selectionModel()->selectedRows())
        rows.push_back(m_filter->mapToSource(index).row());
    if (rows.empty()) {
        for (int i = 0; i < m_filter->rowCount(); ++i)
            rows.push_back(m_filter->mapToSource(m_filter->index(i, 0)).row());
    }
    std::ranges::sort(rows);
    QStringList lines;
    for (const int row : rows)
        lines << m_model->line(row);
    return lines.join(QLatin1Char('\n'));
}

void LogPanel::copy()
{
    QGuiApplication::clipboard()->setText(shownText());
}

void LogPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QWidget::keyPressEvent(event);
}

void LogPanel::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().surface.panel);
}

} // namespace weft
