#include "ui/windows/panels/panel_links.h"

#include "ui/canvas/canvas.h"
#include "ui/document/actions.h"
#include "ui/inspector/documentation/documentation.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/lists/problems_panel.h"
#include "ui/inspector/palette/palette_dock.h"
#include "ui/panels/data/data_panel.h"
#include "ui/panels/data/room/data_follower.h"
#include "ui/panels/runs/runs_panel.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/keep_block.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"
#include "ui/windows/settings/data_sets_folder.h"
#include "ui/windows/start/start_page.h"

namespace weft {

namespace {

template <class Panel> Panel* panelOf(const MainWindow& window, const char* id)
{
    return static_cast<Panel*>(window.docks()->widgetOf(QLatin1String(id)));
}

void showLayerPage(MainWindow& window)
{
    window.showPanel(QStringLiteral("documentation"));
    panelOf<Documentation>(window, "documentation")->showPicked();
}

} // namespace

void showSetting(MainWindow& window, const QString& key)
{
    if (!key.startsWith(QLatin1String("data"))) {
        window.showPanel(QStringLiteral("inspector"));
        panelOf<Inspector>(window, "inspector")->showSetting(key);
        return;
    }
    const QString part = key.section(QLatin1Char('.'), 1, 1).section(QLatin1Char('['), 0, 0);
    window.showPanel(part == QLatin1String("split")            ? QStringLiteral("split")
                         : part == QLatin1String("transforms") ? QStringLiteral("augmentation")
                         : part == QLatin1String("feeds")      ? QStringLiteral("columns")
                                                               : QStringLiteral("sources"));
}

void linkCanvas(MainWindow& window)
{
    QObject::connect(window.canvasArea()->canvas(), &Canvas::documentationAsked, &window,
                     [&window] { showLayerPage(window); });
    Canvas* const canvas = window.canvasArea()->canvas();
    QObject::connect(canvas, &Canvas::editAsked, &window, [&window] {
        window.showPanel(QStringLiteral("inspector"));
        panelOf<Inspector>(window, "inspector")->startEditing();
    });
    QObject::connect(canvas, &Canvas::keepAsked, &window,
                     [&window](const std::string& block) { keepBlock(window, block); });
    QObject::connect(canvas, &Canvas::addInputAsked, &window, [canvas, &window] {
        if (canvas->document() == nullptr) { // the button is "New network" then
            window.files()->newProject();
            return;
        }
        const std::string id = addNode(*canvas->document(), canvas->scope(), "image", {0, 0});
        canvas->selection()->reveal({canvas->scope(), id});
        canvas->setFocus(Qt::OtherFocusReason);
    });
    QObject::connect(canvas, &Canvas::fromDataAsked, &window, [&window] { window.startPage()->askData(); });
    QObject::connect(canvas, &Canvas::openExampleAsked, &window, [&window] { window.setWorkspace(Workspace::start); });
}

void linkPanel(MainWindow& window, const QString& panel)
{
    if (panel == QLatin1String("inspector")) {
        const auto* const inspector = panelOf<Inspector>(window, "inspector");
        QObject::connect(inspector, &Inspector::documentationAsked, &window, [&window] { showLayerPage(window); });
        QObject::connect(inspector, &Inspector::keepAsked, &window,
                         [&window](const std::string& block) { keepBlock(window, block); });
    } else if (panel == QLatin1String("layers"))
        QObject::connect(panelOf<PaletteDock>(window, "layers"), &PaletteDock::forgetAsked, &window,
                         [&window](const QString& block) { forgetBlock(window, block.toStdString()); });
    else if (panel == QLatin1String("samples"))
        panelOf<DataPanel>(window, "samples")->setCompact(true); // statistics and columns stand beside it
    else if (auto* const data = qobject_cast<DataFollower*>(window.docks()->widgetOf(panel)))
        QObject::connect(data, &DataFollower::fromDataAsked, &window, [&window] { window.startPage()->askData(); });
    else if (panel == QLatin1String("problems"))
        QObject::connect(panelOf<ProblemsPanel>(window, "problems"), &ProblemsPanel::settingAsked, &window,
                         [&window](const QString& key) { showSetting(window, key); });
    else if (panel == QLatin1String("runs"))
        QObject::connect(panelOf<RunsPanel>(window, "runs"), &RunsPanel::graphAsked, &window,
                         [&window](const QString& file, const QString& title) {
                             window.files()->openCopy(file, title);
                             window.setWorkspace(Workspace::build);
                         });
    if (auto* const room = qobject_cast<DataPanel*>(window.docks()->widgetOf(panel))) // two of them
        QObject::connect(room, &DataPanel::dataSetsAsked, &window, [&window] { askDataSets(&window); });
}

} // namespace weft
