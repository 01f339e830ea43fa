#include "ui/canvas/canvas.h"
#include "ui/inspector/palette/palette_dock.h"
#include "ui/style/style.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/all_commands.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/main_window.h"
#include "ui/windows/overlays/command_palette.h"
#include "ui/windows/settings/preferences.h"

#include <QCoreApplication>

namespace weft {

namespace {

struct ViewCommands {
    Q_DECLARE_TR_FUNCTIONS(ViewCommands)
};

void addThemes(Commands& commands)
{
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
    theme("view.dark", ViewCommands::tr("Dark theme"), "moon", Style::Mode::dark, "dark");
    theme("view.light", ViewCommands::tr("Light theme"), "sun", Style::Mode::light, "light");
    theme("view.systemTheme", ViewCommands::tr("Theme of the system"), "settings", Style::Mode::system, "system");
}

} // namespace

void addViewCommands(MainWindow& window)
{
    Commands& commands = *window.commands();
    const auto workspace = [&](const char* id, const QString& title, const char* icon, Workspace which, int key) {
        commands.add({.id = QLatin1String(id),
                      .title = title,
                      .key = QKeySequence(Qt::ALT | Qt::Key(key)),
                      .icon = QLatin1String(icon),
                      .run =
                          [&window, which] {
                              window.setWorkspace(which);
                              if (which == Workspace::build) // also the way back from its panels
                                  window.canvasArea()->canvas()->setFocus();
                          },
                      .isOn = [&window, which] { return window.workspace() == which; }});
    };
    workspace("view.start", ViewCommands::tr("&Start"), "home", Workspace::start, Qt::Key_1);
    workspace("view.build", ViewCommands::tr("&Build"), "build", Workspace::build, Qt::Key_2);
    workspace("view.data", ViewCommands::tr("&Data"), "data", Workspace::data, Qt::Key_3);
    workspace("view.runs", ViewCommands::tr("&Runs"), "runs", Workspace::runs, Qt::Key_4);
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
                                  : ViewCommands::tr("There is nothing to fold here.");
                          }});
    };
    fold("view.foldLeft", ViewCommands::tr("Fold the left column"), "layers", Qt::Key_Left);
    fold("view.foldBottom", ViewCommands::tr("Fold the bottom row"), "curves", Qt::Key_Down);
    fold("view.foldRight", ViewCommands::tr("Fold the right column"), "inspector", Qt::Key_Right);
    const auto notAtStart = [&window] {
        return window.workspace() == Workspace::start ? ViewCommands::tr("The start page has no panels.") : QString();
    };
    commands.add({.id = "view.resetLayout",
                  .title = ViewCommands::tr("Put all panels back"),
                  .icon = "reset",
                  .run = [&window] { window.resetLayout(); },
                  .whyNot = notAtStart});
    commands.add(
        {.id = "view.layers",
         .title = ViewCommands::tr("Search the layer list"),
         .key = QKeySequence(Qt::CTRL | Qt::Key_L),
         .icon = "layers",
         .run =
             [&window] {
                 window.showPanel(QStringLiteral("layers"));
                 static_cast<PaletteDock*>(window.docks()->widgetOf(QStringLiteral("layers")))->focusSearch();
             },
         .whyNot = [&window] { return window.current() ? QString() : ViewCommands::tr("No project is open."); }});
    addThemes(commands);
    commands.add({.id = "view.fullScreen",
                  .title = ViewCommands::tr("Full screen"),
                  .key = QKeySequence(Qt::Key_F11),
                  .icon = "fullscreen",
                  .run = [&window] { window.setWindowState(window.windowState() ^ Qt::WindowFullScreen); },
                  .isOn = [&window] { return window.isFullScreen(); }});
    commands.add({.id = "view.palette",
                  .title = ViewCommands::tr("Search commands and layers…"),
                  .key = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
                  .icon = "command",
                  .run = [&window] { window.commandPalette()->ask(); }});
}

} // namespace weft
