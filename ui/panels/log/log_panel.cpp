#include "ui/panels/log/log_panel.h"

#include "ui/panels/log/log_rows.h"
#include "ui/panels/log/run_log.h"
#include "ui/session/session.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/icons.h"
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
    , m_none(new LogModel(this))
    , m_filter(new LogFilter(this))
    , m_stack(new QStackedLayout(this))
    , m_list(new QListView(this))
    , m_tools(new QWidget(this))
{
    setAccessibleName(tr("Log"));
    m_stack->addWidget(new EmptyState(QStringLiteral("log"), tr("Nothing told yet"),
                                      tr("States, warnings, checkpoints and your changes appear here."), this));
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
    LogModel* const model = session == nullptr ? m_none : RunLog::of(session);
    if (model == m_model)
        return;
    if (m_model != nullptr)
        m_model->disconnect(this);
    m_model = model;
    m_filter->setSourceModel(model);
    m_stack->setCurrentIndex(model->rowCount() > 0 ? 1 : 0);
    m_list->scrollToBottom();
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar* const bar = m_list->verticalScrollBar();
        m_atEnd = bar->value() >= bar->maximum() - 1;
    });
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        m_stack->setCurrentIndex(1);
        if (m_atEnd) // whoever reads further up is left in peace
            m_list->scrollToBottom();
    });
    if (session != nullptr)
        connect(model, &QObject::destroyed, this, [this] { watch(nullptr); });
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
