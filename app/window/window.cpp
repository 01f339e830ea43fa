#include "app/window/window.h"

#include "app/exit_code.h"
#include "app/terminal.h"
#include "ui/session/session.h"
#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"
#include "ui/windows/screenshot.h"
#include "ui/windows/settings/preferences.h"

#include <QElapsedTimer>
#include <QTimer>

#include <clocale>

namespace weft {

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || qEnvironmentVariableIsSet("DISPLAY")
        || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
}

namespace {

QStringList toStrings(const std::vector<std::string>& texts)
{
    QStringList list;
    for (const std::string& text : texts)
        list << QString::fromStdString(text);
    return list;
}

void applyPreferences(const WindowArguments& arguments)
{
    const Preferences& kept = Preferences::get();
    Style& style = Style::get();
    const QString theme = arguments.theme.empty() ? kept.value(QStringLiteral("theme")).toString()
                                                  : QString::fromStdString(arguments.theme);
    style.setMode(theme == QLatin1String("dark")        ? Style::Mode::dark
                      : theme == QLatin1String("light") ? Style::Mode::light
                                                        : Style::Mode::system);
    style.setFontScale(arguments.fontScale > 0 ? arguments.fontScale
                                               : kept.value(QStringLiteral("fontScale"), 1.0).toDouble());
    style.setReducedMotion(kept.value(QStringLiteral("reducedMotion")).toBool() || !arguments.screenshot.empty());
}

} // namespace

int openWindow(const WindowArguments& arguments, const char* program)
{
    QElapsedTimer clock;
    clock.start();
    const bool picture = !arguments.screenshot.empty();
    if (picture && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (picture && arguments.scale != 1)
        qputenv("QT_SCALE_FACTOR", QByteArray::number(arguments.scale));
    if (!hasDisplay()) {
        complain("There is no display to open a window on. `weft --help` lists what can be done without one, such as "
                 "`weft train PROJECT`.");
        return exitWorld;
    }
    QByteArray name(program);
    int count = 1;
    char* words[] = {name.data(), nullptr};
    Application application(count, words);
    std::setlocale(LC_NUMERIC, "C"); // Qt has set the user's: no number in a file may depend on it
    Preferences::get().use(picture ? QString() : Preferences::usualFile()); // a picture never depends on who takes it
    applyPreferences(arguments);
    Style::get().apply(application);
    if (!arguments.language.empty() || !picture)
        application.setLanguage(QString::fromStdString(arguments.language));
    Session::setWorkerProgram(arguments.inProcess ? QString() : QCoreApplication::applicationFilePath());

    MainWindow window;
    if (picture) {
        const QStringList size = QString::fromStdString(arguments.size).split(QLatin1Char('x'));
        ScreenshotWishes wishes {.file = QString::fromStdString(arguments.screenshot),
                                 .size = QSize(size.value(0).toInt(), size.value(1).toInt()),
                                 .project =
                                     QString::fromStdString(arguments.projects.empty() ? "" : arguments.projects[0]),
                                 .workspace = QString::fromStdString(arguments.workspace),
                                 .panels = toStrings(arguments.panels),
                                 .select = toStrings(arguments.select),
                                 .grab = QString::fromStdString(arguments.grab),
                                 .trainSeconds = arguments.train,
                                 .waitSeconds = arguments.wait};
        const QString wrong = takeScreenshot(window, wishes);
        if (wrong.isEmpty())
            return exitDone;
        complain(wrong.toStdString());
        return exitWorld;
    }
    window.show();
    for (const std::string& project : arguments.projects)
        window.files()->open(QString::fromStdString(project));
    for (const Workspace workspace : workspaces)
        if (workspaceId(workspace).toStdString() == arguments.workspace)
            window.setWorkspace(workspace);
    if (arguments.measureStart) {
        // Usable: shown, painted, the projects open, and nothing waiting in the queue.
        auto* const poll = new QTimer(&window);
        QObject::connect(poll, &QTimer::timeout, &window, [&] {
            if (window.files()->isBusy())
                return;
            print("Window usable after " + std::to_string(clock.elapsed()) + " ms\n");
            QCoreApplication::exit(exitDone);
        });
        poll->start(0);
    }
    const int code = QApplication::exec();
    Preferences::get().flush();
    return code;
}

} // namespace weft
