#include "tests/support/small_projects.h"
#include "tests/support/training.h"

#include <QTest>

#include <cmath>

using namespace weft;

namespace {

Project inHalf(int64_t accumulation = 1)
{
    Project project = spirals();
    project.training.precision = "f16";
    project.training.accumulation = accumulation;
    if (accumulation > 1)
        project.training.batchSize = 16;
    return project;
}

float number(const Training& training, const char* state)
{
    return training.weight(state).front();
}

void setNumber(Training& training, const char* state, float value)
{
    training.setWeight(state, std::span(&value, 1));
}

} // namespace

// In f16 the loss is scaled. The CPU computes in f32 all the same, where a scale shows in nothing but an overflow.
class TestLossScaling : public QObject {
    Q_OBJECT

private slots:
    void aScaleChangesNoWeight_data()
    {
        QTest::addColumn<int>("accumulation");
        QTest::addColumn<double>("clipNorm");
        QTest::newRow("one batch an update") << 1 << 0.0;
        QTest::newRow("two batches an update") << 2 << 0.0;
        QTest::newRow("clipped") << 1 << 0.01;
    }
    void aScaleChangesNoWeight()
    {
        QFETCH(const int, accumulation);
        QFETCH(const double, clipNorm);
        Project half = inHalf(accumulation);
        half.training.clipNorm = clipNorm;
        half.training.ema = 0.9;
        Project single = half;
        single.training.precision = "f32";
        Training scaled(half), plain(single);
        for (int i = 0; i < 20; ++i) {
            scaled.trainer->step();
            plain.trainer->step();
        }
        auto found = scaled.snapshot();
        for (const char* own : {"step/loss_scale", "step/updates_since_rescaling", "step/omitted_updates"})
            QCOMPARE(found.erase(own), size_t(1));
        QVERIFY(found == plain.snapshot());
        QCOMPARE(number(scaled, "step/loss_scale"), 65536.0f);
        QCOMPARE(number(scaled, "step/updates_since_rescaling"), float(scaled.trainer->progress().update));
    }

    void anOverflowLeavesTheUpdateOutAndHalvesTheScale_data()
    {
        QTest::addColumn<int>("accumulation");
        QTest::newRow("one batch an update") << 1;
        QTest::newRow("two batches an update") << 2;
    }
    void anOverflowLeavesTheUpdateOutAndHalvesTheScale()
    {
        QFETCH(const int, accumulation);
        Project project = inHalf(accumulation);
        project.training.optimizer = {.type = "adam"};
        for (GraphNode& node : project.graph.nodes) {
            if (node.type == "cross_entropy")
                node.params["weight"] = 1000.0;
        }
        Training training(project);
        setNumber(training, "step/loss_scale", 0x1p127f);
        const std::vector<float> weights = training.weight("hidden.weight");
        const std::vector<float> memory = training.weight("hidden.weight/mean");
        int omitted = 0;
        while (training.weight("hidden.weight") == weights) {
            QVERIFY(training.weight("hidden.weight/mean") == memory);
            for (int i = 0; i < accumulation; ++i)
                QVERIFY(training.trainer->step() == Trainer::State::going);
            omitted = int(number(training, "step/omitted_updates"));
            QVERIFY(omitted < 20);
            QCOMPARE(number(training, "step/loss_scale"), std::ldexp(1.0f, 127 - omitted));
        }
        QVERIFY(omitted >= 3);
        QCOMPARE(number(training, "step/updates_since_rescaling"), 1.0f);
        // Adam's first update moves a weight by the learning rate (Kingma and Ba 2015, section 2.1): it was the first.
        double farthest = 0;
        const std::vector<float> after = training.weight("hidden.weight");
        for (size_t i = 0; i < after.size(); ++i)
            farthest = std::max(farthest, double(std::abs(after[i] - weights[i])));
        QVERIFY(std::abs(farthest / training.trainer->learningRate() - 1) < 1e-3);
    }

    void theScaleGrowsAfter2000Updates()
    {
        Training training(inHalf());
        setNumber(training, "step/updates_since_rescaling", 1998);
        training.trainer->step();
        QCOMPARE(number(training, "step/loss_scale"), 65536.0f);
        training.trainer->step();
        QCOMPARE(number(training, "step/loss_scale"), 131072.0f);
        QCOMPARE(number(training, "step/updates_since_rescaling"), 0.0f);
    }

    void aGradientThatIsNeverFiniteIsAFailureAtLast()
    {
        Project project = inHalf();
        project.graph.nodes.insert(project.graph.nodes.begin() + 4,
                                   node("strange", "expression", {{"formula", "sqrt(x)"}}, {"x=act.y"}));
        project.graph.nodes[5].inputs[0].from = {"strange", "result"};
        Training training(project);
        setNumber(training, "step/loss_scale", 4);
        const std::vector<float> weights = training.weight("hidden.weight");
        std::string text, where;
        for (int i = 0; text.empty() && i < 10; ++i) {
            try {
                training.trainer->step();
            } catch (const NodeError& error) {
                text = error.what();
                where = error.node;
            }
        }
        QVERIFY2(where == "strange", (where + ": " + text).c_str());
        QVERIFY2(text.find("bf16") != std::string::npos, text.c_str());
        QVERIFY(training.weight("hidden.weight") == weights);
    }

    void numbersOf16BitsAreThoseOfIeee754()
    {
        QCOMPARE(fromHalf(0x3C00), 1.0f);
        QCOMPARE(fromHalf(0xC000), -2.0f);
        QCOMPARE(fromHalf(0x7BFF), 65504.0f);
        QCOMPARE(fromHalf(0x0001), 0x1p-24f);
        QVERIFY(std::isinf(fromHalf(0xFC00)) && fromHalf(0xFC00) < 0);
        for (uint32_t bits = 0; bits < 0x10000; ++bits) {
            const float value = fromHalf(uint16_t(bits));
            if (std::isnan(value)) {
                QVERIFY(std::isnan(fromHalf(toHalf(value))));
                continue;
            }
            QCOMPARE(toHalf(value), uint16_t(bits));
            const float next = fromHalf(uint16_t(bits + 1));
            if (!std::isfinite(value) || !std::isfinite(next))
                continue;
            const float middle = (value + next) / 2; // exact in f32: goes to the even one
            QCOMPARE(toHalf(middle), uint16_t(bits % 2 == 0 ? bits : bits + 1));
            QCOMPARE(toHalf(std::nextafter(middle, next)), uint16_t(bits + 1));
        }
        QCOMPARE(toHalf(65519.9f), uint16_t(0x7BFF));
        QCOMPARE(toHalf(65520.0f), uint16_t(0x7C00));
    }
};

QTEST_GUILESS_MAIN(TestLossScaling)
#include "tst_loss_scaling.moc"
