#pragma once

#include "engine/train/events.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace weft {

class ConfusionView;
class EmptyState;
class GraphDocument;
class PredictionGrid;
class Session;

// The confusion matrix of the last validation; a cell opens the samples behind it.
class ConfusionPanel : public QWidget {
    Q_OBJECT
public:
    explicit ConfusionPanel(QWidget* parent = nullptr);

    void watch(Session* session); // nullptr: nobody
    void show(GraphDocument* document); // where it looks for a Confusion matrix; or none
    using QWidget::show;
    void show(const ConfusionMatrix& matrix, const QStringList& classes);

signals:
    void samplesShown(); // of the cell that was picked

private:
    void epochDone(const EpochDone& epoch);
    void previewed(const Predictions& of);
    void answered(const ConfusionAnswer& answer);
    void picked(int64_t truth, int64_t predicted);
    void closeSamples();
    void updateState();
    void restyle();

    QPointer<Session> m_session;
    QPointer<GraphDocument> m_document;
    QStringList m_classes;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QPushButton* m_add; // a Confusion matrix
    QLabel* m_title;
    QLabel* m_worst;
    ConfusionView* m_view;
    QWidget* m_samples;
    QLabel* m_cell;
    QToolButton* m_close;
    PredictionGrid* m_grid;
};

} // namespace weft
