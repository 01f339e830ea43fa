#include "tests/support/killed_run.h"
#include "tests/support/small_projects.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace weft;

// As tst_kill, at 100 moments of a run of about half a minute.
class TestKillOften : public QObject {
    Q_OBJECT
private slots:
    void endsAsIfItHadNotBeenKilled()
    {
        QTemporaryDir folder;
        Project project = shapes(400);
        project.data.transforms.push_back({.kind = "augment_flip"});
        project.training.epochs = 900;
        project.training.accumulation = 2;
        project.training.ema = 0.99;
        project.training.validationEvery = 0.5;
        project.training.schedule = {.type = "plateau", .params = {{"patience", int64_t(2)}, {"gamma", 0.8}}};
        project.training.checkpoints.everySteps = 5;
        project.training.checkpoints.everySeconds = 0.1;
        const std::string fault = killAndCompare(project, folder.path().toStdString(), 100, 2);
        QVERIFY2(fault.empty(), fault.c_str());
    }
};

int main(int argc, char** argv)
{
    int exitCode = 0;
    if (trainIfAsked(argc, argv, exitCode))
        return exitCode;
    QCoreApplication application(argc, argv);
    TestKillOften test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_kill_often.moc"
