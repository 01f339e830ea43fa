#include "tests/support/small_projects.h"
#include "tests/support/training.h"

#include <QTest>

using namespace weft;
Q_DECLARE_METATYPE(weft::Project)

class TestTrainerRefusals : public QObject {
    Q_OBJECT

private slots:
    void saysWhatDoesNotFitBeforeTraining_data()
    {
        QTest::addColumn<Project>("project");
        QTest::addColumn<QString>("says");
        Project project = spirals();
        project.graph.nodes[0].params["count"] = int64_t(3);
        QTest::newRow("features") << project << "“x” has samples of 2, but this input takes 3";
        project = spirals();
        project.graph.nodes[1].params["classes"] = int64_t(2);
        project.data.sources[0].params["classes"] = int64_t(5);
        QTest::newRow("classes") << project << "set its number of classes to 5";
        project = spirals();
        project.graph.nodes[1].params["classes"] = int64_t(10);
        project.data.sources[0].params["classes"] = int64_t(3);
        QTest::newRow("labels beyond the scores")
            << project << "has the label “2”, number 2 counted from 0, but there are scores for 2 classes";
        project.graph.nodes[5].params["ignore"] = int64_t(1); // another than the one that is too many
        QTest::newRow("another label is ignored") << project << "has the label “2”";
        project = spirals();
        project.data.feeds["arm"] = "x";
        QTest::newRow("numbers for classes") << project << "this input takes classes";
        project = spirals();
        project.data.feeds.erase("point");
        QTest::newRow("nothing feeds an input") << project << "choose one of: x, label";
        project = spirals();
        project.training.optimizer.type = "adman";
        QTest::newRow("an optimizer that is not") << project << "adman";
        project = spirals();
        project.training.schedule.type = "cosin";
        QTest::newRow("a schedule that is not") << project << "cosin";
        QTest::newRow("no loss") << [] {
            Project without = spirals();
            without.graph.nodes.resize(5);
            return without;
        }() << "no loss";
    }

    void saysWhatDoesNotFitBeforeTraining()
    {
        QFETCH(Project, project);
        QFETCH(QString, says);
        try {
            Training training(project);
            QFAIL("nothing was said");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains(says), error.what());
        }
    }

    // The label node says how many there may be at most.
    void takesAsManyScoresAsThereAreLabels()
    {
        Project project = spirals();
        project.graph.nodes[1].params["classes"] = int64_t(256);
        Training enough(project);
        project.data.sources[0].params["classes"] = int64_t(3);
        for (const size_t judge : {5, 6})
            project.graph.nodes[judge].params["ignore"] = int64_t(2);
        Training butOne(project);
        butOne.finish();
    }
};

QTEST_APPLESS_MAIN(TestTrainerRefusals)
#include "tst_trainer_refusals.moc"
