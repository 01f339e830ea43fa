#include "ui/panels/curves/schedule_plot.h"

#include "engine/train/schedule.h"
#include "ui/document/graph_document.h"
#include "ui/panels/curves/run_curves.h"
#include "ui/session/session.h"
#include "ui/style/layout/column.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <cmath>

namespace weft {

namespace {

constexpr int64_t mostPoints = 4000; // of the plan; a plot has fewer pixels
constexpr int64_t guessedUpdates = 1000; // in an epoch of unknown data

} // namespace

SchedulePlot::SchedulePlot(Session* session, QWidget* parent)
    : QWidget(parent)
    , m_curves(new RunCurves(this))
    , m_pane(new PlotPane(this))
    , m_sentence(new QLabel(this))
{
    QVBoxLayout* const column = flushColumn(this);
    column->addWidget(m_pane, 1);
    column->addWidget(m_sentence);
    m_sentence->setWordWrap(true);
    m_pane->setTitle(tr("Learning rate"));
    m_pane->setSettings({.along = Along::epoch, .isLogarithmic = false, .smoothing = 0});
    m_pane->setShowsValues(false);
    connect(m_pane, &PlotPane::settingsChosen, m_pane, &PlotPane::setSettings);
    connect(m_curves, &RunCurves::grew, this, &SchedulePlot::rebuild);
    connect(&Style::get(), &Style::changed, this, &SchedulePlot::restyle);
    restyle();
    watch(session);
}

void SchedulePlot::restyle()
{
    const Style& style = Style::get();
    m_sentence->setFont(style.font(TextRole::secondary));
    QPalette ink = m_sentence->palette();
    ink.setColor(QPalette::WindowText, theme().text.secondary);
    m_sentence->setPalette(ink);
    m_sentence->setContentsMargins(style.px(12), 0, style.px(12), style.px(8));
    update();
}

void SchedulePlot::watch(Session* session)
{
    if (m_session != nullptr)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    if (session != nullptr)
        connect(session, &Session::planned, this, &SchedulePlot::rebuild);
    m_curves->follow(session == nullptr ? nullptr : &session->history());
}

void SchedulePlot::show(GraphDocument* document)
{
    if (m_document != nullptr)
        disconnect(m_document, nullptr, this, nullptr);
    m_document = document;
    if (document == nullptr)
        return;
    connect(document, &GraphDocument::changed, this, [this](const Change& change) {
        if (change.training || change.everything)
            setTraining(m_document->project().training, m_updatesPerEpoch);
    });
    setTraining(document->project().training, m_updatesPerEpoch);
}

void SchedulePlot::setTraining(const TrainingSection& training, int64_t updatesPerEpoch)
{
    m_training = training;
    m_updatesPerEpoch = updatesPerEpoch;
    rebuild();
}

QString SchedulePlot::sentence() const
{
    const ScheduleType* const type = findScheduleType(m_training.schedule.type);
    if (type == nullptr)
        return tr("There is no schedule “%1”: the rate stays constant.")
            .arg(QString::fromStdString(m_training.schedule.type));
    QString text = tr("%1: %2").arg(translated(type->title), translated(type->doc));
    if (type->factor == nullptr)
        text += QLatin1Char(' ') + tr("When it falls depends on the training, so the plan is flat.");
    return text;
}

void SchedulePlot::rebuild()
{
    const bool hasPlan = m_session != nullptr && m_session->plan().updatesPerEpoch > 0;
    const int64_t perEpoch = std::max<int64_t>(1,
                                               hasPlan                     ? m_session->plan().updatesPerEpoch
                                                   : m_updatesPerEpoch > 0 ? m_updatesPerEpoch
                                                                           : guessedUpdates);
    const auto limit = int64_t(1) << 40;
    int64_t updates = std::clamp<int64_t>(m_training.epochs, 1, limit / perEpoch) * perEpoch;
    if (m_training.steps > 0)
        updates = std::min(m_training.steps, limit);
    if (hasPlan && m_session->plan().updates > 0)
        updates = std::min(m_session->plan().updates, limit);
    *m_timeline = {};
    m_timeline->add(double(perEpoch), 1, 1);

    Diagnostics ignored; // the settings' own checker tells
    const Schedule schedule(m_training.schedule, ignored);
    const auto plan = std::make_shared<Curve>();
    const int64_t stride = std::max<int64_t>(1, updates / mostPoints);
    for (int64_t update = 0; update < updates; update += stride) {
        const ScheduleMoment moment = {.update = update, .updates = updates, .epoch = update / perEpoch};
        plan->append(update + 1, float(m_training.learningRate * schedule.factor(moment, {})));
    }
    std::vector<PlotLine> lines = {
        {.name = tr("Planned"), .curve = plan, .timeline = m_timeline, .role = LineRole::train}};
    if (const auto real = m_curves->curve("step/learning_rate"); real != nullptr && !real->isEmpty())
        lines.push_back({.name = tr("Used"), .curve = real, .timeline = m_timeline, .role = LineRole::validation});
    m_pane->setLines(std::move(lines), ValueKind::rate);
    m_pane->plot()->setMarks(m_curves->marks());
    m_sentence->setText(sentence());
}

void SchedulePlot::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().surface.panel);
}

} // namespace weft
