#include "engine/train/network/answer_targets.h"
#include "tests/support/data_files.h"
#include "tests/support/small_projects.h"
#include "tests/support/training.h"

#include <QTest>

#include <cstring>
#include <memory>

using namespace weft;

namespace {

// y = 1000 · x + 500, learnt by one weight.
Project line()
{
    Project project = spirals();
    project.graph.nodes = {
        node("in", "features", {{"count", int64_t(1)}}),
        node("truth", "tensor", {{"sizes", std::vector<int64_t>()}}),
        node("guess", "dense", {{"units", int64_t(1)}}, {"x=in.y"}),
        node("flat", "reshape", {{"sizes", std::vector<int64_t>()}}, {"x=guess.y"}),
        node("loss", "mse", {}, {"x=flat.y", "target=truth.y"}),
        node("answer", "output", {}, {"x=guess.y"}),
    };
    project.data.sources = {{.format = "csv", .params = {{"file", "line.csv"}}}};
    project.data.transforms = {{.kind = "normalize"}};
    project.data.feeds = {{"in", "x"}, {"truth", "y"}};
    project.training.epochs = 120;
    project.training.learningRate = 0.05;
    return project;
}

std::unique_ptr<DataFolder> lineData()
{
    auto folder = std::make_unique<DataFolder>();
    QByteArray rows = "x,y\n";
    for (int i = 0; i < 40; ++i)
        rows += QByteArray::number(i % 8) + "," + QByteArray::number(1000 * (i % 8) + 500) + "\n";
    folder->write("line.csv", rows);
    return folder;
}

std::vector<float> floats(const SampleValues& values)
{
    std::vector<float> numbers(values.bytes.size() / sizeof(float));
    std::memcpy(numbers.data(), values.bytes.data(), values.bytes.size());
    return numbers;
}

} // namespace

class TestAnswerTargets : public QObject {
    Q_OBJECT
private slots:
    void numbersAreAnsweredInTheUnitOfTheData()
    {
        const std::unique_ptr<DataFolder> folder = lineData();
        Training training(line(), {.projectFolder = folder->path()});
        training.finish();
        const std::vector<int64_t> samples = {0, 3, 6};
        const Predictions said = training.trainer->predict(samples);
        const std::vector<float> truths = floats(said.truths.at(0)), answers = floats(said.predictions.at(0));
        QCOMPARE(truths, (std::vector<float> {500, 3500, 6500}));
        for (size_t i = 0; i < truths.size(); ++i)
            QVERIFY2(std::abs(answers[i] - truths[i]) < 200, qPrintable(QString::number(double(answers[i]))));
    }
    void theTargetIsWhatALossComparesWithTheOutput()
    {
        const std::unique_ptr<DataFolder> folder = lineData();
        Project project = line();
        const PreparedData data = prepareSection(project.data, folder->path());
        QCOMPARE(AnswerTargets(project, data).columnOf("answer"), std::string("y"));
        project.graph.nodes.push_back(node("other", "mae", {}, {"x=guess.y", "target=in.y"}));
        QCOMPARE(AnswerTargets(project, data).columnOf("answer"), std::string()); // of two minds
        project.graph.nodes.back().muted = true;
        QCOMPARE(AnswerTargets(project, data).columnOf("answer"), std::string("y"));
        project.graph.nodes[4].inputs[1].from = {"guess", "y"}; // no column
        QCOMPARE(AnswerTargets(project, data).columnOf("answer"), std::string());
    }
};

QTEST_APPLESS_MAIN(TestAnswerTargets)
#include "tst_answer_targets.moc"
