#include "tests/support/killed_run.h"
#include "tests/support/small_projects.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace weft;

// kill -9 at random moments, saving included: whatever is resumed ends as if nothing had happened.
class TestKill : public QObject {
    Q_OBJECT
private slots:
    void endsAsIfItHadNotBeenKilled()
    {
        QTemporaryDir folder;
        Project project = spirals(2000);
        project.training.epochs = 20;
        project.training.ema = 0.99;
        project.training.schedule = {.type = "cosine", .params = {{"warmup_steps", int64_t(20)}}};
        project.training.checkpoints.everySteps = 10;
        const std::string fault = killAndCompare(project, folder.path().toStdString(), 8, 1);
        QVERIFY2(fault.empty(), fault.c_str());
    }

    void theCommandGoesOnLikewise()
    {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        Project project = spirals(2000);
        project.training.epochs = 30;
        project.training.checkpoints.everySteps = 10;
        const std::string fault = killAndCompare(project, path, 4, 3, weftCommand());
        QVERIFY2(fault.empty(), fault.c_str());
        const std::string hash = stateHashOf(path + "/whole/1");
        QCOMPARE(hash.size(), size_t(64));
        QCOMPARE(stateHashOf(path + "/cut/1"), hash);
    }
};

int main(int argc, char** argv)
{
    int exitCode = 0;
    if (trainIfAsked(argc, argv, exitCode))
        return exitCode;
    QCoreApplication application(argc, argv);
    TestKill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_kill.moc"
