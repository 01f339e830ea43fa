#include "ui/windows/screenshot.h"

#include "engine/graph/nearest_name.h"
#include "ui/canvas/canvas.h"
#include "ui/session/session.h"
#include "ui/style/words.h"
#include "ui/windows/application.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"
#include "ui/windows/panels/panels.h"
#include "ui/windows/projects/studio.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPixmap>
#include <QTimer>

#include <algorithm>

namespace weft {

namespace {

void wait(double seconds)
{
    QEventLoop loop;
    QTimer::singleShot(int(seconds * 1000), &loop, &QEventLoop::quit);
    loop.exec();
}

QString nearest(const QString& name, const std::vector<std::string>& known)
{
    const std::string written = name.toStdString();
    const auto same = [](const std::string& one) { return std::string_view(one); };
    const std::string_view found = nearestName(written, known, same);
    return QString::fromUtf8(found.data(), qsizetype(found.size()));
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

// A sentence on the first thing that is wished for and not there; empty: all is.
QString whatIsMissing(const ScreenshotWishes& wishes, const Studio* studio)
{
    const auto missing = [](const QString& sentence, const QString& name, const QString& nearest) {
        return nearest.isEmpty()
            ? sentence.arg(name)
            : sentence.arg(name) + QCoreApplication::translate("Screenshot", " Did you mean %1?").arg(nearest);
    };
    std::vector<std::string> panels;
    for (const PanelRow& row : panelRows())
        panels.push_back(row.id.toStdString());
    for (const QString& panel : wishes.panels)
        if (std::ranges::find(panels, panel.toStdString()) == panels.end())
            return missing(QCoreApplication::translate("Screenshot", "There is no panel %1."), panel,
                           nearest(panel, panels));
    if (!studio)
        return {};
    std::vector<std::string> nodes;
    for (const GraphNode& node : studio->document()->project().graph.nodes)
        nodes.push_back(node.id);
    for (const QString& node : wishes.select)
        if (std::ranges::find(nodes, node.toStdString()) == nodes.end())
            return missing(QCoreApplication::translate("Screenshot", "The network has no node %1."), node,
                           nearest(node, nodes));
    return {};
}

QString train(const Studio& studio, double seconds)
{
    Session& session = *studio.session();
    session.start(studio.document()->project(), studio.document()->file());
    const bool stepped = waitUntil([&session] { return session.last().step > 0 || !session.isBusy(); }, 120);
    if (session.lastEnd() && session.lastEnd()->reason == EndReason::failed)
        return sentenceOf({.text = session.lastEnd()->text});
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
    if (const QString wrong = whatIsMissing(wishes, window.current()); !wrong.isEmpty())
        return wrong;
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
