#include "tests/support/small_projects.h"
#include "tests/support/training.h"

#include <QTest>

#include <cmath>

using namespace weft;

namespace {

// Spirals whose first layer stands still for so many epochs of five updates.
Project frozenFor(int64_t epochs)
{
    Project project = spirals(200); // 160 to train with
    GraphNode& hidden = project.graph.nodes[2];
    hidden.frozen = true;
    hidden.unfreezeAfter = epochs;
    project.training.learningRate = 0.001;
    project.training.epochs = 4;
    return project;
}

double furthest(const std::vector<float>& from, const std::vector<float>& to)
{
    double most = 0;
    for (size_t i = 0; i < from.size(); ++i)
        most = std::max(most, std::abs(double(to[i]) - double(from[i])));
    return most;
}

} // namespace

// Layers that stand still at first and are trained later: GraphNode::unfreezeAfter.
class TestUnfreeze : public QObject {
    Q_OBJECT
private slots:
    void standsStillUntilItsTime()
    {
        Training training(frozenFor(2));
        const std::vector<float> before = training.weight("hidden.weight");
        const std::vector<float> scores = training.weight("scores.weight");
        while (training.trainer->progress().epoch < 2)
            training.trainer->step();
        QCOMPARE(training.trainer->progress().update, int64_t(10));
        QCOMPARE(training.weight("hidden.weight"), before);
        QVERIFY(training.weight("scores.weight") != scores);
        training.trainer->step();
        QVERIFY(training.weight("hidden.weight") != before);
    }

    void withoutATimeItStandsStillForGood()
    {
        Training training(frozenFor(0));
        const std::vector<float> before = training.weight("hidden.weight");
        training.finish();
        QCOMPARE(training.weight("hidden.weight"), before);
    }

    // Adam's first step moves each weight by the learning rate. If an unfrozen weight's first update counted as the
    // eleventh, its means would not be corrected, and it would be thrown 3 times as far.
    void itsFirstUpdateIsAFirstUpdate()
    {
        for (const double scale : {1.0, 0.1}) {
            Project project = frozenFor(2);
            project.graph.nodes[2].learningRateScale = scale;
            project.training.optimizer = {.type = "adam"};
            Training training(project);
            while (training.trainer->progress().epoch < 2)
                training.trainer->step();
            const std::vector<float> before = training.weight("hidden.weight");
            training.trainer->step();
            const double moved = furthest(before, training.weight("hidden.weight"));
            QVERIFY2(std::abs(moved - 0.001 * scale) < 2e-5 * scale, qPrintable(QString::number(moved)));
        }
    }

    void averagesBeginWithTheFirstUpdate()
    {
        Project project = frozenFor(2);
        project.training.ema = 0.99;
        Training training(project);
        while (training.trainer->progress().epoch < 2)
            training.trainer->step();
        QCOMPARE(training.weight("hidden.weight/average"), training.weight("hidden.weight"));
        training.trainer->step();
        QCOMPARE(training.weight("hidden.weight/average"), training.weight("hidden.weight"));
        training.trainer->step();
        QVERIFY(training.weight("hidden.weight/average") != training.weight("hidden.weight"));
    }

    void aBlockFreezesWhatIsInsideForItsOwnTime()
    {
        Project project = spirals(200);
        Block block {.name = "body", .nodes = {project.graph.nodes[2], project.graph.nodes[3]}};
        block.inputs = {{.id = "x"}};
        block.outputs = {{.id = "y", .from = PortRef {"act", "y"}}};
        block.nodes[0].inputs[0].from = {"in", "x"};
        block.nodes[0].frozen = true; // the longer time counts
        block.nodes[0].unfreezeAfter = 1;
        project.graph.blocks = {block};
        project.graph.nodes[2] = node("body", "block", {}, {"x=point.y"});
        project.graph.nodes[2].block = "body";
        project.graph.nodes[2].frozen = true;
        project.graph.nodes[2].unfreezeAfter = 2;
        project.graph.nodes.erase(project.graph.nodes.begin() + 3);
        project.graph.nodes[3].inputs[0].from = {"body", "y"};
        Training training(project);
        const std::vector<float> before = training.weight("body/hidden.weight");
        while (training.trainer->progress().epoch < 2)
            training.trainer->step();
        QCOMPARE(training.weight("body/hidden.weight"), before);
        training.trainer->step();
        QVERIFY(training.weight("body/hidden.weight") != before);
    }

    void tellsWhenItHappens()
    {
        Training training(frozenFor(2));
        training.finish();
        std::vector<Mark> marks;
        for (const Event& event : training.events.drain()) {
            if (const auto* const mark = std::get_if<Mark>(&event))
                marks.push_back(*mark);
        }
        QCOMPARE(marks.size(), size_t(1));
        QCOMPARE(marks[0].step, int64_t(11)); // the first that moves it
        QCOMPARE(marks[0].what, std::string("unfrozen"));
        QCOMPARE(marks[0].after, std::string("1 layer"));
    }

    void countsWhatIsTrainedInTheEnd()
    {
        const Training training(frozenFor(2));
        QCOMPARE(training.trainer->plan().parameters, int64_t(2 * 16 + 16 + 16 * 2 + 2));
    }
};

QTEST_APPLESS_MAIN(TestUnfreeze)
#include "tst_unfreeze.moc"
