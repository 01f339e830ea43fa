#include "ui/panels/predictions/predictions_panel.h"

#include "ui/panels/predictions/prediction_grid.h"
#include "ui/panels/predictions/probe_row.h"
#include "ui/session/session.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QFrame>
#include <QLabel>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace weft {

PredictionsPanel::PredictionsPanel(QWidget* parent)
    : QWidget(parent)
    , m_step(new QLabel(this))
    , m_empty(new EmptyState(QStringLiteral("predictions"), {}, {}, this))
    , m_grid(new PredictionGrid)
    , m_scroll(new QScrollArea(this))
    , m_stack(new QStackedLayout)
    , m_probe(new ProbeRow)
{
    setAccessibleName(tr("Predictions"));
    m_step->setAccessibleName(tr("Step of these predictions"));
    m_scroll->setWidget(m_grid);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_stack, 1);
    column->addWidget(m_probe);
    connect(m_probe, &ProbeRow::asked, this, [this](const std::string& node, const std::vector<float>& values) {
        if (m_session)
            m_session->probeValues(node, values);
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
    }
    updateState();
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
    const bool live = state == Session::State::training || state == Session::State::paused
        || state == Session::State::diskFull;
    if (state == Session::State::starting)
        m_shown = false;
    if (!m_shown) {
        m_step->clear();
        m_empty->setTexts(tr("No predictions yet"),
                         live || state == Session::State::starting
                             ? tr("The first ones come within the first seconds.")
                             : tr("Train, and see here what the network makes of a few samples while it learns."));
    }
    m_stack->setCurrentWidget(m_shown ? static_cast<QWidget*>(m_scroll) : m_empty);
    m_probe->setVisible(m_shown || live);
    m_probe->setActive(live && m_shown,
                       live ? tr("One moment: the network answers after its first step.")
                            : tr("Your own sample is answered while training runs or is paused."));
}

} // namespace weft
