#include "tests/support/killed_run.h"
#include "tests/support/small_projects.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace weft;

// As tst_kill, at 100 moments of a run of about half a minute.
class TestKillOften : public QObject {
    Q_OBJECT

    static Project project()
    {
        Project made = shapes(400);
        made.data.transforms.push_back({.kind = "augment_flip"});
        made.training.epochs = 900;
        made.training.accumulation = 2;
        made.training.ema = 0.99;
        made.training.validationEvery = 0.5;
        made.training.schedule = {.type = "plateau", .params = {{"patience", int64_t(2)}, {"gamma", 0.8}}};
        made.training.checkpoints.everySteps = 5;
        made.training.checkpoints.everySeconds = 0.1;
        return made;
    }

private slots:
    void endsAsIfItHadNotBeenKilled()
    {
        QTemporaryDir folder;
        const std::string fault = killAndCompare(project(), folder.path().toStdString(), 100, 2);
        QVERIFY2(fault.empty(), fault.c_str());
    }

    void theCommandGoesOnLikewise()
    {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        const std::string fault = killAndCompare(project(), path, 100, 4, weftCommand());
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
    TestKillOften test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_kill_often.moc"
