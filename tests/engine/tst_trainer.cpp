#include "engine/train/trainer.h"
#include "tests/support/small_projects.h"

#include <QTest>

using namespace weft;

class TestTrainer : public QObject {
    Q_OBJECT
private slots:
    void learnsTheSpirals()
    {
        Project project = spirals(600);
        project.training.epochs = 60;
        EventQueue events;
        Trainer trainer(project, {}, events);
        while (trainer.step() != Trainer::State::ended) { }
        const Progress& progress = trainer.progress();
        QCOMPARE(progress.update, int64_t(60) * 15);
        QCOMPARE(progress.history.size(), size_t(60));
        const NamedNumbers& first = progress.history.front().values;
        const NamedNumbers& last = progress.history.back().values;
        QVERIFY(*find(last, "train/loss") < 0.5 * *find(first, "train/loss"));
        QVERIFY2(*find(last, "validation/accuracy") > 0.9,
                 qPrintable(QString::number(*find(last, "validation/accuracy"))));
    }
};

QTEST_APPLESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
