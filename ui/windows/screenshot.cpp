#include "ui/windows/screenshot.h"

#include "ui/canvas/canvas.h"
#include "ui/session/session.h"
#include "ui/windows/application.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPixmap>
#include <QTimer>

namespace weft {

namespace {

void wait(double seconds)
{
    QEventLoop loop;
    QTimer::singleShot(int(seconds * 1000), &loop, &QEventLoop::quit);
    loop.exec();
}

// Runs the event loop until that holds; false: it has not come true in time.
template <class Condition> bool waitUntil(Condition condition, double seconds)
{
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (double(clock.elapsed()) > seconds * 1000)
            return false;
        wait(0.01);
    }
    return true;
}

QString train(const Studio& studio, double seconds)
{
    Session& session = *studio.session();
    session.start(studio.document()->project(), studio.document()->file());
    const bool stepped = waitUntil([&session] { return session.last().step > 0 || !session.isBusy(); }, 120);
    if (!stepped || session.last().step == 0)
        return QCoreApplication::translate("Screenshot", "The training has not begun.");
    wait(seconds);
    return {};
}

} // namespace

QString takeScreenshot(MainWindow& window, const ScreenshotWishes& wishes)
{
    if (wishes.size.isEmpty())
        return QCoreApplication::translate("Screenshot", "The size of a picture is such as 1920x1200.");
    if (auto* const application = dynamic_cast<Application*>(qApp)) // nobody waits for a window that is a picture
        application->onSlowEvent([](const QString&, const QString&, double) {});
    window.resize(wishes.size);
    window.show();
    if (!wishes.project.isEmpty()) {
        QString wrong;
        QObject::connect(window.files(), &ProjectFiles::failed, &window,
                         [&wrong](const QString& text) { wrong = text; });
        window.files()->open(wishes.project);
        if (!waitUntil([&] { return !window.files()->isBusy(); }, 60) || !wrong.isEmpty())
            return wrong;
        const Studio& studio = *window.current();
        waitUntil([&studio] { return studio.document()->isChecked(); }, 5);
    }
    for (const Workspace workspace : workspaces)
        if (workspaceId(workspace) == wishes.workspace)
            window.setWorkspace(workspace);
    for (const QString& panel : wishes.panels)
        window.showPanel(panel);
    wait(0.2);
    if (Studio* const studio = window.current()) {
        window.canvasArea()->canvas()->showAll();
        std::set<std::string> ids;
        for (const QString& id : wishes.select)
            ids.insert(id.toStdString());
        if (!ids.empty())
            studio->selection()->set(ids);
        if (wishes.trainSeconds > 0)
            if (const QString wrong = train(*studio, wishes.trainSeconds); !wrong.isEmpty())
                return wrong;
    }
    wait(0.3 + wishes.waitSeconds);
    QWidget* shown = &window;
    if (!wishes.grab.isEmpty()) {
        shown = window.findChild<QWidget*>(wishes.grab);
        if (!shown)
            return QCoreApplication::translate("Screenshot", "Nothing in the window is called %1.").arg(wishes.grab);
    }
    const bool written = shown->grab().save(wishes.file, "PNG");
    if (Studio* const studio = window.current(); studio && studio->session()->isBusy()) {
        studio->session()->stop();
        waitUntil([studio] { return !studio->session()->isBusy(); }, 30);
    }
    return written ? QString() : QCoreApplication::translate("Screenshot", "%1 could not be written.").arg(wishes.file);
}

} // namespace weft
