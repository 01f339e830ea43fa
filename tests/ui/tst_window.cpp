#include "engine/data/prepare.h"
#include "engine/graph/read_project.h"
#include "engine/support/error.h"
#include "tests/ui/support/fashion_folder.h"
#include "ui/canvas/canvas.h"
#include "ui/document/actions.h"
#include "ui/session/session.h"
#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/files/recent.h"
#include "ui/windows/main_window.h"
#include "ui/windows/overlays/command_palette.h"
#include "ui/windows/overlays/shortcut_overlay.h"
#include "ui/windows/overlays/tour.h"
#include "ui/windows/panels/panels.h"
#include "ui/windows/projects/project_tabs.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/settings/preferences.h"
#include "ui/windows/settings/settings_page.h"
#include "ui/windows/start/graph_picture.h"
#include "ui/windows/start/guess_project.h"

#include <QAbstractButton>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

// The window as a user meets it: real mouse and key events, offscreen.

using namespace weft;

namespace {

QString example(const char* name)
{
    return QStringLiteral(WEFT_SOURCE_DIR "/projects/") + QLatin1String(name);
}

void copyTo(const QString& from, const QString& to)
{
    QVERIFY(QFile::copy(from, to));
    QFile::setPermissions(to, QFile::ReadOwner | QFile::WriteOwner);
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QAbstractButton* answer(MainWindow& window, const QString& bar, const QString& text)
{
    const QWidget* const row = window.messages()->findChild<QWidget*>(bar);
    for (QAbstractButton* const button : row ? row->findChildren<QAbstractButton*>() : QList<QAbstractButton*>())
        if (button->text() == text)
            return button;
    return nullptr;
}

// All tabs of a layout, by area.
QStringList areasOf(const QJsonObject& layout)
{
    QStringList found;
    if (const QJsonArray tabs = layout[QLatin1String("tabs")].toArray(); !tabs.isEmpty()) {
        QStringList names;
        for (const QJsonValue& tab : tabs)
            names << tab.toString();
        found << names.join(QLatin1Char(' '));
    }
    for (const QJsonValue& part : layout[QLatin1String("parts")].toArray())
        found << areasOf(part.toObject());
    return found;
}

} // namespace

class TestWindow : public QObject {
    Q_OBJECT

    std::unique_ptr<MainWindow> m_window;
    QTemporaryDir m_folder;

    Studio* openCopy(const char* name)
    {
        const QString path = m_folder.filePath(QLatin1String(name));
        QFile::remove(path);
        copyTo(example(name), path);
        QSignalSpy opened(m_window->files(), &ProjectFiles::opened);
        m_window->files()->open(path);
        if (!opened.wait(10000))
            return nullptr;
        return m_window->current();
    }
    void drag(DockTabs* tabs, const QString& panel, const QPoint& global)
    {
        int tab = 0;
        while (tab < tabs->count() && tabs->tabData(tab).toString() != panel)
            ++tab;
        QVERIFY(tab < tabs->count());
        const QPoint from = tabs->tabRect(tab).center();
        QTest::mousePress(tabs, Qt::LeftButton, {}, from);
        for (const QPoint& at : {from + QPoint(0, 60), tabs->mapFromGlobal(global)}) { // QTest's own sets no button
            QMouseEvent move(QEvent::MouseMove, at, tabs->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                             Qt::NoModifier);
            QApplication::sendEvent(tabs, &move);
        }
        QTest::mouseRelease(tabs, Qt::LeftButton, {}, tabs->mapFromGlobal(global));
    }

private slots:
    void init()
    {
        Preferences::get().use({});
        Style::get().setMode(Style::Mode::dark);
        Style::get().setFontScale(1);
        Style::get().setReducedMotion(true);
        qRegisterMetaType<Studio*>();
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1920, 1200);
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        static_cast<Application*>(qApp)->setLanguage(QStringLiteral("en"));
    }

    void beginsAtTheStartPage()
    {
        QCOMPARE(m_window->workspace(), Workspace::start);
        QVERIFY(!m_window->current());
        QTRY_VERIFY(!m_window->commands()->action("file.save")->isEnabled());
    }

