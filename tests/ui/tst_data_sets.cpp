#include "engine/data/data_sets.h"
#include "tests/support/weft_program.h"
#include "tests/ui/support/window_hand.h"
#include "tests/ui/support/window_test.h"
#include "ui/panels/data/data_panel.h"
#include "ui/panels/data/data_reader.h"
#include "ui/session/own_program.h"
#include "ui/session/session.h"
#include "ui/style/controls/empty_state.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/panels/workspaces.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/settings/data_sets_folder.h"
#include "ui/windows/settings/preferences.h"
#include "ui/windows/settings/settings_page.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

// A project whose data lies in the folder of data sets finds it once a person has said where that is.

using namespace weft;

class TestDataSets : public WindowTest {
    Q_OBJECT

    QByteArray m_environment;

    DataPanel* samples() const
    {
        return qobject_cast<DataPanel*>(m_window->docks()->widgetOf(QStringLiteral("samples")));
    }
    QPushButton* button(QWidget* panel) const { return panel->findChild<EmptyState*>()->findChild<QPushButton*>(); }

private slots:
    void initTestCase() { Session::setWorkerProgram(weftProgram(), Session::Life::withWindow); }
    void init()
    {
        m_environment = qgetenv("WEFT_DATA");
        qunsetenv("WEFT_DATA");
        makeWindow();
    }
    void cleanup()
    {
        closeWindow();
        keepDataSets({});
        qunsetenv("WEFT_DATA");
        if (!m_environment.isEmpty())
            qputenv("WEFT_DATA", m_environment);
    }

    void theButtonAsksForTheFolderAndTheDataIsThere()
    {
        Studio* const studio = openCopy("iris.weft");
        QVERIFY(studio);
        m_window->setWorkspace(Workspace::data);
        QTRY_VERIFY(button(samples())->isVisible());
        QVERIFY(samples()->reader()->trouble().contains("WEFT_DATA"));
        WindowHand hand(*m_window);
        hand.click(button(samples()));
        QVERIFY(hand.answerFileDialog(flowers()));
        QTRY_VERIFY(samples()->reader()->view());
        QVERIFY(!button(samples())->isVisible());
        QCOMPARE(keptDataSets(), m_folder.filePath("sets"));
        QCOMPARE(QString::fromStdString(dataSetsFolder()), m_folder.filePath("sets"));

        qputenv("WEFT_DATA", ""); // says nothing
        studio->session()->start(studio->document()->project(), studio->document()->file(), {});
        QTRY_COMPARE(studio->session()->state(), Session::State::ended);
        QVERIFY(studio->session()->last().step > 0); // its worker found the data too
    }

    void commandsBesideTheWindowKnowTheFolder()
    {
        const QString program = Session::workerProgram();
        Session::setWorkerProgram("/usr/bin/env"); // which says what it is told
        keepDataSets(m_folder.filePath("sets"));
        for (const char* const given : {"", "/given"}) {
            qputenv("WEFT_DATA", given);
            OwnProgram command;
            QStringList said;
            connect(&command, &OwnProgram::said, this, [&said](const QString& line) {
                if (line.startsWith("WEFT_DATA="))
                    said << line;
            });
            QSignalSpy ended(&command, &OwnProgram::ended);
            command.start({});
            QVERIFY(ended.wait(patience));
            QCOMPARE(said, QStringList("WEFT_DATA=" + (*given ? QString(given) : m_folder.filePath("sets"))));
        }
        Session::setWorkerProgram(program, Session::Life::withWindow);
    }

    void forgettingAllSettingsForgetsIt()
    {
        keepDataSets(flowers());
        for (QAbstractButton* const one : m_window->settings()->findChildren<QAbstractButton*>()) {
            if (one->text() == QLatin1String("Forget all settings"))
                one->click();
        }
        QVERIFY(keptDataSets().isEmpty());
        QVERIFY(dataSetsFolder().empty());
    }

    void anotherFolderCanBeChosenWhenItWasTheWrongOne()
    {
        keepDataSets(m_folder.filePath("nowhere"));
        QVERIFY(openCopy("iris.weft"));
        m_window->setWorkspace(Workspace::data);
        QTRY_VERIFY(button(samples())->isVisible());
        keepDataSets(flowers());
        QTRY_VERIFY(samples()->reader()->view());
    }

    void theEnvironmentCounts()
    {
        keepDataSets(m_folder.filePath("nowhere"));
        qputenv("WEFT_DATA", flowers().toLocal8Bit());
        QVERIFY(openCopy("iris.weft"));
        m_window->setWorkspace(Workspace::data);
        QTRY_VERIFY(samples()->reader()->view());
    }

    void aPathThatIsNoneIsSaidAndNoFolderIsAskedFor()
    {
        keepDataSets(flowers());
        const QString file = m_folder.filePath("odd.weft");
        write(file, read(example("iris.weft")).replace("iris.csv", "a\\u0000b.csv"));
        QVERIFY(open(file));
        m_window->setWorkspace(Workspace::data);
        QTRY_VERIFY(!samples()->reader()->trouble().isEmpty());
        QVERIFY(!samples()->reader()->needsDataSets());
    }

    void aProjectWithItsOwnDataIsNotAskedFor()
    {
        const QString file = m_folder.filePath("own.weft");
        write(file, read(example("iris.weft")).replace("${WEFT_DATA}/tabular/iris/", ""));
        QVERIFY(open(file));
        m_window->setWorkspace(Workspace::data);
        QTRY_VERIFY(!samples()->reader()->trouble().isEmpty());
        QVERIFY(!button(samples())->isVisible());
    }
};

int main(int count, char** words)
{
    TestDataSets test;
    return runWindowTest(test, count, words);
}

#include "tst_data_sets.moc"
