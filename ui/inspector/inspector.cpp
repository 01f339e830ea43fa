#include "ui/inspector/inspector.h"

#include "ui/document/selection.h"
#include "ui/inspector/block/block_page.h"
#include "ui/inspector/block/block_use.h"
#include "ui/inspector/live/live_sections.h"
#include "ui/inspector/node_header.h"
#include "ui/inspector/params/param_row.h"
#include "ui/inspector/sections/cost.h"
#include "ui/inspector/sections/node_training.h"
#include "ui/inspector/sections/params_section.h"
#include "ui/inspector/sections/problem_box.h"
#include "ui/inspector/training/training_settings.h"
#include "ui/panels/curves/schedule_plot.h"
#include "ui/session/session.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/section.h"
#include "ui/style/layout/column.h"
#include "ui/style/style.h"

#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

namespace {

QScrollArea* withoutFocus(QWidget* content)
{
    QScrollArea* const area = scrolling(content);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

void focusField(const ParamRow& row)
{
    QWidget* field = row.field();
    for (QWidget* part : field->findChildren<QWidget*>()) {
        if (field->focusPolicy() == Qt::NoFocus && (part->focusPolicy() & Qt::TabFocus))
            field = part;
    }
    field->setFocus(Qt::ShortcutFocusReason);
}

} // namespace

Inspector::Inspector(GraphDocument* document, Selection* selection, QWidget* parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyState(QStringLiteral("layers"), tr("Nothing selected"),
                             tr("Select a node to see its parameters, shapes and documentation.")))
    , m_blockPage(new BlockPage)
{
    flushColumn(this)->addWidget(m_pages);
    m_pages->addWidget(m_empty);
    makeNodePage();
    makeProjectPage();
    m_pages->addWidget(withoutFocus(m_blockPage));
    connect(m_blockPage, &BlockPage::refused, this, &Inspector::say);
    show(document, selection);
}

Section* Inspector::addSection(QVBoxLayout* where, const QString& title, const QString& key, QWidget* content)
{
    auto* section = new Section(title);
    section->setContent(content);
    where->addWidget(section);
    section->keepFolded(QStringLiteral("inspector/folded/") + key);
    return section;
}

void Inspector::makeNodePage()
{
    m_nodePage = new QWidget;
    QVBoxLayout* page = flushColumn(m_nodePage);
    m_header = new NodeHeader;
    page->addWidget(m_header);
    auto* content = new QWidget;
    m_nodeColumn = flushColumn(content);
    m_problems = new ProblemBox;
    m_params = new ParamsSection;
    m_nodeTraining = new NodeTraining;
    m_blockUse = new BlockUse;
    m_cost = new ValueList;
    m_nodeColumn->addWidget(m_problems);
    m_nodeColumn->addWidget(m_params);
    m_blockSection = addSection(m_nodeColumn, tr("Block"), QStringLiteral("block"), m_blockUse);
    m_nodeTrainingSection = addSection(m_nodeColumn, tr("Training"), QStringLiteral("training"), m_nodeTraining);
    auto* costs = new QWidget;
    QVBoxLayout* costColumn = flushColumn(costs);
    costColumn->addWidget(m_cost);
    costColumn->addSpacing(Style::get().px(8));
    m_costSection = addSection(m_nodeColumn, tr("Shape and cost"), QStringLiteral("cost"), costs);
    m_costSection->setNote(tr("per sample"));
    m_live = new LiveSections;
    m_nodeColumn->addWidget(m_live);
    m_nodeColumn->addStretch(1);
    page->addWidget(withoutFocus(content), 1);
    m_pages->addWidget(m_nodePage);

    connect(m_header, &NodeHeader::documentationAsked, this, &Inspector::documentationAsked);
    connect(m_header, &NodeHeader::refused, this, &Inspector::say);
    connect(m_params, &ParamsSection::refused, this, &Inspector::say);
    connect(m_nodeTraining, &NodeTraining::refused, this, &Inspector::say);
    connect(m_blockUse, &BlockUse::refused, this, &Inspector::say);
    connect(m_blockUse, &BlockUse::keepAsked, this, &Inspector::keepAsked);
    connect(m_blockUse, &BlockUse::enterAsked, this, [this](const std::string& block, const std::string& node) {
        if (m_selection)
            m_selection->enter(block, node);
    });
    connect(m_cost, &ValueList::clicked, this, [this](const QString& link) {
        if (m_selection)
            m_selection->reveal({m_target.scope, link.toStdString()});
    });
}

void Inspector::makeProjectPage()
{
    auto* content = new QWidget;
    QVBoxLayout* page = flushColumn(content);
    m_projectProblems = new ProblemBox;
    page->addWidget(m_projectProblems);
    m_numbers = new ValueList;
    auto* numbers = new QWidget;
    QVBoxLayout* numberColumn = flushColumn(numbers);
    numberColumn->addWidget(m_numbers);
    numberColumn->addSpacing(Style::get().px(8));
    addSection(page, tr("Network"), QStringLiteral("network"), numbers)->setNote(tr("per sample"));
    m_training = new TrainingSettings;
    page->addWidget(m_training, 1);
    m_schedule = new SchedulePlot(nullptr);
    m_schedule->setMinimumHeight(Style::get().px(150));
    m_training->setSchedulePlot(m_schedule);
    m_projectPage = withoutFocus(content);
    m_pages->addWidget(m_projectPage);
}

void Inspector::addNodeSection(Section* section)
{
    m_nodeColumn->insertWidget(m_nodeColumn->count() - 1, section);
    section->setVisible(m_target.only() != nullptr);
    m_extra.push_back(section);
}

void Inspector::show(GraphDocument* document, Selection* selection)
{
    if (m_document)
        m_document->disconnect(this);
    if (m_selection)
        m_selection->disconnect(this);
    m_document = document;
    m_selection = selection;
    if (document) {
        connect(document, &GraphDocument::changed, this, &Inspector::follow);
        connect(document, &GraphDocument::checked, this, &Inspector::refreshSoon);
    }
    if (selection) {
        connect(selection, &Selection::changed, this, &Inspector::retarget);
        connect(selection, &Selection::scopeChanged, this, &Inspector::retarget);
    }
    m_training->setDocument(document);
    m_schedule->show(document);
    retarget();
}

void Inspector::watch(Session* session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_live->watch(session);
    m_schedule->watch(session);
    const auto mark = [this] { m_training->setTraining(m_session && m_session->isBusy()); };
    if (session)
        connect(session, &Session::stateChanged, this, mark);
    mark();
}

void Inspector::follow(const Change& change)
{
    const bool touched = change.everything || change.blocks || change.frames || change.structure || change.training
        || std::ranges::any_of(change.nodes, [this](const NodeKey& key) {
                             return key.scope == m_target.scope && m_target.ids.contains(key.id);
                         });
    if (touched)
        refreshSoon();
}

// Many changes in a row, such as a drag with several nodes, are one refresh.
void Inspector::refreshSoon()
{
    if (m_pending)
        return;
    m_pending = true;
    QTimer::singleShot(0, this, [this] {
        m_pending = false;
        refresh();
    });
}

void Inspector::retarget()
{
    m_target = {m_document, m_selection ? m_selection->scope() : Scope(),
                m_selection ? m_selection->nodes() : std::set<std::string>()};
    refresh();
    emit targetChanged();
}

void Inspector::refresh()
{
    if (!m_document)
        return m_pages->setCurrentWidget(m_empty);
    if (m_target.nodes().empty()) {
        if (!m_target.scope.empty() && m_document->block(m_target.scope)) {
            m_blockPage->show(m_document, m_target.scope);
            m_pages->setCurrentIndex(m_pages->count() - 1);
            return;
        }
        Diagnostics problems;
        for (const Diagnostic& problem : m_document->problems()) {
            if (problem.node.empty() && problem.severity != Severity::hint)
                problems.push_back(problem);
        }
        m_projectProblems->show(m_document, problems);
        m_numbers->setRows(networkRows(*m_document));
        return m_pages->setCurrentWidget(m_projectPage);
    }
    m_pages->setCurrentWidget(m_nodePage);
    m_header->setTarget(m_target);
    m_params->setTarget(m_target);
    m_params->setVisible(!m_params->isEmpty());
    m_nodeTraining->setTarget(m_target);
    m_nodeTrainingSection->setVisible(m_nodeTraining->applies());
    m_blockUse->setTarget(m_target);
    m_blockSection->setVisible(m_blockUse->applies());
    m_cost->setRows(costRows(m_target));
    m_live->setTarget(m_target);
    for (Section* section : m_extra)
        section->setVisible(m_target.only() != nullptr);
    Diagnostics problems;
    if (const GraphNode* node = m_target.only()) {
        for (const Diagnostic& problem : m_document->problems()) {
            const bool mine =
                !problem.node.empty() && m_document->keyOf(problem.node) == NodeKey {m_target.scope, node->id};
            if (mine && !m_params->shows(problem.port)) // else it stands at its parameter
                problems.push_back(problem);
        }
    }
    m_problems->show(m_document, problems);
}

void Inspector::say(const QString& sentence)
{
    ProblemBox* box = m_pages->currentWidget() == m_nodePage ? m_problems : m_projectProblems;
    box->say(sentence);
}

void Inspector::showSetting(const QString& key)
{
    if (!m_document || !m_selection)
        return;
    m_selection->enter({});
    m_selection->clear();
    refresh();
    ParamRow* row = nullptr; // the row of that key, else of what it is part of
    for (QString name = key; !row && !name.isEmpty(); name.truncate(std::max<qsizetype>(0, name.lastIndexOf(u'.'))))
        row = m_projectPage->findChild<ParamRow*>(name);
    if (!row)
        return;
    for (QWidget* part = row->parentWidget(); part && part != m_projectPage; part = part->parentWidget()) {
        if (auto* section = qobject_cast<Section*>(part))
            section->setFolded(false);
    }
    m_projectPage->widget()->layout()->activate();
    m_projectPage->ensureWidgetVisible(row, 0, Style::get().px(64));
    focusField(*row);
}

void Inspector::startEditing()
{
    refresh();
    if (const ParamRow* row = m_pages->currentWidget()->findChild<ParamRow*>())
        focusField(*row);
}

void Inspector::startRenaming()
{
    m_header->startRenaming();
}

} // namespace weft
