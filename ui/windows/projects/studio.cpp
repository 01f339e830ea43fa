#include "ui/windows/projects/studio.h"

#include "engine/storage/file_system.h"
#include "ui/canvas/arrange/place_nodes.h"
#include "ui/document/files/document_file.h"
#include "ui/panels/log/run_log.h"
#include "ui/session/session.h"
#include "ui/windows/settings/preferences.h"

namespace weft {

namespace {

constexpr int tellMilliseconds = 300;

DocumentFile::Places places()
{
    DocumentFile::Places found;
    if (!Preferences::get().value(QStringLiteral("autosave"), true).toBool() || Preferences::get().file().isEmpty())
        found.recovery.clear();
    return found;
}

} // namespace

Studio::~Studio()
{
    delete m_file; // it speaks to the document to its end
}

Studio::Studio(QObject* parent)
    : QObject(parent)
    , m_document(new GraphDocument(this))
    , m_file(new DocumentFile(*m_document, realFileSystem(), places(), this))
    , m_selection(new Selection(m_document, this))
    , m_session(new Session(this))
{
    m_file->setCompletion(placeNodes);
    RunLog::of(m_session); // listens from the beginning
    connect(m_session, &Session::monitoringTold, this,
            [this](const MonitoringCost& cost) { m_monitoringShare = cost.share; });
    m_tellSoon.setSingleShot(true);
    m_tellSoon.setInterval(tellMilliseconds);
    connect(&m_tellSoon, &QTimer::timeout, this, &Studio::tellTraining);
    connect(m_document, &GraphDocument::changed, this, [this](const Change& change) {
        if (change.training || change.everything)
            m_tellSoon.start();
    });
    connect(m_session, &Session::stateChanged, this, [this] {
        if (m_session->state() == Session::State::starting) // with these settings
            m_told = m_document->project().training;
    });
}

// What can be changed while it trains is told to the training, as soon as it is changed in the project.
void Studio::tellTraining()
{
    const TrainingSection& now = m_document->project().training;
    const TrainingSection before = std::exchange(m_told, now);
    if (!m_session->isBusy())
        return;
    if (now.learningRate != before.learningRate)
        m_session->setLearningRate(now.learningRate);
    if (now.epochs != before.epochs && now.epochs > 0)
        m_session->setEpochs(now.epochs);
    if (now.earlyStop != before.earlyStop)
        m_session->setEarlyStop(now.earlyStop);
}

void Studio::changeTraining(const QString& step, const std::function<void(TrainingSection&)>& change)
{
    m_document->change(step, [&change](Edit& edit) {
        TrainingSection training = edit.project().training;
        change(training);
        edit.setTraining(std::move(training));
    });
}

QString Studio::whyNotTrain() const
{
    if (m_document->project().graph.nodes.empty())
        return tr("The network is empty: add a layer first.");
    if (!m_document->report())
        return {};
    int errors = 0; // but not of the data: a training reads it anew
    for (const Diagnostic& problem : m_document->report()->diagnostics)
        errors += problem.severity == Severity::error;
    if (errors)
        return errors == 1 ? tr("The network has an error: see Problems.")
                           : tr("The network has %1 errors: see Problems.").arg(errors);
    return {};
}

} // namespace weft
