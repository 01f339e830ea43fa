#include "app/window/window.h"

#include "app/exit_code.h"
#include "app/terminal.h"
#include "engine/backends/load.h"
#include "engine/support/error.h"
#include "ui/background/background.h"
#include "ui/document/files/block_library.h"
#include "ui/document/files/block_shelf.h"
#include "ui/session/session.h"
#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"
#include "ui/windows/screenshot.h"
#include "ui/windows/settings/data_sets_folder.h"
#include "ui/windows/settings/preferences.h"

#include <QFile>
#include <QTimer>
#include <QWindow>

#include <clocale>
#include <ctime>

#include <unistd.h>

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
    useKeptDataSets();
    const Preferences& kept = Preferences::get();
    Style& style = Style::get();
    const QString theme = arguments.theme.empty() ? kept.value(QStringLiteral("theme")).toString()
                                                  : QString::fromStdString(arguments.theme);
    style.setMode(theme == QLatin1String("dark")        ? Style::Mode::dark
                      : theme == QLatin1String("light") ? Style::Mode::light
                                                        : Style::Mode::system);
    style.setFontScale(arguments.fontScale > 0 ? arguments.fontScale
                                               : kept.value(QStringLiteral("fontScale"), 1.0).toDouble());
    style.setHighContrast(arguments.highContrast || kept.value(QStringLiteral("highContrast")).toBool());
    style.setReducedMotion(kept.value(QStringLiteral("reducedMotion")).toBool() || !arguments.screenshot.empty());
}

// Since the system made this process: what loading the program's libraries takes counts too. 0 where it is not told.
int64_t millisecondsSinceStart()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    timespec now {};
    if (!file.open(QIODevice::ReadOnly) || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return 0;
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' '); // from the third on, proc(5)
    const int64_t startTicks = fields.value(19).toLongLong();
    return now.tv_sec * 1000 + now.tv_nsec / 1'000'000 - startTicks * 1000 / sysconf(_SC_CLK_TCK);
}

// Asks the backends on another thread: a driver may take its time to answer.
void findDevices(MainWindow& window)
{
    struct Found {
        QList<MainWindow::Device> devices;
        QString whyNoGpu;
    };
    inBackground(
        &window,
        [] {
            Found found;
            for (const DeviceInfo& device : listDevices())
                found.devices << MainWindow::Device {QString::fromStdString(device.name),
                                                     QString::fromStdString(device.description)};
            try {
                loadBackend("cuda");
            } catch (const Error& error) {
                found.whyNoGpu = QString::fromUtf8(error.what());
            }
            return found;
        },
        [&window](const Found& found) { window.setDevices(found.devices, found.whyNoGpu); });
}

} // namespace

int openWindow(const WindowArguments& arguments, const char* program)
{
    const bool picture = !arguments.screenshot.empty();
    if (picture && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (picture && arguments.scale != 1)
        qputenv("QT_SCALE_FACTOR", QByteArray::number(arguments.scale));
    // How the threads of oneDNN (OpenMP's) wait for each other in the programs that the window begins: asleep, unless
    // the user says otherwise. Turning round meanwhile is a little quicker on an idle machine, but there is a window to
    // draw beside the training, and on a busy one a thread that turns keeps off the very one that it waits for.
    if (!qEnvironmentVariableIsSet("OMP_WAIT_POLICY"))
        qputenv("OMP_WAIT_POLICY", "passive");
    if (!hasDisplay()) {
        complain("There is no display to open a window on. `weft --help` lists what can be done without one, such as "
                 "`weft train PROJECT`.");
        return exitWorld;
    }
    QByteArray name(program);
    int count = 1;
    char* words[] = {name.data(), nullptr};
    Application application(count, words);
    if (picture) // also of what comes before takeScreenshot()
        application.onSlowEvent([](const QString&, const QString&, double) {});
    std::setlocale(LC_NUMERIC, "C"); // Qt has set the user's: no number in a file may depend on it
    Preferences::get().use(picture ? QString() : Preferences::usualFile()); // a picture never depends on who takes it
    BlockShelf::get().setFolder(picture ? QString() : libraryFolder());
    applyPreferences(arguments);
    Style::get().apply(application);
    if (!arguments.language.empty() || !picture)
        application.setLanguage(QString::fromStdString(arguments.language));
    Session::setWorkerProgram(arguments.inProcess ? QString() : QCoreApplication::applicationFilePath());

    QCoreApplication::setApplicationVersion(QStringLiteral(WEFT_VERSION));
    MainWindow window;
    findDevices(window);
    window.setTrainingDevice(QString::fromStdString(arguments.device));
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
    window.files()->offerRecovery();
    if (arguments.projects.empty())
        window.greet();
    for (const std::string& project : arguments.projects)
        window.files()->open(QString::fromStdString(project));
    for (const Workspace workspace : workspaces)
        if (workspaceId(workspace).toStdString() == arguments.workspace)
            window.setWorkspace(workspace);
    if (arguments.measureStart) {
        // Usable: painted, the projects open, and nothing waiting in the queue. Counted from the start of the process.
        auto* const poll = new QTimer(&window);
        QObject::connect(poll, &QTimer::timeout, &window, [&window, rounds = 0]() mutable {
            if (window.files()->isBusy() || !window.windowHandle() || !window.windowHandle()->isExposed()
                || ++rounds < 3)
                return;
            print("Window usable after " + std::to_string(millisecondsSinceStart()) + " ms\n");
            QCoreApplication::exit(exitDone);
        });
        poll->start(1);
    }
    const int code = QApplication::exec();
    Preferences::get().flush();
    return code;
}

} // namespace weft
