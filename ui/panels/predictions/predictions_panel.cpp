#include "ui/panels/predictions/predictions_panel.h"

#include "ui/document/actions.h"
#include "ui/panels/predictions/prediction_grid.h"
#include "ui/panels/predictions/probe_row.h"
#include "ui/session/session.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/layout/column.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>

#include <algorithm>

namespace weft {

PredictionsPanel::PredictionsPanel(QWidget* parent)
    : QWidget(parent)
    , m_step(new QLabel(this))
    , m_empty(new EmptyState(QStringLiteral("predictions"), {}, {}, this))
    , m_add(m_empty->setButton({}))
    , m_grid(new PredictionGrid)
    , m_scroll(scrolling(m_grid))
    , m_stack(new QStackedLayout)
    , m_probe(new ProbeRow)
{
    setAccessibleName(tr("Predictions"));
    m_step->setAccessibleName(tr("Step of these predictions"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    QVBoxLayout* const column = flushColumn(this);
    column->addLayout(m_stack, 1);
    column->addWidget(m_probe);
    connect(m_probe, &ProbeRow::asked, this, [this](const std::string& node, const std::vector<float>& values) {
        if (m_session)
            m_session->probeValues(node, values);
    });
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (m_document)
            addBesideLoss(*m_document, "output");
    });
    connect(&Style::get(), &Style::changed, this, &PredictionsPanel::restyle);
    restyle();
    updateState();
}

void PredictionsPanel::restyle()
{
    m_step->setFont(Style::get().font(TextRole::secondary));
    QPalette palette = m_step->palette();
    palette.setColor(QPalette::WindowText, theme().text.tertiary);
    m_step->setPalette(palette);
}

QList<QWidget*> PredictionsPanel::headerTools()
{
    return {m_step};
}

void PredictionsPanel::watch(Session* session)
{
    if (m_session == session)
        return;
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_shown = false;
    m_probe->clear();
    if (session) {
        connect(session, &Session::previewed, this, &PredictionsPanel::take);
        connect(session, &Session::probed, m_probe, &ProbeRow::showAnswer);
        connect(session, &Session::stateChanged, this, &PredictionsPanel::updateState);
        if (session->lastPreview())
            take(*session->lastPreview());
    }
    updateState();
}

void PredictionsPanel::show(GraphDocument* document)
{
    if (m_document == document)
        return;
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    if (document)
        connect(document, &GraphDocument::changed, this, [this](const Change& change) {
            if (!m_shown && (change.structure || change.everything || !change.nodes.empty()))
                updateState();
        });
    updateState();
}

bool PredictionsPanel::isMissingOutput() const
{
    return m_document && !m_document->nodes({}).empty()
        && std::ranges::none_of(m_document->nodes({}),
                                [](const GraphNode& node) { return node.type == "output" && !node.muted; });
}

void PredictionsPanel::take(const Predictions& of)
{
    if (of.predictions.empty())
        return;
    m_shown = true;
    m_step->setText(tr("Step %1").arg(formatExact(of.step)));
    m_grid->show(of);
    if (!of.inputs.empty())
        m_probe->setInput(of.inputs.front());
    updateState();
}

void PredictionsPanel::updateState()
{
    const Session::State state = m_session ? m_session->state() : Session::State::idle;
    const bool live =
        state == Session::State::training || state == Session::State::paused || state == Session::State::diskFull;
    if (state == Session::State::starting)
        m_shown = false;
    const bool begun = live || state == Session::State::starting;
    if (!m_shown) {
        const bool missing = isMissingOutput();
        m_step->clear();
        if (missing)
            m_empty->setTexts(tr("The network has no Output"),
                              begun ? tr("An Output layer says what the network answers. Added now, it counts from the "
                                         "next training on.")
                                    : tr("An Output layer says what the network answers, and its predictions appear "
                                         "here."));
        else
            m_empty->setTexts(tr("No predictions yet"),
                              begun ? tr("The first ones come within the first seconds.")
                                    : tr("Train, and see here what the network makes of a few samples while it "
                                         "learns."));
        m_empty->setButton(missing && canAddBesideLoss(*m_document, "output") ? tr("Add an Output") : QString());
    }
    m_stack->setCurrentWidget(m_shown ? static_cast<QWidget*>(m_scroll) : m_empty);
    m_probe->setVisible((m_shown || live) && m_probe->hasUse());
    m_probe->setActive(live && m_shown,
                       live ? tr("One moment: the network answers after its first step.")
                            : tr("Your own sample is answered while training runs or is paused."));
}

} // namespace weft
