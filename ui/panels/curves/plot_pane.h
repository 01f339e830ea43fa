#pragma once

#include "ui/panels/curves/plot/curve_plot.h"
#include "ui/panels/curves/plot/plot_export.h"

#include <QWidget>

class QMenu;

namespace weft {

class CurveLegend;
class EmptyState;

// What all plots of a panel have in common.
struct PlotSettings {
    Along along = Along::step;
    bool isLogarithmic = false; // shares (accuracy) stay linear
    bool isLogarithmicAlong = false;
    double smoothing = 0.6;
    bool operator==(const PlotSettings&) const = default;
};

// A plot under its legend, with a menu of what can be done to it.
class PlotPane : public QWidget {
    Q_OBJECT
public:
    explicit PlotPane(QWidget* parent = nullptr);

    CurvePlot* plot() const { return m_plot; }
    CurveLegend* legend() const { return m_legend; }
    void setTitle(const QString& title);
    void setEmptyTexts(const QString& title, const QString& text); // in place of the plot while no line has a value
    void setNote(const QString& note); // instead of what it says itself
    void setLines(std::vector<PlotLine> lines, ValueKind kind); // keeps what the user has hidden, by name
    void setSettings(const PlotSettings& settings);
    const PlotSettings& settings() const { return m_settings; }
    void curvesGrew();
    void setShowsValues(bool shown); // beside the names
    void setShowsLegend(bool shown); // false: the title alone, the lines are told elsewhere

    void copy(PlotForm form);
    void save(PlotForm form);
    QMenu* makeMenu(); // to be deleted by the caller

signals:
    void settingsChosen(const weft::PlotSettings& settings); // in the menu, or with the plot's keys
    void said(const QString& sentence); // "Copied.", or what went wrong

private:
    void updateValues();

    CurveLegend* m_legend;
    CurvePlot* m_plot;
    EmptyState* m_empty;
    bool m_saysEmpty = false;
    PlotSettings m_settings;
    bool m_showsValues = true;
    bool m_showsLegend = true;
};

} // namespace weft
