#pragma once

#include "engine/graph/project.h"
#include "ui/panels/curves/plot_pane.h"

#include <QPointer>
#include <QWidget>

class QLabel;

namespace weft {

class GraphDocument;
class RunCurves;
class Session;

// The learning rate over a run: what the schedule plans, and what it was so far. For the tab "Schedule" and for the
// editor of the training settings.
class SchedulePlot : public QWidget {
    Q_OBJECT
public:
    explicit SchedulePlot(Session* session, QWidget* parent = nullptr);

    void watch(Session* session); // or none (nullptr): then there is only the plan
    void show(GraphDocument* document); // whose training settings it follows; or none
    using QWidget::show;
    // What is planned. `updatesPerEpoch` 0: not known before the data is; the run's plan tells it.
    void setTraining(const TrainingSection& training, int64_t updatesPerEpoch = 0);
    CurvePlot* plot() const { return m_pane->plot(); }
    QString sentence() const; // under the plot: what kind it is, and what it does

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuild();
    void restyle();

    QPointer<Session> m_session;
    QPointer<GraphDocument> m_document;
    RunCurves* m_curves;
    PlotPane* m_pane;
    QLabel* m_sentence;
    TrainingSection m_training;
    int64_t m_updatesPerEpoch = 0;
    std::shared_ptr<Timeline> m_timeline = std::make_shared<Timeline>();
};

} // namespace weft
