#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"
#include "tests/ui/killed_worker.h"

#include <QGuiApplication>
#include <QTemporaryDir>

using namespace weft;

class TestSessionKills : public QObject {
    Q_OBJECT
private slots:
    void aWindowOutlivesAHundredWorkers()
    {
        Session::setWorkerProgram(weftProgram(), Session::Life::withWindow);
        QTemporaryDir folder;
        Project project = shapes(200);
        project.training.epochs = 400;
        project.training.checkpoints.everySteps = 5;
        const QString fault = killAndResume(project, folder.path().toStdString(), 100, 11);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
};

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QTEST_FUNCTION_TIMEOUT", "3000000"); // 5 minutes are not enough
    QGuiApplication application(argc, argv);
    TestSessionKills test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_session_kills.moc"
