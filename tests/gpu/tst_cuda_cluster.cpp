#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cuda/cuda_backend.h"
#include "engine/support/random.h"
#include "engine/train/network/ready_step.h"
#include "tests/support/small_projects.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>
#include <map>

// Training steps of small networks as one kernel: as on the CPU, and several in one launch as one by one.

using namespace weft;

namespace {

constexpr int steps = 12;

Project perceptron(const std::vector<int64_t>& units, bool classifies, const std::string& activation = "relu")
{
    Project project {.name = "Perceptron"};
    project.graph.nodes.push_back(node("x", "features", {{"count", units.front()}}));
    std::string last = "x.y";
    for (size_t i = 1; i < units.size(); ++i) {
        const std::string number = std::to_string(i);
        project.graph.nodes.push_back(node("dense" + number, "dense", {{"units", units[i]}}, {"x=" + last}));
        last = "dense" + number + ".y";
        if (i + 1 == units.size())
            break;
        project.graph.nodes.push_back(node("act" + number, activation, {}, {"x=" + last}));
        last = "act" + number + ".y";
    }
    if (classifies) {
        project.graph.nodes.push_back(node("target", "label", {{"classes", units.back()}}));
        project.graph.nodes.push_back(node("loss", "cross_entropy", {}, {"x=" + last, "target=target.y"}));
        project.graph.nodes.push_back(node("accuracy", "accuracy", {}, {"x=" + last, "target=target.y"}));
    } else {
        project.graph.nodes.push_back(node("target", "tensor", {{"sizes", std::vector<int64_t> {units.back()}}}));
        project.graph.nodes.push_back(node("loss", "mse", {}, {"x=" + last, "target=target.y"}));
    }
    project.training.batchSize = 16;
    project.training.learningRate = 0.01;
    return project;
}

struct Run {
    std::vector<double> numbers = {}; // finite, objective, gradient norm and terms of each step
    std::map<std::string, std::vector<std::byte>> states = {};
};

// Steps on made-up batches, `together` of them in one launch.
Run run(const Project& project, Backend& backend, int together, bool breaks = false)
{
    States states(backend, 7);
    ReadyStep step(project, {.kind = StepKind::train, .batch = project.training.batchSize, .guarded = true}, states, {},
                   together);
    Run out;
    for (int first = 0; first < steps; first += together) {
        for (int k = 0; k < together; ++k) {
            std::vector<std::vector<std::byte>> columns;
            for (const StepProgram::FeedInfo& feed : step.step().feeds) {
                RandomSequence random(uint64_t(first + k), streamOf(feed.node));
                const auto elements = size_t(project.training.batchSize * feed.shape.elements());
                std::vector<std::byte>& bytes = columns.emplace_back(elements * 4);
                for (size_t i = 0; i < elements; ++i) {
                    const auto label = int32_t(random.below(uint32_t(std::max<int64_t>(1, feed.classes))));
                    const auto number =
                        breaks && first + k == 5 ? std::numeric_limits<float>::infinity() : float(random.normal());
                    std::memcpy(bytes.data() + i * 4,
                                feed.dtype == DType::i32 ? static_cast<const void*>(&label) : &number, 4);
                }
            }
            const std::vector<std::span<const std::byte>> spans(columns.begin(), columns.end());
            step.writeFeeds(spans, k);
            step.writeKey(1, first + k, k);
            step.writeNumber("learning_rate", project.training.learningRate, k);
            step.writeNumber("update", first + k + 1, k);
        }
        step.run(together);
        for (int k = 0; k < together; ++k) {
            Executable& executable = step.executable();
            for (const char* name : {"finite", "objective", "gradient_norm", "terms"}) {
                const int output = *executable.findOutput(name);
                std::vector<float> values(size_t(executable.outputInfo(output).shape.elements()));
                executable.read(output, std::as_writable_bytes(std::span(values)), k);
                out.numbers.insert(out.numbers.end(), values.begin(), values.end());
            }
        }
    }
    for (const auto& [name, entry] : states.entries()) {
        std::vector<std::byte>& bytes = out.states[name];
        bytes.resize(entry.info.bytes());
        states.read(name, bytes);
    }
    return out;
}

} // namespace

