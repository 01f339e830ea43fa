#pragma once

#include "ui/panels/curves/plot_pane.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QStackedLayout;

namespace weft {

class CurveLegend;
class GraphDocument;
class NumberField;
class RunLibrary;
class Segmented;
class Session;

// The curves of the chosen runs over each other: the training loss of each step, and what the validations measured.
class RunPlots : public QWidget {
    Q_OBJECT
public:
    explicit RunPlots(Session* session, QWidget* parent = nullptr);

    void watch(Session* session);
    void show(GraphDocument* document); // whose runs; or none
    void show(RunLibrary* library);
    using QWidget::show;
    QList<QWidget*> headerTools();
    PlotPane* lossPane() const { return m_loss; }
    PlotPane* metricPane() const { return m_metric; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuild();
    void grew();
    void setSettings(const PlotSettings& settings);
    std::vector<PlotLine> linesOf(const std::string& name, bool smoothed);
    std::vector<std::string> metrics() const; // of validations, that a chosen run has

    QPointer<Session> m_session;
    QPointer<RunLibrary> m_library;
    QStackedLayout* m_stack;
    CurveLegend* m_legend;
    PlotPane* m_loss;
    PlotPane* m_metric;
    std::string m_metricName; // that the user has chosen
    size_t m_curves = 0; // that the plots have; a run's come one after the other
    PlotSettings m_settings;
    QWidget* m_tools;
    NumberField* m_smoothing;
    Segmented* m_along;
    Segmented* m_scale;
};

} // namespace weft
