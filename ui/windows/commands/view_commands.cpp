#include "ui/style/style.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/all_commands.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/main_window.h"
#include "ui/windows/settings/preferences.h"
#include "ui/windows/the_canvas.h"

#include <QCoreApplication>

namespace weft {

namespace {

struct ViewCommands {
    Q_DECLARE_TR_FUNCTIONS(ViewCommands)
};

void addThemes(Commands& commands)
{
    using T = ViewCommands;
    const auto theme = [&commands](const char* id, const QString& title, const char* icon, Style::Mode mode,
                                   const char* name) {
        commands.add({.id = QLatin1String(id),
                      .title = title,
                      .icon = QLatin1String(icon),
                      .run =
                          [mode, name] {
                              Style::get().setMode(mode);
                              Preferences::get().set(QStringLiteral("theme"), QLatin1String(name));
                          },
                      .isOn = [mode] { return Style::get().mode() == mode; }});
    };
    theme("view.dark", T::tr("Dark theme"), "moon", Style::Mode::dark, "dark");
    theme("view.light", T::tr("Light theme"), "sun", Style::Mode::light, "light");
    theme("view.systemTheme", T::tr("Theme of the system"), "settings", Style::Mode::system, "system");
}

} // namespace

void addViewCommands(MainWindow& window)
{
    using T = ViewCommands;
    Commands& commands = *window.commands();
    const auto workspace = [&](const char* id, const QString& title, const char* icon, Workspace which, int key) {
        commands.add({.id = QLatin1String(id),
                      .title = title,
                      .key = QKeySequence(Qt::ALT | Qt::Key(key)),
                      .icon = QLatin1String(icon),
                      .run = [&window, which] { window.setWorkspace(which); },
                      .isOn = [&window, which] { return window.workspace() == which; }});
    };
    workspace("view.start", T::tr("&Start"), "home", Workspace::start, Qt::Key_1);
    workspace("view.build", T::tr("&Build"), "build", Workspace::build, Qt::Key_2);
    workspace("view.data", T::tr("&Data"), "data", Workspace::data, Qt::Key_3);
    workspace("view.runs", T::tr("&Runs"), "runs", Workspace::runs, Qt::Key_4);
    const auto fold = [&](const char* id, const QString& title, const char* panel, int key) {
        commands.add({.id = QLatin1String(id),
                      .title = title,
                      .key = QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key(key)),
                      .run =
                          [&window, panel] {
                              if (DockArea* const area = window.docks()->areaOf(QLatin1String(panel)))
                                  window.docks()->toggleFold(area);
                          },
                      .whyNot =
                          [&window, panel] {
                              return window.workspace() != Workspace::start
                                      && window.docks()->areaOf(QLatin1String(panel))
                                  ? QString()
                                  : T::tr("There is nothing to fold here.");
                          }});
    };
    fold("view.foldLeft", T::tr("Fold the left column"), "layers", Qt::Key_Left);
    fold("view.foldBottom", T::tr("Fold the bottom row"), "curves", Qt::Key_Down);
    fold("view.foldRight", T::tr("Fold the right column"), "inspector", Qt::Key_Right);
    const auto notAtStart = [&window] {
        return window.workspace() == Workspace::start ? T::tr("The start page has no panels.") : QString();
    };
    commands.add({.id = "view.resetLayout",
                  .title = T::tr("Put all panels back"),
                  .icon = "reset",
                  .run = [&window] { window.resetLayout(); },
                  .whyNot = notAtStart});
    const auto canvas = [&window] { return window.canvasArea()->canvas(); };
    const auto needsCanvas = [&window] {
        return window.current() && window.workspace() == Workspace::build ? QString()
                                                                          : T::tr("The network is not in sight.");
    };
    commands.add({.id = "view.zoomIn",
                  .title = T::tr("Zoom &in"),
                  .key = QKeySequence(Qt::CTRL | Qt::Key_Plus),
                  .icon = "zoom-in",
                  .run = [canvas] { canvas()->zoomBy(1.25); },
                  .whyNot = needsCanvas});
    commands.add({.id = "view.zoomOut",
                  .title = T::tr("Zoom &out"),
                  .key = QKeySequence(Qt::CTRL | Qt::Key_Minus),
                  .icon = "zoom-out",
                  .run = [canvas] { canvas()->zoomBy(0.8); },
                  .whyNot = needsCanvas});
    addThemes(commands);
    commands.add({.id = "view.fullScreen",
                  .title = T::tr("Full screen"),
                  .key = QKeySequence(Qt::Key_F11),
                  .icon = "fullscreen",
                  .run = [&window] { window.setWindowState(window.windowState() ^ Qt::WindowFullScreen); },
                  .isOn = [&window] { return window.isFullScreen(); }});
    commands.add({.id = "view.palette",
                  .title = T::tr("Search commands and layers…"),
                  .key = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
                  .icon = "command",
                  .run = [] {}});
}

} // namespace weft