    void opensAProjectWithoutHoldingTheWindow()
    {
        Studio* const studio = openCopy("iris.weft");
        QVERIFY(studio);
        QCOMPARE(m_window->workspace(), Workspace::build);
        QCOMPARE(studio->document()->nodes({}).size(), size_t(9));
        QCOMPARE(recentProjects(), QStringList {m_folder.filePath("iris.weft")});
        QVERIFY(m_window->windowTitle().contains("iris.weft"));
    }

    void aFileThatIsNoneSaysSo()
    {
        const QString path = m_folder.filePath("broken.weft");
        write(path, "{ \"weft\": 1, ");
        QSignalSpy failed(m_window->files(), &ProjectFiles::failed);
        m_window->files()->open(path);
        QVERIFY(failed.wait(10000));
        QVERIFY2(m_window->messages()->textOf("open").contains("broken.weft"),
                 qPrintable(m_window->messages()->textOf("open")));
        QTRY_VERIFY(m_window->studios().isEmpty());
    }

    void savesAnUnchangedProjectByteForByte()
    {
        Studio* const studio = openCopy("iris.weft");
        const QByteArray before = read(studio->document()->file());
        studio->document()->change("name", [](Edit& edit) { edit.setName("Other"); });
        studio->document()->undoStack()->undo();
        QSignalSpy saved(m_window->files(), &ProjectFiles::saved);
        m_window->files()->save(studio);
        QVERIFY(saved.wait(10000));
        QCOMPARE(read(studio->document()->file()), before);
    }

    void savesWhatWasChangedByCtrlS()
    {
        Studio* const studio = openCopy("iris.weft");
        studio->document()->change("name", [](Edit& edit) { edit.setName("Other"); });
        QVERIFY(studio->document()->isChanged());
        QSignalSpy saved(m_window->files(), &ProjectFiles::saved);
        QTest::qWait(20); // the command has heard that there is something to save
        QVERIFY(m_window->commands()->action("file.save")->isEnabled());
        m_window->activateWindow();
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(saved.wait(10000));
        QVERIFY(!studio->document()->isChanged());
        QCOMPARE(readProject(read(studio->document()->file()).toStdString()).name, std::string("Other"));
    }

    void asksBeforeUnsavedChangesAreLost()
    {
        Studio* const studio = openCopy("iris.weft");
        studio->document()->change("name", [](Edit& edit) { edit.setName("Other"); });
        QVERIFY(!m_window->close());
        QVERIFY(m_window->isVisible());
        QVERIFY(m_window->messages()->shown().contains("unsaved"));
        QTest::mouseClick(answer(*m_window, "unsaved", "Cancel"), Qt::LeftButton);
        QVERIFY(m_window->isVisible());
        QVERIFY(!m_window->close());
        QTest::mouseClick(answer(*m_window, "unsaved", "Discard"), Qt::LeftButton);
        QVERIFY(!m_window->isVisible());
        QVERIFY(!read(m_folder.filePath("iris.weft")).contains("Other"));
    }

