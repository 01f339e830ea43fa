#include "engine/support/error.h"
#include "engine/train/metrics.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace weft;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

StepProgram programOf(std::vector<StepProgram::TermName> losses, std::vector<StepProgram::TermName> metrics)
{
    StepProgram program;
    program.losses = std::move(losses);
    program.metrics = std::move(metrics);
    return program;
}

} // namespace

class TestMetrics : public QObject {
    Q_OBJECT
private slots:
    void meansAreOverSamplesNotOverBatches()
    {
        Totals totals(programOf({{"ce", "ce", 1}}, {{"acc", "accuracy", 1}}));
        totals.add(std::vector<float> {30, 10, 5, 10}); // ten samples: loss 3, accuracy 0.5
        totals.add(std::vector<float> {1, 1, 1, 1}); // one sample: loss 1, right
        QCOMPARE(totals.values(), (NamedNumbers {{"loss", 31.0 / 11}, {"accuracy", 6.0 / 11}}));
        totals.clear();
        QVERIFY(std::isnan(*find(totals.values(), "accuracy"))); // of nothing
    }

    void severalLossesAreWeightedAndNamed()
    {
        Totals totals(programOf({{"ce", "ce", 1}, {"kl", "kl", 0.5}},
                                {{"a", "accuracy", 1}, {"b", "accuracy", 1}, {"c", "x", 1}}));
        totals.add(std::vector<float> {4, 2, 30, 10, 1, 1, 0, 1, 7, 2});
        QCOMPARE(totals.values(),
                 (NamedNumbers {
                     {"loss", 3.5}, {"loss/ce", 2}, {"loss/kl", 3}, {"a/accuracy", 1}, {"b/accuracy", 0}, {"x", 3.5}}));
    }

    void manySmallTotalsAddUpExactly() // in f32 the sum would stop growing at 2^24
    {
        Totals totals(programOf({{"ce", "ce", 1}}, {}));
        totals.add(std::vector<float> {0x1p24f, 0x1p24f});
        for (int i = 0; i < 10; ++i)
            totals.add(std::vector<float> {1, 1});
        QCOMPARE(totals.sums(), (std::vector<double> {0x1p24 + 10, 0x1p24 + 10}));
    }

    void explainedVarianceIsThatOfAllSamplesAtOnce()
    {
        Totals totals(programOf(
            {}, {{"fit", "r2", 1, Measure::explained}, {"fit", "r2", 1, Measure::part}, {"a", "accuracy", 1}}));
        // Targets 1, 2, 6 with errors of 0, 1, 1: variance 41 − 81/3 = 14.
        totals.add(std::vector<float> {1, 5, 3, 2, 1, 2}); // the first two
        totals.add(std::vector<float> {1, 36, 6, 1, 1, 1}); // the last alone
        QCOMPARE(totals.values(), (NamedNumbers {{"r2", 1 - 2.0 / 14}, {"accuracy", 2.0 / 3}}));
        totals.clear();
        totals.add(std::vector<float> {1, 4, 2, 1, 1, 1}); // one sample has no variance
        QVERIFY(std::isnan(*find(totals.values(), "r2")));
    }

    void meanOfRatiosIsOverWhatOccurs()
    {
        Totals totals(programOf({},
                                {{"m", "mean_iou", 1, Measure::meanOfRatios},
                                 {"m", "mean_iou", 1, Measure::part},
                                 {"m", "mean_iou", 1, Measure::part},
                                 {"a", "accuracy", 1}}));
        totals.add(std::vector<float> {1, 2, 0, 0, 3, 5, 4, 5});
        totals.add(std::vector<float> {1, 2, 0, 0, 1, 5, 1, 5}); // the second class never occurs
        QCOMPARE(totals.values(), (NamedNumbers {{"mean_iou", (2.0 / 4 + 4.0 / 10) / 2}, {"accuracy", 0.5}}));
    }

    void sumsOfAnotherNetworkAreRefused()
    {
        Totals totals(programOf({{"ce", "ce", 1}}, {}));
        const std::vector<double> sums = {1, 2, 3, 4};
        QVERIFY_EXCEPTION_THROWN(totals.restore(sums), Error);
    }

    void confusionTellsOfEachClass()
    {
        const ConfusionMatrix matrix {.node = "c",
                                      .classes = 3,
                                      .counts = {5, 1, 0, //
                                                 2, 2, 0, //
                                                 0, 0, 0}};
        QCOMPARE(matrix.accuracy(), 0.7);
        QCOMPARE(matrix.precision(0), 5.0 / 7);
        QCOMPARE(matrix.recall(0), 5.0 / 6);
        QCOMPARE(matrix.precision(1), 2.0 / 3);
        QCOMPARE(matrix.recall(1), 0.5);
        QVERIFY(std::isnan(matrix.precision(2)) && std::isnan(matrix.recall(2)));
        QCOMPARE(matrix.meanIoU(), (5.0 / 8 + 2.0 / 5) / 2); // the class that does not occur is not counted
    }

    void knowsWhichWayIsBetter_data()
    {
        QTest::addColumn<bool>("lower");
        for (const char* name : {"validation/loss", "train/loss/kl", "validation/mean_absolute_error",
                                 "validation/perplexity", "validation/node/root_mean_squared_error"})
            QTest::newRow(name) << true;
        for (const char* name : {"validation/accuracy", "validation/masks/mean_iou", "validation/top_5_accuracy",
                                 "train/lossless/accuracy"})
            QTest::newRow(name) << false;
    }
    void knowsWhichWayIsBetter()
    {
        QFETCH(bool, lower);
        QCOMPARE(lowerIsBetter(QTest::currentDataTag()), lower);
        const double better = lower ? 1 : 2;
        QVERIFY(isBetter(QTest::currentDataTag(), better, 3 - better));
        QVERIFY(!isBetter(QTest::currentDataTag(), 3 - better, better));
        QVERIFY(!isBetter(QTest::currentDataTag(), better, better));
        QVERIFY(!isBetter(QTest::currentDataTag(), better, 3 - better, 1.0)); // a change of 1 is not more than 1
    }

    void whatIsNotFiniteIsNeverTheBest()
    {
        for (const double value : {std::nan(""), inf, -inf}) {
            QVERIFY(!isBetter("validation/loss", value, std::nullopt));
            QVERIFY(!isBetter("validation/accuracy", value, 0.5));
        }
        QVERIFY(isBetter("validation/loss", 1e30, std::nullopt));
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
