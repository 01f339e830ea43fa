#include "engine/train/observe/observer.h"
#include "engine/train/observe/tensor_statistics.h"
#include "tests/support/run_events.h"
#include "tests/support/small_projects.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

using namespace weft;

namespace {

// shapes() with everything that a look from outside could disturb.
Project delicate()
{
    Project project = shapes(50);
    project.graph.nodes[6] = node("drop", "dropout", {}, {"x=pool.y"});
    project.graph.nodes.push_back(node("scores", "dense", {{"units", int64_t(4)}}, {"x=drop.y"}));
    project.training.ema = 0.9;
    project.training.accumulation = 2;
    return project;
}

// 12 samples, all in each step and all in each look.
Project fullBatch()
{
    Project project = spirals(12);
    project.data.split = {.validation = 0};
    project.training.batchSize = 12;
    project.training.optimizer = {.type = "sgd"};
    project.training.learningRate = 1;
    return project;
}

std::vector<float> stateOf(Trainer& trainer, const std::string& name)
{
    std::vector<float> values(trainer.states().entries().at(name).info.bytes() / 4);
    trainer.states().read(name, std::as_writable_bytes(std::span(values)));
    return values;
}

const Histogram& histogram(const NodeDetail& detail, const std::string& of)
{
    return *std::ranges::find(detail.histograms, of, &Histogram::of);
}

const NodeSummary& summary(const Observation& observation, const std::string& node)
{
    return *std::ranges::find(observation.nodes, node, &NodeSummary::node);
}

int64_t sum(const Histogram& one)
{
    return std::accumulate(one.counts.begin(), one.counts.end(), int64_t(0));
}

} // namespace

class TestObserver : public QObject {
    Q_OBJECT
private slots:
    void trainingDoesNotNoticeThatItIsObserved()
    {
        EventQueue events;
        Trainer alone(delicate(), {}, events);
        Trainer observed(delicate(), {}, events);
        Observer observer(observed, events);
        for (int i = 0; i < 12; ++i) {
            observer.ask({.nodes = {"conv", "norm", "drop", "scores"}, .times = i % 2 == 1});
            observer.look(true);
            alone.step();
            observed.step();
            observer.compare();
            QCOMPARE(observed.stateHash(), alone.stateHash());
        }
        QCOMPARE(all<Preview>(events.drain()).size(), size_t(1)); // so both told theirs
    }

    // A kernel is measured by many launches in a row, which leave nothing of what it makes in place.
    void measuringTimesChangesNoFigure()
    {
        EventQueue events;
        Trainer trainer(delicate(), {}, events);
        Observer observer(trainer, events);
        trainer.step();
        events.drain();
        Observation seen[2];
        for (const bool times : {false, true}) {
            observer.ask({.nodes = {"conv", "norm", "drop", "scores"}, .times = times});
            observer.look(false);
            seen[times] = all<Observation>(events.drain()).front();
        }
        QVERIFY(summary(seen[0], "conv").gradientRms > 0);
        QCOMPARE(seen[1].nodes.size(), seen[0].nodes.size());
        for (size_t i = 0; i < seen[0].nodes.size(); ++i) {
            const NodeSummary& plain = seen[0].nodes[i];
            if (std::isfinite(plain.gradientRms))
                QCOMPARE(seen[1].nodes[i].gradientRms, plain.gradientRms);
            QCOMPARE(seen[1].nodes[i].activationRms, plain.activationRms);
        }
        QCOMPARE(seen[1].details.size(), seen[0].details.size());
        for (size_t i = 0; i < seen[0].details.size(); ++i)
            QVERIFY(seen[1].details[i].histograms == seen[0].details[i].histograms);
    }

    void figuresAreThoseOfTheTraining()
    {
        EventQueue events;
        Trainer trainer(fullBatch(), {}, events);
        Observer observer(trainer, events);
        events.drain();
        const std::vector<float> before = stateOf(trainer, "hidden.weight");
        observer.ask({.nodes = {"hidden", "act"}});
        observer.look(true);
        QVERIFY(all<Observation>(events.drain()).empty()); // it waits for the update
        trainer.step();
        observer.compare();
        const Observation seen = all<Observation>(events.drain()).front();
        QCOMPARE(seen.step, int64_t(0));
        const std::vector<float> after = stateOf(trainer, "hidden.weight");
        std::vector<float> moved(after.size());
        for (size_t i = 0; i < moved.size(); ++i)
            moved[i] = before[i] - after[i]; // the gradient: the learning rate is 1
        const NodeDetail& hidden = seen.details.front();
        QCOMPARE(hidden.node, std::string("hidden"));
        const Histogram& gradient = histogram(hidden, "weight/gradient");
        QCOMPARE(sum(gradient), int64_t(moved.size()));
        QVERIFY(std::abs(gradient.low - *std::ranges::min_element(moved)) < 1e-5f);
        QVERIFY(std::abs(gradient.high - *std::ranges::max_element(moved)) < 1e-5f);
        const Histogram& weight = histogram(hidden, "weight");
        QCOMPARE(weight.low, *std::ranges::min_element(before));
        const auto update = std::ranges::find(hidden.updates, "weight", &UpdateRatio::weight);
        QVERIFY(update != hidden.updates.end());
        QVERIFY(std::abs(update->ratio / (rmsOf(moved) / rmsOf(before)) - 1) < 1e-3f);

        // 12 samples of 16 units; what is not above 0 before the ReLU is 0 after it.
        const Histogram& activation = histogram(seen.details[1], "activation");
        QCOMPARE(sum(activation), int64_t(12 * 16));
        QCOMPARE(activation.low, 0.0f);
        const NodeSummary& act = summary(seen, "act");
        const double square = double(activation.mean) * double(activation.mean)
            + double(activation.deviation) * double(activation.deviation);
        QVERIFY(std::abs(double(act.activationRms) - std::sqrt(square)) < 1e-4);
        QCOMPARE(seen.details[1].zeros.size(), size_t(16));
        const float zeros = std::accumulate(seen.details[1].zeros.begin(), seen.details[1].zeros.end(), 0.0f) / 16;
        QVERIFY(std::abs(zeros - act.zeros) < 1e-5f);
        QVERIFY(act.zeros > 0.1f && act.zeros < 0.9f);
        QCOMPARE(act.bytes, 12.0 * 16 * 4);
        QVERIFY(act.gradientRms > 0);
        QVERIFY(std::isnan(act.milliseconds));
        QVERIFY(std::isnan(summary(seen, "accuracy").gradientRms));
    }

