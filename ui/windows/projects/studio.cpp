#include "ui/windows/projects/studio.h"

#include "engine/storage/file_system.h"
#include "ui/canvas/arrange/place_nodes.h"
#include "ui/document/files/document_file.h"
#include "ui/panels/log/run_log.h"
#include "ui/session/session.h"
#include "ui/windows/settings/preferences.h"

namespace weft {

namespace {

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