class TestCudaCluster : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        std::string whyNot;
        if (cudaDevices(&whyNot).empty())
            QSKIP(qPrintable("There is no GPU to run on: " + QString::fromStdString(whyNot)));
        m_gpu = makeCudaBackend(0);
        m_nodes = makeCudaBackend(0, {.wholePrograms = false});
    }

    void networks_data()
    {
        QTest::addColumn<Project>("project");
        const auto row = [](const char* name, Project project, int64_t batch, const char* optimizer,
                            const char* precision) {
            project.training.batchSize = batch;
            project.training.optimizer.type = optimizer;
            project.training.precision = precision;
            QTest::newRow(name) << project;
        };
        row("units shared out", perceptron({784, 128, 10}, true), 16, "adam", "tf32");
        row("units shared out, f32", perceptron({784, 128, 10}, true), 16, "adam", "f32");
        row("samples shared out", perceptron({13, 64, 64, 1}, false), 256, "adam", "tf32");
        row("samples shared out, f32", perceptron({13, 64, 64, 1}, false), 256, "adamw", "f32");
        row("odd sizes", perceptron({7, 19, 11, 3}, true, "tanh"), 5, "sgd", "f32");
        row("one layer", perceptron({20, 4}, true), 32, "rmsprop", "f32");
        Project clipped = perceptron({30, 48, 32, 5}, true, "gelu");
        clipped.training.clipNorm = 0.5;
        clipped.training.clipValue = 0.1;
        clipped.training.ema = 0.9;
        row("clipped and averaged", clipped, 64, "adamw", "f32");
    }

    void learnsAsOnTheCpu_data() { networks_data(); }
    void learnsAsOnTheCpu()
    {
        QFETCH(Project, project);
        const auto cpu = makeCpuBackend();
        const Run found = run(project, *m_gpu, 1), expected = run(project, *cpu, 1);
        // TF32 rounds operands to ten bits: a count of right answers may differ, and every update makes more of it.
        const bool rounds = project.training.precision == "tf32";
        QCOMPARE(found.numbers.size(), expected.numbers.size());
        const size_t each = found.numbers.size() / steps;
        for (size_t i = 0; i < found.numbers.size(); ++i) {
            if (rounds && i % each > 2)
                continue;
            const double relative = rounds ? 5e-3 + 5e-3 * double(i / each) : 5e-4;
            const double allowed = relative * std::max(1e-3, std::abs(expected.numbers[i]));
            QVERIFY2(std::abs(found.numbers[i] - expected.numbers[i]) <= allowed,
                     qPrintable(QString("number %1: %2 on the GPU, %3 on the CPU")
                                    .arg(i)
                                    .arg(found.numbers[i], 0, 'g', 9)
                                    .arg(expected.numbers[i], 0, 'g', 9)));
        }
    }

    void manyStepsInOneLaunchAreAsOneByOne_data() { networks_data(); }
    void manyStepsInOneLaunchAreAsOneByOne()
    {
        QFETCH(Project, project);
        States states(*m_gpu, 7);
        const ReadyStep step(project, {.kind = StepKind::train, .batch = project.training.batchSize}, states, {},
                             steps);
        if (step.stepsAtOnce() == 1)
            QSKIP("It does not run as one kernel on this GPU.");
        const Run single = run(project, *m_gpu, 1), pairs = run(project, *m_gpu, 2), all = run(project, *m_gpu, steps);
        QCOMPARE(pairs.numbers, single.numbers);
        QCOMPARE(all.numbers, single.numbers);
        QVERIFY(pairs.states == single.states);
        QVERIFY(all.states == single.states);
    }

    void nothingMovesAfterAStepThatIsNotFinite()
    {
        const Project project = perceptron({784, 128, 10}, true);
        const Run one = run(project, *m_gpu, 1, true), all = run(project, *m_gpu, steps, true);
        const size_t each = one.numbers.size() / steps;
        for (size_t i = 0; i < steps; ++i)
            QCOMPARE(one.numbers[i * each], i == 5 ? 0.0 : 1.0);
        QVERIFY(all.states == one.states);
        for (const auto& [name, bytes] : all.states)
            QVERIFY2(allFinite(DType::f32, bytes), name.c_str());
        const Run nodes = run(project, *m_nodes, 1, true);
        std::vector<std::byte> closed(4); // the guard: no state moves any more
        QVERIFY(all.states.at(guardName) == closed);
        QVERIFY(nodes.states.at(guardName) == closed);
    }

private:
    std::unique_ptr<Backend> m_gpu, m_nodes;
};

QTEST_GUILESS_MAIN(TestCudaCluster)
#include "tst_cuda_cluster.moc"
