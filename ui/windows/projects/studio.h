#pragma once

#include "ui/document/graph_document.h"
#include "ui/document/selection.h"

#include <QTimer>

#include <optional>

namespace weft {

class DocumentFile;
class Session;

// One open project: what is edited, its file, what of it is selected, and its training.
class Studio : public QObject {
    Q_OBJECT
public:
    explicit Studio(QObject* parent = nullptr);
    ~Studio() override;

    GraphDocument* document() const { return m_document; }
    DocumentFile* file() const { return m_file; }
    Selection* selection() const { return m_selection; }
    Session* session() const { return m_session; }

    QString title() const { return m_document->title(); }
    void changeTraining(const QString& step, const std::function<void(TrainingSection&)>& change);
    std::optional<double> monitoringShare() const { return m_monitoringShare; } // of the training's time
    int waiting() const { return m_waiting; } // trainings of it that are to come, see TrainQueue
    void setWaiting(int count) { m_waiting = count; }
    QString whyNotTrain() const; // a sentence; empty: it can be trained

private:
    void tellTraining();

    GraphDocument* m_document;
    DocumentFile* m_file;
    Selection* m_selection;
    Session* m_session;
    std::optional<double> m_monitoringShare;
    int m_waiting = 0;
    TrainingSection m_told; // the settings that the training knows
    QTimer m_tellSoon; // a number that is dragged is told once, where it stops
};

} // namespace weft
