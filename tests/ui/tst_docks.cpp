#include "tests/ui/support/window_test.h"
#include "ui/style/style.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/panels/panels.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/settings/preferences.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMouseEvent>
#include <QTest>

// Panels stand where they are put, and where they were.

using namespace weft;

namespace {

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

class TestDocks : public WindowTest {
    Q_OBJECT

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
    void init() { makeWindow(); }
    void cleanup() { closeWindow(); }

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

    void titlesGiveWayToIconsBeforeTheyAreCut()
    {
        openCopy("iris.weft");
        m_window->resize(1280, 720);
        QTRY_VERIFY(m_window->isCompact());
        Style::get().setFontScale(1.5);
        QTest::qWait(50);
        const DockArea* const area = m_window->docks()->areaOf("predictions");
        TabStrip* const tabs = area->tabs();
        QVERIFY(area->panels().size() > 3);
        int shorts = 0;
        for (int current = 0; current < tabs->count(); ++current) {
            tabs->setCurrentIndex(current);
            QVERIFY(!tabs->isShort(current));
            for (int tab = 0; tab < tabs->count(); ++tab) {
                QTRY_VERIFY2(!tabs->isCut(tab), qPrintable(tabs->tabText(tab))); // tools of the panel give way
                shorts += tabs->isShort(tab);
            }
            QTRY_VERIFY(tabs->tabRect(tabs->count() - 1).right() < tabs->width());
        }
        QVERIFY(shorts > 0);
        Style::get().setFontScale(1);
        QTest::qWait(50);
        for (int tab = 0; tab < tabs->count(); ++tab)
            QVERIFY(!tabs->isShort(tab));
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

    // What a person has arranged is there again the next day.
    void aRearrangedWindowComesBackAsItWas()
    {
        const QString settings = m_folder.filePath("settings.json");
        Preferences::get().use(settings);
        openCopy("iris.weft");
        DockSite* docks = m_window->docks();
        drag(docks->areaOf("log")->tabs(), "log",
             docks->areaOf("device")->mapToGlobal(docks->areaOf("device")->rect().center()));
        const DockArea* const inspector = docks->areaOf("inspector");
        drag(docks->areaOf("problems")->tabs(), "problems",
             inspector->mapToGlobal(QPoint(inspector->width() / 2, inspector->height() - 30)));
        drag(docks->areaOf("outline")->tabs(), "outline", m_window->mapToGlobal(QPoint(100, -80)));
        QVERIFY(docks->areaOf("outline")->window() != m_window.get());
        const QStringList areas = areasOf(docks->save());
        const int height = docks->areaOf("problems")->height();
        const QSize floating = docks->areaOf("outline")->window()->size();
        QTest::qWait(50); // what changed is kept a moment later
        m_window.reset();
        Preferences::get().flush();
        Preferences::get().use({});
        Preferences::get().use(settings);
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1920, 1200);
        m_window->show();
        openCopy("iris.weft");
        docks = m_window->docks();
        QCOMPARE(areasOf(docks->save()), areas);
        QCOMPARE(docks->areaOf("problems")->height(), height);
        QVERIFY(docks->areaOf("outline")->window() != m_window.get());
        QCOMPARE(docks->areaOf("outline")->window()->size(), floating);
        Preferences::get().use({});
    }
};

int main(int count, char** words)
{
    TestDocks test;
    return runWindowTest(test, count, words);
}

#include "tst_docks.moc"
