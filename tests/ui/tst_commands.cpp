#include "tests/ui/support/window_test.h"
#include "ui/canvas/canvas.h"
#include "ui/document/actions.h"
#include "ui/style/style.h"
#include "ui/windows/bars/keycap.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/overlays/command_palette.h"
#include "ui/windows/overlays/shortcut_overlay.h"
#include "ui/windows/overlays/tour.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/settings/key_presets.h"
#include "ui/windows/settings/preferences.h"
#include "ui/windows/settings/settings_page.h"

#include <QLineEdit>
#include <QMenuBar>
#include <QTest>

#include <algorithm>

// Commands, keys, settings and the tour: what the window can do, and how it is asked.

using namespace weft;

class TestCommands : public WindowTest {
    Q_OBJECT

private slots:
    void init() { makeWindow(); }
    void cleanup() { closeWindow(); }

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

    void oneCardIsOpenAtATime()
    {
        m_window->commands()->action("help.shortcuts")->trigger();
        m_window->commandPalette()->ask();
        QVERIFY(m_window->commandPalette()->isVisible());
        m_window->settings()->open();
        QVERIFY(m_window->settings()->isVisible() && !m_window->commandPalette()->isVisible());
        for (const ShortcutOverlay* const card : m_window->findChildren<ShortcutOverlay*>())
            QVERIFY(!card->isVisible());
        QTest::keyClick(m_window->settings(), Qt::Key_Escape);
    }

    void aKeyIsShownWithItsPlus()
    {
        QCOMPARE(keyText(QKeySequence("Ctrl+Shift+P")), QString("Ctrl Shift P"));
        QCOMPARE(keyText(QKeySequence("Ctrl++")), QString("Ctrl +"));
        QCOMPARE(keyText(QKeySequence("+")), QString("+"));
    }

    void everyCommandHasATitleAndSaysWhyNot()
    {
        for (QAction* const action : m_window->commands()->all()) {
            QVERIFY2(!action->text().isEmpty() && !action->objectName().isEmpty(), qPrintable(action->objectName()));
            QVERIFY2(Commands::categoryTitle(Commands::categoryOf(action)) != Commands::categoryOf(action),
                     qPrintable(action->objectName()));
        }
        for (const char* const id : {"file.save", "train.toggle", "train.stop", "edit.undo"})
            QTRY_VERIFY2(!m_window->commands()->action(id)->statusTip().isEmpty(), id);
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
        const auto look = [&] {
            for (QAction* const action : m_window->commands()->all())
                for (QAction* const other : m_window->commands()->conflicts(action->objectName(), action->shortcut()))
                    if (action->objectName() < other->objectName() && action->isEnabled() && other->isEnabled())
                        shared << action->objectName() + " = " + other->objectName() + ": "
                                + action->shortcut().toString();
        };
        look();
        Studio* const studio = openCopy("char_gpt.weft"); // with a block
        QVERIFY(studio);
        const std::vector<GraphNode>& nodes = studio->document()->nodes({});
        std::set<std::string> picked;
        for (const GraphNode& node : nodes) { // one, two, … of them
            picked.insert(node.id);
            studio->selection()->set(picked);
            look();
        }
        const auto block = std::ranges::find(nodes, "block", &GraphNode::type);
        QVERIFY(block != nodes.end());
        studio->selection()->select(block->id);
        look();
        studio->selection()->enter(block->block, block->id);
        look();
        shared.removeDuplicates();
        QVERIFY2(shared.isEmpty(), qPrintable(shared.join('\n')));
    }

    // Who looks for a command in the menus finds it, but for the canvas's plain keys.
    void everyCommandIsInAMenu()
    {
        QStringList missing;
        const auto* const bar = m_window->findChild<QMenuBar*>();
        QVERIFY(bar);
        QList<QAction*> listed;
        for (const QMenu* const menu : bar->findChildren<QMenu*>())
            listed << menu->actions();
        for (QAction* const action : m_window->commands()->all())
            if (!listed.contains(action) && Commands::categoryOf(action) != QLatin1String("canvas"))
                missing << action->objectName();
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join('\n')));
    }

    void theShortcutsAreReadAloud()
    {
        openCopy("iris.weft");
        m_window->commands()->action("help.shortcuts")->trigger();
        const QString spoken = m_window->shortcuts()->accessibleDescription();
        QVERIFY2(spoken.contains("Bypass: Ctrl B") && spoken.contains("Save: Ctrl S"), qPrintable(spoken));
        m_window->shortcuts()->close();
    }

    // Of what each preset renames, all is there.
    void presetsAreOfCommandsThatThereAre()
    {
        for (const QString& command : presetCommands())
            QVERIFY2(m_window->commands()->action(command), qPrintable(command));
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
        QVERIFY(speak("zh_CN"));
        QCOMPARE(m_window->current(), studio);
        QCOMPARE(m_window->canvasArea()->canvas()->document(), studio->document());
        QCOMPARE(m_window->docks()->titleOf("curves"), QString::fromUtf8("曲线"));
        QVERIFY(speak("en"));
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
};

int main(int count, char** words)
{
    TestCommands test;
    return runWindowTest(test, count, words);
}

#include "tst_commands.moc"