    void deadUnitsAndExplosionsShow()
    {
        EventQueue events;
        Trainer trainer(fullBatch(), {}, events);
        std::vector<float> bias = stateOf(trainer, "hidden.bias");
        bias[3] = -1e6f;
        trainer.states().write("hidden.bias", std::as_bytes(std::span(bias)));
        Observer observer(trainer, events);
        events.drain();
        observer.ask({.nodes = {"act"}});
        observer.look(false);
        const std::vector<Event> told = events.drain();
        const Observation seen = all<Observation>(told).front();
        QCOMPARE(seen.details.front().zeros[3], 1.0f);
        QVERIFY(seen.details.front().zeros[2] < 1);
        QCOMPARE(all<MonitoringCost>(told).size(), size_t(1));
        bias[3] = std::numeric_limits<float>::infinity();
        trainer.states().write("hidden.bias", std::as_bytes(std::span(bias)));
        observer.look(false);
        const Observation broken = all<Observation>(events.drain()).front();
        QVERIFY(!std::isfinite(summary(broken, "act").activationRms));
        QCOMPARE(histogram(broken.details.front(), "activation").notFinite, int64_t(12));
    }

    void convolutionsShowTheirPictures()
    {
        EventQueue events;
        Trainer trainer(shapes(), {}, events);
        Observer observer(trainer, events);
        events.drain();
        observer.ask({.nodes = {"conv", "scores"}, .preview = 2, .times = true});
        observer.look(false);
        const Observation seen = all<Observation>(events.drain()).front();
        const ActivationMaps& maps = seen.details[0].maps;
        QCOMPARE(maps.sample, trainer.previewSamples()[2]);
        QCOMPARE(maps.channels, int64_t(4));
        QCOMPARE(maps.allChannels, int64_t(4));
        QCOMPARE(maps.pixels.size(), size_t(4 * maps.rows * maps.columns));
        QVERIFY(std::ranges::find(maps.pixels, std::byte(255)) != maps.pixels.end());
        QCOMPARE(seen.details[1].maps.channels, int64_t(0));
        QVERIFY(summary(seen, "conv").milliseconds > 0);
    }

    void mapsAreAveragedDown()
    {
        std::vector<float> picture(2 * 64 * 48, 0);
        for (int i = 0; i < 64 * 24; ++i)
            picture[size_t(64 * 48 + i)] = 4; // of the second channel the upper half
        const ActivationMaps maps = mapsOf({1, 2, 48, 64}, picture, 0);
        QCOMPARE(maps.rows, int64_t(32));
        QCOMPARE(maps.columns, int64_t(32));
        QVERIFY(std::ranges::count(maps.pixels, std::byte(255)) == 16 * 32);
        QVERIFY(mapsOf({1, 2}, std::vector<float> {1, 2}, 0).channels == 0);
        QVERIFY(mapsOf({1, 2, 48, 64}, picture, 5).channels == 0);
    }

    void itCostsLessThanOnePercent()
    {
        Run run(endless(shapes()), {});
        run.observe({.nodes = {"conv", "norm", "scores"}, .times = true});
        std::vector<MonitoringCost> costs;
        size_t observations = 0;
        while (costs.size() < 5 && !run.hasEnded()) {
            QTest::qSleep(20);
            const std::vector<Event> events = run.events().drain();
            std::ranges::copy(all<MonitoringCost>(events), std::back_inserter(costs));
            observations += all<Observation>(events).size();
        }
        QCOMPARE(observations, costs.size());
        for (int i = 0; i < 3; ++i) { // what is asked for comes at once, and is paid back before the next look
            run.observe({.nodes = {i % 2 == 0 ? "conv" : "scores"}});
            costs.push_back(all<MonitoringCost>(upTo<MonitoringCost>(run)).back());
        }
        for (const MonitoringCost& cost : costs)
            QVERIFY2(cost.share < 0.01 && cost.share > 0, qPrintable(QString::number(cost.share)));
        run.observe({.on = false});
        run.pause();
        upToPause(run);
        run.events().drain();
        run.observe({}); // paused it is answered at once
        QVERIFY(all<StepsDone>(upTo<Observation>(run)).empty());
    }
};

QTEST_APPLESS_MAIN(TestObserver)
#include "tst_observer.moc"
