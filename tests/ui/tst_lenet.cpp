#include "tests/support/weft_program.h"
#include "tests/ui/support/fashion_folder.h"
#include "tests/ui/support/lenet_story.h"
#include "ui/session/session.h"
#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/main_window.h"
#include "ui/windows/settings/preferences.h"

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

// The main job of the program, done in its window as a person does it: from an empty canvas to a network that is
// trained, looked into, saved and opened again. WEFT_SAMPLES says of how many pictures it learns; 0: all.

using namespace weft;

class TestLenet : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    void isBuiltTrainedAndKept_data()
    {
        QTest::addColumn<bool>("byKeys");
        QTest::newRow("by mouse") << false;
        QTest::newRow("by keys alone") << true;
    }
    void isBuiltTrainedAndKept()
    {
        QFETCH(bool, byKeys);
        bool given = false;
        const int many = qEnvironmentVariableIntValue("WEFT_SAMPLES", &given);
        writeFashionFolder(m_folder.filePath("Fashion"), given ? many : 1500);
        Preferences::get().use({});
        Style::get().setReducedMotion(true);
        Session::setWorkerProgram(weftProgram(), Session::Life::withWindow);
        MainWindow window;
        window.resize(1920, 1200);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window, patience));
        LenetStory story(window, m_folder.path());
        const auto fine = [] { return !QTest::currentTestFailed(); };

        byKeys ? story.beginByKeys() : story.beginByMouse();
        if (fine())
            byKeys ? story.buildByKeys() : story.buildByMouse();
        if (fine())
            story.setEpochs(byKeys, 500);
        if (fine())
            story.save(byKeys ? "by keys.weft" : "by mouse.weft");
        if (fine())
            story.train(byKeys);
        if (fine())
            story.watchItLearn(3);
        if (fine())
            story.pause(byKeys);
        if (fine())
            story.changeRate(byKeys, "5e-4");
        if (fine())
            story.resume(byKeys);
        if (fine())
            story.openConfusedSamples(byKeys);
        if (fine())
            story.stop(byKeys);
        if (fine())
            QVERIFY2(story.accuracy() > (many > 0 || !given ? 0.4 : 0.8),
                     qPrintable(QString::number(story.accuracy())));
        if (fine())
            story.reopen(byKeys);
        static std::string other; // what the other way has built
        if (fine() && !other.empty())
            QCOMPARE(story.graph(), other);
        if (fine())
            other = story.graph();
    }
};

int main(int count, char** words)
{
    QStandardPaths::setTestModeEnabled(true);
    QTemporaryDir settings; // nothing is kept of one run for the next
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    qputenv("XDG_STATE_HOME", settings.path().toUtf8());
    Application application(count, words);
    Style::get().apply(application);
    TestLenet test;
    return QTest::qExec(&test, count, words);
}

#include "tst_lenet.moc"
