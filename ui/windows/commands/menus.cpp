#include "ui/windows/commands/menus.h"

#include "engine/layers/layer_type.h"
#include "ui/canvas/canvas.h"
#include "ui/style/category.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/earlier_versions.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/files/recent.h"
#include "ui/windows/main_window.h"
#include "ui/windows/panels/panels.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMenuBar>

namespace weft {

namespace {

struct Menus {
    Q_DECLARE_TR_FUNCTIONS(Menus)
};

// With the letter that Alt takes; in Chinese it stands behind: "文件(&F)".
QString menuTitle(const char* category)
{
    static const QHash<QLatin1String, const char*> titles {
        {QLatin1String("file"), QT_TRANSLATE_NOOP("Menus", "&File")},
        {QLatin1String("edit"), QT_TRANSLATE_NOOP("Menus", "&Edit")},
        {QLatin1String("add"), QT_TRANSLATE_NOOP("Menus", "&Add")},
        {QLatin1String("graph"), QT_TRANSLATE_NOOP("Menus", "&Graph")},
        {QLatin1String("train"), QT_TRANSLATE_NOOP("Menus", "&Train")},
        {QLatin1String("data"), QT_TRANSLATE_NOOP("Menus", "&Data")},
        {QLatin1String("view"), QT_TRANSLATE_NOOP("Menus", "&View")},
        {QLatin1String("help"), QT_TRANSLATE_NOOP("Menus", "&Help")},
    };
    return Menus::tr(titles.value(QLatin1String(category), category));
}

void addCommands(QMenu* menu, const Commands& commands, const QStringList& ids)
{
    for (const QString& id : ids) {
        if (id == QLatin1String("-"))
            menu->addSeparator();
        else if (QAction* const action = commands.action(id))
            menu->addAction(action);
    }
}

void addRecent(QMenu* menu, MainWindow& window)
{
    QMenu* const recent = menu->addMenu(Menus::tr("Open &recent"));
    QObject::connect(recent, &QMenu::aboutToShow, &window, [recent, &window] {
        recent->clear();
        for (const QString& file : recentProjects())
            recent
                ->addAction(QFileInfo(file).completeBaseName(), &window,
                            [&window, file] { window.files()->open(file); })
                ->setToolTip(file);
        if (recent->isEmpty())
            recent->addAction(Menus::tr("No project yet"))->setEnabled(false);
    });
}

void addBookmarks(QMenu* menu, MainWindow& window)
{
    QStringList places;
    for (const char* const id : {"view.bookmark%1", "view.setBookmark%1"}) {
        if (!places.isEmpty())
            places << QStringLiteral("-");
        for (int i = 1; i <= 9; ++i)
            places << QString::fromLatin1(id).arg(i);
    }
    addCommands(menu->addMenu(Menus::tr("Boo&kmarks")), *window.commands(), places);
}

void addPanels(QMenu* menu, MainWindow& window)
{
    QMenu* const panels = menu->addMenu(Menus::tr("&Panels"));
    QObject::connect(panels, &QMenu::aboutToShow, &window, [panels, &window] {
        panels->clear();
        for (const PanelRow& row : panelRows()) {
            QAction* const action = panels->addAction(panelTitle(row), &window, [&window, id = row.id] {
                if (window.docks()->isInSight(id) && window.workspace() != Workspace::start)
                    window.docks()->close(id);
                else
                    window.showPanel(id);
            });
            action->setCheckable(true);
            action->setChecked(window.workspace() != Workspace::start && window.docks()->isPlaced(row.id));
        }
    });
}

} // namespace

void fillMenus(QMenuBar* bar, MainWindow& window)
{
    const Commands& commands = *window.commands();
    const auto menu = [&](const char* category, const QStringList& ids) {
        QMenu* const added = bar->addMenu(menuTitle(category));
        added->setObjectName(QLatin1String(category));
        addCommands(added, commands, ids);
        return added;
    };
    QMenu* const file = menu("file", {"file.new", "file.open"});
    addRecent(file, window);
    addCommands(file, commands,
                {"file.fromData", "file.fromTable", "-", "file.save", "file.saveAs", "file.reload"});
    addEarlierVersions(file, window);
    addCommands(file, commands,
                {"-", "file.deploy", "-", "file.close", "-", "file.settings", "-", "file.quit"});
    menu("edit",
         {"edit.undo", "edit.redo", "-", "edit.cut", "edit.copy", "edit.paste", "edit.pasteWired", "edit.duplicate",
          "edit.delete", "edit.deleteWired", "-", "edit.selectAll", "edit.rename", "edit.find"});
    menu("add", {"add.layer", "add.menu", "add.note"});
    QMenu* const graph =
        menu("graph",
             {"graph.edit", "graph.leave", "graph.swap", "graph.fix", "-", "graph.connect", "graph.wire",
              "graph.detach", "-", "graph.bypass", "graph.mute", "graph.freeze", "graph.collapse", "-", "graph.frame",
              "graph.leaveFrame", "graph.block", "graph.unpack", "graph.saveBlock", "graph.dropBlocks", "-", "graph.tidy", "graph.tidyDown"});
    addCommands(graph->addMenu(Menus::tr("&Align")), commands,
                {"graph.straighten", "-", "graph.alignLeft", "graph.alignRight", "graph.alignTop", "graph.alignBottom",
                 "graph.alignCentres", "graph.alignMiddles", "-", "graph.distribute", "graph.distributeDown"});
    menu("train", {"train.toggle", "train.step", "train.stop", "-", "train.queue", "train.unqueue", "-", "train.checkpoint", "train.resume"});
    menu("data", {"view.data", "-", "file.fromData", "file.fromTable"});
    QMenu* const view =
        menu("view", {"view.start", "view.build", "view.data", "view.runs", "-", "view.palette", "view.layers", "-"});
    addPanels(view, window);
    addCommands(view, commands,
                {"view.foldBottom", "view.foldLeft", "view.foldRight", "view.resetLayout", "-", "view.fit",
                 "view.fitSelection", "view.zoomIn", "view.zoomOut", "view.zoom100", "view.minimap", "-", "view.dark",
                 "view.light", "view.systemTheme", "-", "view.fullScreen"});
    addBookmarks(view, window);
    menu("help", {"help.tour", "help.shortcuts", "help.keys", "-", "help.computer", "help.about"});
}

} // namespace weft
