#pragma once

#include "ui/panels/curves/plot_pane.h"
#include "ui/panels/curves/run_curves.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QStackedLayout;
class QToolButton;

namespace weft {

class NumberField;
class Segmented;
class Session;

// The curves of the run that a session trains: a plot for each family of metrics, as many side by side as there is room
// for; which ones, the plots' titles let choose.
class CurvesPanel : public QWidget {
    Q_OBJECT
public:
    explicit CurvesPanel(Session* session, QWidget* parent = nullptr);

    void watch(Session* session); // another one, or none (nullptr)
    QList<QWidget*> headerTools();
    const std::vector<PlotPane*>& panes() const { return m_panes; }
    const PlotSettings& settings() const { return m_settings; }
    void setSettings(const PlotSettings& settings);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuild(); // which plots there are, and their lines
    void refresh(); // new values in them
    void chooseFamily(size_t pane, int choice);
    std::vector<std::string> families() const; // losses first
    std::vector<PlotLine> linesOf(const std::string& family);
    void fillPane(size_t pane, const std::string& family);
    void updateNotes();
    size_t roomForPanes() const;
    void syncCursors(size_t from, std::optional<double> x);
    void restyle();
    void makeTools();
    void showTools();

    QPointer<Session> m_session;
    RunCurves* m_curves;
    QStackedLayout* m_stack;
    QWidget* m_row;
    QLabel* m_said; // what was copied or saved, or why not
    std::vector<PlotPane*> m_panes;
    std::vector<std::string> m_shown; // family of each pane
    std::vector<std::string> m_preferred; // that the user has chosen, by pane; "" none
    std::vector<std::string> m_names; // curves that the panes were built from
    PlotSettings m_settings;

    QWidget* m_tools;
    QLabel* m_smoothingLabel;
    NumberField* m_smoothing;
    Segmented* m_scale;
    QToolButton* m_copy;
};

} // namespace weft