    void tellsThatAnotherProgramChangedTheFile()
    {
        Studio* const studio = openCopy("iris.weft");
        QByteArray text = read(studio->document()->file());
        write(studio->document()->file(), text.replace("\"Iris\"", "\"Orchid\""));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->messages()->shown().contains("onDisk"), 5000);
        QSignalSpy opened(m_window->files(), &ProjectFiles::opened);
        QTest::mouseClick(answer(*m_window, "onDisk", "Load it again"), Qt::LeftButton);
        QVERIFY(opened.wait(10000));
        QCOMPARE(studio->document()->project().name, std::string("Orchid"));
        QVERIFY(!m_window->messages()->shown().contains("onDisk"));
    }

    void eachProjectHasATab()
    {
        Studio* const first = openCopy("iris.weft");
        Studio* const second = openCopy("spirals.weft");
        ProjectTabs* const tabs = m_window->canvasArea()->tabs();
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(m_window->canvasArea()->canvas()->document(), second->document());
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
        QCOMPARE(m_window->current(), first);
        QCOMPARE(m_window->canvasArea()->canvas()->document(), first->document());
        m_window->files()->close(first);
        QCOMPARE(m_window->current(), second);
        QCOMPARE(tabs->count(), 1);
        m_window->files()->close(second);
        QCOMPARE(m_window->workspace(), Workspace::start);
    }

    void aTabThatGoesWhileItIsHeldIsDraggedNoFurther()
    {
        openCopy("iris.weft");
        Studio* const held = openCopy("spirals.weft");
        ProjectTabs* const tabs = m_window->canvasArea()->tabs();
        const QPoint at = tabs->tabRect(1).center();
        QTest::mousePress(tabs, Qt::LeftButton, {}, at);
        m_window->files()->close(held);
        QCOMPARE(tabs->count(), 1);
        QMouseEvent move(QEvent::MouseMove, at - QPoint(60, 0), tabs->mapToGlobal(at - QPoint(60, 0)), Qt::NoButton,
                         Qt::LeftButton, {});
        QApplication::sendEvent(tabs, &move);
        QTest::mouseRelease(tabs, Qt::LeftButton, {}, at);
        QCOMPARE(tabs->count(), 1);
    }

    void panelsStandAsInTheDefault()
    {
        openCopy("iris.weft");
        const QStringList areas = areasOf(m_window->docks()->save());
        QCOMPARE(areas, areasOf(defaultLayout(Workspace::build, false)));
        const QWidget* const inspector = m_window->docks()->areaOf("inspector");
        QCOMPARE(inspector->width(), Style::get().px(320));
        QCOMPARE(inspector->geometry().right(), m_window->docks()->width() - 1);
        QCOMPARE(m_window->docks()->areaOf("layers")->width(), Style::get().px(248));
        QCOMPARE(m_window->docks()->areaOf("curves")->height(), Style::get().px(348));
    }

    void aTabDraggedToAnotherAreaJoinsIt()
    {
        openCopy("iris.weft");
        DockSite* const docks = m_window->docks();
        DockArea* const target = docks->areaOf("device");
        drag(docks->areaOf("log")->tabs(), "log", target->mapToGlobal(target->rect().center()));
        QCOMPARE(docks->areaOf("log"), target);
        QCOMPARE(target->current(), QString("log"));
        QVERIFY(!docks->areaOf("curves")->panels().contains("log"));
    }

    void aTabDraggedToAnEdgeSplitsTheArea()
    {
        openCopy("iris.weft");
        DockSite* const docks = m_window->docks();
        DockArea* const target = docks->areaOf("inspector");
        const int width = target->width();
        drag(docks->areaOf("device")->tabs(), "device",
             target->mapToGlobal(QPoint(target->width() / 2, target->height() - 30)));
        DockArea* const placed = docks->areaOf("device");
        QVERIFY(placed != target);
        QCOMPARE(placed->width(), width);
        QVERIFY(placed->mapTo(m_window.get(), QPoint()).y() > target->mapTo(m_window.get(), QPoint()).y());
    }

    void aTabDraggedOutFloatsAndComesBack()
    {
        openCopy("iris.weft");
        DockSite* const docks = m_window->docks();
        drag(docks->areaOf("log")->tabs(), "log", m_window->mapToGlobal(QPoint(100, -80)));
        QVERIFY(docks->areaOf("log"));
        QWidget* const window = docks->areaOf("log")->window();
        QVERIFY(window != m_window.get());
        window->close();
        QCOMPARE(docks->areaOf("log"), docks->areaOf("curves"));
    }

    void escapeEndsADrag()
    {
        openCopy("iris.weft");
        DockSite* const docks = m_window->docks();
        DockTabs* const tabs = docks->areaOf("log")->tabs();
        const QJsonObject before = docks->save();
        const QPoint from = tabs->tabRect(2).center();
        QTest::mousePress(tabs, Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, from + QPoint(0, -200), tabs->mapToGlobal(from + QPoint(0, -200)),
                         Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(tabs, &move);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTest::mouseRelease(tabs, Qt::LeftButton, {}, from + QPoint(0, -200));
        QCOMPARE(areasOf(docks->save()), areasOf(before));
    }

    void foldsTheBottomRowAndTheColumns()
    {
        openCopy("iris.weft");
        DockSite* const docks = m_window->docks();
        const int canvas = m_window->canvasArea()->height();
        QTRY_VERIFY(m_window->commands()->action("view.foldBottom")->isEnabled());
        m_window->commands()->action("view.foldBottom")->trigger();
        QCOMPARE(docks->areaOf("curves")->height(), Style::get().px(32));
        QTRY_VERIFY(m_window->canvasArea()->height() > canvas + 200);
        const QJsonObject folded = docks->save();
        m_window->commands()->action("view.foldBottom")->trigger();
        QCOMPARE(docks->areaOf("curves")->height(), Style::get().px(348));
        m_window->commands()->action("view.foldRight")->trigger();
        QVERIFY(!docks->areaOf("inspector")->isVisible());
        docks->show("inspector");
        QVERIFY(docks->areaOf("inspector")->isVisible());
        QCOMPARE(docks->areaOf("inspector")->width(), Style::get().px(320));
        docks->restore(folded);
        QCOMPARE(docks->areaOf("curves")->height(), Style::get().px(32));
    }

    void eachWorkspaceRemembersItsLayout()
    {
        openCopy("iris.weft");
        DockSite* const docks = m_window->docks();
        docks->move("log", docks->areaOf("inspector"), DockSite::Side::middle);
        m_window->setWorkspace(Workspace::runs);
        QVERIFY(!docks->isPlaced("inspector"));
        m_window->setWorkspace(Workspace::build);
        QVERIFY(docks->areaOf("inspector")->panels().contains("log"));
        m_window->resetLayout();
        QVERIFY(!docks->areaOf("inspector")->panels().contains("log"));
    }

    void aBadLayoutIsNoHarm_data()
    {
        QTest::addColumn<QByteArray>("layout");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("unknown panels") << QByteArray(R"({"tabs":["nothing","no"]})");
        QTest::newRow("twice the same") << QByteArray(
            R"({"split":"across","parts":[{"tabs":["log","log"]},{"tabs":["log"]},{"central":true}],"sizes":[1]})");
        QTest::newRow("wrong kinds") << QByteArray(
            R"({"split":7,"parts":{"a":1},"sizes":"x","floating":3,"folded":[1,"no"]})");
        QTest::newRow("empty parts") << QByteArray(R"({"split":"down","parts":[{},{"parts":[]}],"sizes":[-5,1e9]})");
    }
    void aBadLayoutIsNoHarm()
    {
        QFETCH(QByteArray, layout);
        openCopy("iris.weft");
        m_window->docks()->restore(QJsonDocument::fromJson(layout).object());
        QTest::qWait(20);
        m_window->docks()->show("log"); // wherever, it can be seen
        QVERIFY(m_window->docks()->isInSight("log"));
        m_window->resetLayout();
        QCOMPARE(areasOf(m_window->docks()->save()), areasOf(defaultLayout(Workspace::build, false)));
    }

    void aNarrowWindowIsCompact()
    {
        openCopy("iris.weft");
        QVERIFY(!m_window->isCompact());
        m_window->resize(1280, 720);
        QTRY_VERIFY(m_window->isCompact());
        QCOMPARE(m_window->docks()->areaOf("inspector")->width(), Style::get().px(256));
        m_window->resize(600, 300);
        QCOMPARE(m_window->size(), QSize(1024, 640));
    }

    void everyPanelCanBeShown()
    {
        openCopy("iris.weft");
        for (const PanelRow& row : panelRows()) {
            m_window->showPanel(row.id);
            QVERIFY2(m_window->docks()->isInSight(row.id), qPrintable(row.id));
            const QWidget* const panel = m_window->docks()->widgetOf(row.id);
            QVERIFY2(panel && panel->isVisible(), qPrintable(row.id));
        }
    }

    void thePaletteRunsACommandByKeysAlone()
    {
        openCopy("iris.weft");
        m_window->activateWindow();
        QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_window->commandPalette()->isOpen());
        auto* const field = m_window->commandPalette()->findChild<QLineEdit*>();
        QTest::keyClicks(field, "runs");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!m_window->commandPalette()->isOpen());
        QCOMPARE(m_window->workspace(), Workspace::runs);
    }

    void thePaletteAddsALayer()
    {
        Studio* const studio = openCopy("iris.weft");
        const size_t before = studio->document()->nodes({}).size();
        m_window->commandPalette()->ask();
        auto* const field = m_window->commandPalette()->findChild<QLineEdit*>();
        QTest::keyClicks(field, "batchnorm");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(studio->document()->nodes({}).size(), before + 1);
        QCOMPARE(studio->document()->nodes({}).back().type, std::string("batch_norm"));
    }

    void everyCommandHasATitleAndSaysWhyNot()
    {
        for (QAction* const action : m_window->commands()->all()) {
            QVERIFY2(!action->text().isEmpty() && !action->objectName().isEmpty(), qPrintable(action->objectName()));
            QVERIFY2(Commands::categoryTitle(Commands::categoryOf(action)) != Commands::categoryOf(action),
                     qPrintable(action->objectName()));
        }
        QTest::qWait(20);
        for (const char* const id : {"file.save", "train.toggle", "train.stop", "edit.undo"})
            QVERIFY2(!m_window->commands()->action(id)->statusTip().isEmpty(), id);
    }

    void noTwoCommandsShareAKeyInOnePlace_data()
    {
        QTest::addColumn<QString>("preset");
        for (const char* const preset : {"weft", "blender", "unreal", "comfyui", "houdini"})
            QTest::newRow(preset) << preset;
    }
    void noTwoCommandsShareAKeyInOnePlace()
    {
        QFETCH(QString, preset);
        m_window->commands()->setPreset(preset);
        QStringList shared;
        for (QAction* const action : m_window->commands()->all())
            for (QAction* const other : m_window->commands()->conflicts(action->objectName(), action->shortcut()))
                if (action->objectName() < other->objectName() && action->isEnabled() && other->isEnabled())
                    shared << action->objectName() + " = " + other->objectName() + ": " + action->shortcut().toString();
        QVERIFY2(shared.isEmpty(), qPrintable(shared.join('\n')));
    }

    void aKeyOfOnesOwnIsKept()
    {
        m_window->commands()->setKey("file.new", QKeySequence("Ctrl+Alt+9"));
        QCOMPARE(m_window->commands()->action("file.new")->shortcut(), QKeySequence("Ctrl+Alt+9"));
        m_window->commands()->setPreset("blender");
        QCOMPARE(m_window->commands()->action("file.new")->shortcut(), QKeySequence("Ctrl+Alt+9"));
        m_window->commands()->resetKey("file.new");
        QCOMPARE(m_window->commands()->action("file.new")->shortcut(), QKeySequence(QKeySequence::New));
    }

    void languageChangesWithoutARestart()
    {
        Studio* const studio = openCopy("iris.weft");
        static_cast<Application*>(qApp)->setLanguage("zh_CN");
        QTest::qWait(50);
        QCOMPARE(m_window->current(), studio);
        QCOMPARE(m_window->canvasArea()->canvas()->document(), studio->document());
        QCOMPARE(m_window->docks()->titleOf("curves"), QString::fromUtf8("曲线"));
        static_cast<Application*>(qApp)->setLanguage("en");
        QTest::qWait(50);
        QCOMPARE(m_window->docks()->titleOf("curves"), QString("Curves"));
    }

    void settingsTakeEffectAtOnce()
    {
        m_window->settings()->open();
        QVERIFY(m_window->settings()->isVisible());
        QTest::keyClick(m_window->settings(), Qt::Key_Escape);
        QVERIFY(!m_window->settings()->isVisible());
        m_window->commands()->action("view.light")->trigger();
        QVERIFY(!theme().dark);
        QCOMPARE(Preferences::get().value("theme").toString(), QString("light"));
    }

    void preferencesSurviveARestart()
    {
        const QString file = m_folder.filePath("deep/er/settings.json");
        Preferences::get().use(file);
        Preferences::get().set("theme", "light");
        Preferences::get().flush();
        Preferences::get().use({});
        QVERIFY(Preferences::get().value("theme").isNull());
        Preferences::get().use(file);
        QCOMPARE(Preferences::get().value("theme").toString(), QString("light"));
        Preferences::get().use({});
        write(file, "no json {{{");
        Preferences::get().use(file);
        QVERIFY(Preferences::get().value("theme").isNull());
        Preferences::get().use({});
    }

    void theTourHasThreeSteps()
    {
        openCopy("spirals.weft");
        QVERIFY(Tour::isDue());
        m_window->tour()->start();
        QVERIFY(!Tour::isDue());
        QCOMPARE(m_window->tour()->step(), 0);
        addLayer(*m_window->current()->document(), {}, "relu", {0, 500}); // doing what it says goes on
        QTRY_COMPARE(m_window->tour()->step(), 1);
        m_window->tour()->next();
        QCOMPARE(m_window->tour()->step(), 2);
        QVERIFY(m_window->docks()->isInSight("predictions"));
        m_window->tour()->next();
        QVERIFY(!m_window->tour()->isVisible());
    }

    void trainsAndStops()
    {
        Session::setWorkerProgram({}); // on a thread: this program is no worker
        Studio* const studio = openCopy("spirals.weft");
        QTRY_VERIFY_WITH_TIMEOUT(m_window->commands()->action("train.toggle")->isEnabled(), 10000);
        m_window->commands()->action("train.toggle")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(studio->session()->last().step > 3, 60000);
        QTRY_COMPARE(m_window->commands()->action("train.toggle")->text(), QString("&Pause"));
        m_window->commands()->action("train.stop")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!studio->session()->isBusy(), 60000);
        QTRY_COMPARE(m_window->commands()->action("train.toggle")->text(), QString("&Train"));
    }

    void aSlowEventIsTold()
    {
        QStringList told;
        static_cast<Application*>(qApp)->onSlowEvent(
            [&told](const QString& receiver, const QString& event, double) { told << receiver + " " + event; });
        QObject slow;
        slow.setObjectName("slow");
        QMetaObject::invokeMethod(
            &slow, [] { QThread::msleep(80); }, Qt::QueuedConnection);
        QTRY_VERIFY(!told.isEmpty());
        static_cast<Application*>(qApp)->onSlowEvent({});
        QVERIFY2(told.filter("slow").size() == 1, qPrintable(told.join('\n')));
        QVERIFY(told.filter("slow").first().contains("MetaCall"));
    }

    // ---- what a person begins with

    void aTableBecomesAProject_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("classes");
        QTest::newRow("words are predicted") << QByteArray("width,height,colour,kind") << "kind" << true;
        QTest::newRow("a named target") << QByteArray("kind,height,colour,target") << "target" << true;
        QTest::newRow("a number is predicted") << QByteArray("price,height,colour,place") << "price" << false;
    }
    void aTableBecomesAProject()
    {
        QFETCH(QByteArray, header);
        QFETCH(QString, target);
        QFETCH(bool, classes);
        QByteArray text = header + '\n';
        for (int row = 0; row < 60; ++row)
            text += QByteArray::number(row * 1.37) + ',' + QByteArray::number(row % 13 + 0.5) + ','
                + (row % 3 == 0 ? "red" : "blue") + ',' + (row % 2 ? "cat" : "dog") + '\n';
        const QString path = m_folder.filePath("table.csv");
        write(path, text);
        const Project project = guessProject(path.toStdString());
        QCOMPARE(QString::fromStdString(project.data.feeds.at("label")), target);
        QCOMPARE(project.graph.find("loss")->type, std::string(classes ? "cross_entropy" : "mse"));
        Diagnostics diagnostics;
        const PreparedData prepared = prepareData(project.data, ".", diagnostics);
        for (const Diagnostic& one : diagnostics)
            QVERIFY2(one.severity != Severity::error, one.text.c_str());
        QVERIFY(!prepared.train.empty() && !prepared.validation.empty());
        for (const Diagnostic& one : check(project.graph).diagnostics)
            QVERIFY2(one.severity != Severity::error, one.text.c_str());
    }

    void aFolderOfPicturesBecomesAProject()
    {
        for (const char* const kind : {"cats", "dogs", "owls"})
            for (int i = 0; i < 12; ++i) {
                const QString folder = m_folder.filePath(QStringLiteral("animals/") + QLatin1String(kind));
                QVERIFY(QDir().mkpath(folder));
                QImage image(70, 60, QImage::Format_RGB32);
                image.fill(QColor(i * 20, kind[0], 100));
                QVERIFY(image.save(folder + QStringLiteral("/%1.png").arg(i)));
            }
        const Project project = guessProject(m_folder.filePath("animals").toStdString());
        QCOMPARE(project.name, std::string("animals"));
        QCOMPARE(std::get<int64_t>(project.graph.find("scores")->params.at("units")), int64_t(3));
        QCOMPARE(std::get<int64_t>(project.graph.find("image")->params.at("channels")), int64_t(3));
        for (const Diagnostic& one : check(project.graph).diagnostics)
            QVERIFY2(one.severity != Severity::error, one.text.c_str());
        Diagnostics diagnostics;
        const PreparedData prepared = prepareData(project.data, ".", diagnostics);
        QVERIFY2(!hasErrors(diagnostics), diagnostics.empty() ? "" : diagnostics.front().text.c_str());
        QCOMPARE(prepared.data.size, int64_t(36));
    }

    void aFolderOfIdxFilesBecomesAProject()
    {
        writeFashionFolder(m_folder.filePath("Fashion"), 100);
        const Project project = guessProject(m_folder.filePath("Fashion").toStdString());
        QCOMPARE(project.name, std::string("Fashion"));
        QCOMPARE(std::get<int64_t>(project.graph.find("scores")->params.at("units")), int64_t(10));
        QCOMPARE(std::get<int64_t>(project.graph.find("image")->params.at("height")), int64_t(28));
        for (const Diagnostic& one : check(project.graph).diagnostics)
            QVERIFY2(one.severity != Severity::error, one.text.c_str());
        Diagnostics diagnostics;
        const PreparedData prepared = prepareData(project.data, ".", diagnostics);
        QVERIFY2(!hasErrors(diagnostics), diagnostics.empty() ? "" : diagnostics.front().text.c_str());
        QCOMPARE(prepared.samples(Part::test).size(), size_t(20)); // the t10k files
        QCOMPARE(prepared.samples(Part::train).size() + prepared.samples(Part::validation).size(), size_t(100));
        write(m_folder.filePath("Fashion/train-labels-idx1-ubyte"), "no labels");
        QVERIFY_EXCEPTION_THROWN(guessProject(m_folder.filePath("Fashion").toStdString()), Error);
    }

    void whatCantBeBegunWithSaysWhatIsWanted_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("one column") << "one.csv" << QByteArray("a\n1\n2\n") << "at least two columns";
        QTest::newRow("free text") << "text.csv" << [] {
            QByteArray text("a,target\n");
            for (int i = 0; i < 100; ++i)
                text += QByteArray::number(i) + ",word" + QByteArray::number(i) + "\n";
            return text;
        }() << "free text";
        QTest::newRow("another file") << "music.mp3" << QByteArray("ID3") << "neither";
    }
    void whatCantBeBegunWithSaysWhatIsWanted()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        write(m_folder.filePath(name), text);
        try {
            guessProject(m_folder.filePath(name).toStdString());
            QFAIL("nothing was said");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
        }
    }

    void theGistOfANetworkEndsAtItsLoss()
    {
        const Project project = readProject(read(example("fashion_mnist_cnn.weft")).toStdString());
        const NetworkGist gist = gistOf(project);
        QCOMPARE(gist.categories.size(), size_t(7));
        QCOMPARE(gist.categories.front(), std::string("input"));
        QCOMPARE(gist.categories.back(), std::string("loss"));
    }
};

int main(int count, char** words)
{
    Application application(count, words);
    Style::get().apply(application);
    TestWindow test;
    return QTest::qExec(&test, count, words);
}

#include "tst_window.moc"
