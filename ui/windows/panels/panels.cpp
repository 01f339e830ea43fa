#include "ui/windows/panels/panels.h"

#include "ui/inspector/documentation/documentation.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/lists/history_list.h"
#include "ui/inspector/lists/outline.h"
#include "ui/inspector/lists/problems_panel.h"
#include "ui/inspector/palette/palette_dock.h"
#include "ui/panels/confusion/confusion_panel.h"
#include "ui/panels/curves/curves_panel.h"
#include "ui/panels/curves/schedule_plot.h"
#include "ui/panels/data/data_panel.h"
#include "ui/panels/data/room/augmentation_panel.h"
#include "ui/panels/data/room/columns_panel.h"
#include "ui/panels/data/room/sample_panel.h"
#include "ui/panels/data/room/sources_panel.h"
#include "ui/panels/data/room/split_panel.h"
#include "ui/panels/data/room/statistics_panel.h"
#include "ui/panels/deploy/deploy_panel.h"
#include "ui/panels/device/device_panel.h"
#include "ui/panels/device/node_costs.h"
#include "ui/panels/log/log_panel.h"
#include "ui/panels/predictions/predictions_panel.h"
#include "ui/panels/runs/compare_panel.h"
#include "ui/panels/runs/run_plots.h"
#include "ui/panels/runs/runs_panel.h"
#include "ui/session/session.h"
#include "ui/windows/projects/studio.h"

#include <QCoreApplication>

namespace weft {

namespace {

// A panel takes what it needs of a project by show(document, selection), show(document) and watch(session).
template <class Panel> void follow(QWidget* widget, Studio* studio)
{
    auto* const panel = static_cast<Panel*>(widget);
    GraphDocument* const document = studio ? studio->document() : nullptr;
    Selection* const selection = studio ? studio->selection() : nullptr;
    Session* const session = studio ? studio->session() : nullptr;
    if constexpr (requires { panel->show(document, selection); })
        panel->show(document, selection);
    else if constexpr (requires { panel->show(document); })
        panel->show(document);
    if constexpr (requires { panel->watch(session); })
        panel->watch(session);
}

template <class Panel> DockContent contentOf(Panel* panel)
{
    if constexpr (requires { panel->headerTools(); })
        return {panel, panel->headerTools()};
    else
        return {panel, {}};
}

template <class Panel> PanelRow row(const char* id, const char* icon, const char* title)
{
    return {.id = QLatin1String(id),
            .icon = QLatin1String(icon),
            .title = title,
            .make =
                [](QWidget* parent) {
                    if constexpr (requires(GraphDocument * d, Selection * s) { Panel(d, s, parent); })
                        return contentOf(new Panel(nullptr, nullptr, parent));
                    else if constexpr (requires(Session * s) { Panel(s, parent); })
                        return contentOf(new Panel(nullptr, parent));
                    else
                        return contentOf(new Panel(parent));
                },
            .follow = follow<Panel>};
}

} // namespace

const std::vector<PanelRow>& panelRows()
{
    static const std::vector<PanelRow> rows {
        row<PaletteDock>("layers", "layers", QT_TRANSLATE_NOOP("Panels", "Layers")),
        row<Outline>("outline", "outline", QT_TRANSLATE_NOOP("Panels", "Outline")),
        row<Inspector>("inspector", "settings", QT_TRANSLATE_NOOP("Panels", "Inspector")),
        row<Documentation>("documentation", "book", QT_TRANSLATE_NOOP("Panels", "Documentation")),
        row<HistoryList>("history", "history", QT_TRANSLATE_NOOP("Panels", "History")),
        row<CurvesPanel>("curves", "curves", QT_TRANSLATE_NOOP("Panels", "Curves")),
        row<SchedulePlot>("schedule", "schedule", QT_TRANSLATE_NOOP("Panels", "Schedule")),
        row<LogPanel>("log", "log", QT_TRANSLATE_NOOP("Panels", "Log")),
        row<ProblemsPanel>("problems", "problems", QT_TRANSLATE_NOOP("Panels", "Problems")),
        row<DevicePanel>("device", "gpu", QT_TRANSLATE_NOOP("Panels", "Device")),
        row<NodeCosts>("nodes", "node", QT_TRANSLATE_NOOP("Panels", "Per node")),
        row<PredictionsPanel>("predictions", "image", QT_TRANSLATE_NOOP("Panels", "Predictions")),
        row<ConfusionPanel>("confusion", "matrix", QT_TRANSLATE_NOOP("Panels", "Confusion")),
        row<DataPanel>("preview", "dataset", QT_TRANSLATE_NOOP("Panels", "Preview data")),
        row<RunsPanel>("runs", "runs", QT_TRANSLATE_NOOP("Panels", "Runs")),
        row<RunPlots>("runCurves", "curves", QT_TRANSLATE_NOOP("Panels", "Curves of runs")),
        row<ComparePanel>("compare", "compare", QT_TRANSLATE_NOOP("Panels", "Compare")),
        row<DeployPanel>("deploy", "export", QT_TRANSLATE_NOOP("Panels", "Deploy")),
        row<SourcesPanel>("sources", "data", QT_TRANSLATE_NOOP("Panels", "Sources")),
        row<DataPanel>("samples", "image", QT_TRANSLATE_NOOP("Panels", "Samples")),
        row<ColumnsPanel>("columns", "table", QT_TRANSLATE_NOOP("Panels", "Columns")),
        row<SplitPanel>("split", "shuffle", QT_TRANSLATE_NOOP("Panels", "Split")),
        row<AugmentationPanel>("augmentation", "swap", QT_TRANSLATE_NOOP("Panels", "Augmentation")),
        row<StatisticsPanel>("statistics", "histogram", QT_TRANSLATE_NOOP("Panels", "Statistics")),
        row<SamplePanel>("sample", "eye", QT_TRANSLATE_NOOP("Panels", "Sample")),
    };
    return rows;
}

QString panelTitle(const PanelRow& row, bool compact)
{
    if (compact && row.id == QLatin1String("documentation"))
        return QCoreApplication::translate("Panels", "Docs");
    return QCoreApplication::translate("Panels", row.title);
}

} // namespace weft
