#pragma once

#include "engine/train/events.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedLayout;

namespace weft {

class EmptyState;
class GraphDocument;
class PredictionGrid;
class ProbeRow;
class Session;

// The fixed preview samples with what the network makes of them, live, and below them the user's own sample.
class PredictionsPanel : public QWidget {
    Q_OBJECT
public:
    explicit PredictionsPanel(QWidget* parent = nullptr);

    void watch(Session* session); // nullptr: nobody
    void show(GraphDocument* document); // where it looks for an Output; or none
    using QWidget::show;

    QList<QWidget*> headerTools();

private:
    void take(const Predictions& of);
    void updateState();
    void restyle();

    bool isMissingOutput() const;

    QPointer<Session> m_session;
    QPointer<GraphDocument> m_document;
    QLabel* m_step;
    EmptyState* m_empty;
    QPushButton* m_add; // an Output
    PredictionGrid* m_grid;
    QScrollArea* m_scroll;
    QStackedLayout* m_stack;
    ProbeRow* m_probe;
    bool m_shown = false;
};

} // namespace weft
