#include "engine/train/schedule.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace weft;

namespace {

struct Case {
    const char* name;
    Choice choice;
    int64_t updatesPerEpoch;
    std::vector<double> factors; // from update 0; of all updates of the run
};

using Sizes = std::vector<int64_t>;
const int64_t one = 1, two = 2, four = 4;

// Where PyTorch has the schedule, its numbers (lr_scheduler of PyTorch 1.13, a base rate of 1).
const std::vector<Case> cases = {
    {"constant", {"constant"}, 2, {1, 1, 1, 1}},
    {"constant, warm-up of 4", {"constant", {{"warmup_steps", four}}}, 2, {0.25, 0.5, 0.75, 1, 1, 1}},
    {"constant, warm-up of a third", {"constant", {{"warmup_share", 1.0 / 3}}}, 2, {0.5, 1, 1, 1, 1, 1}},
    {"cosine, as CosineAnnealingLR(8, eta_min=0.1)",
     {"cosine", {{"final", 0.1}}},
     2,
     {1.0, 0.96574579, 0.868198052, 0.722207545, 0.55, 0.377792455, 0.231801948, 0.13425421}},
    {"cosine after a warm-up",
     {"cosine", {{"final", 0.1}, {"warmup_steps", two}}},
     2,
     {0.5, 1, 1.0, 0.96574579, 0.868198052, 0.722207545, 0.55, 0.377792455, 0.231801948, 0.13425421}},
    {"one cycle, as OneCycleLR",
     {"one_cycle"},
     5,
     {0.04, 0.52, 1.0, 0.950484632, 0.811745654, 0.611262022, 0.388741978, 0.188258346, 0.049519368, 4e-06}},
    {"one cycle, as OneCycleLR(pct_start=0.4, div_factor=10, final_div_factor=100)",
     {"one_cycle", {{"rising_share", 0.4}, {"divide_first", 10.0}, {"divide_last", 100.0}}},
     5,
     {0.1, 0.325, 0.775, 1.0, 0.933079689, 0.75025, 0.5005, 0.25075, 0.067920311, 0.001}},
    {"one cycle of one update", {"one_cycle"}, 1, {1}},
    {"step, as StepLR(2, 0.5)", {"step", {{"every", two}, {"gamma", 0.5}}}, 1, {1, 1, 0.5, 0.5, 0.25, 0.25}},
    {"step counts epochs", {"step", {{"every", one}, {"gamma", 0.5}}}, 3, {1, 1, 1, 0.5, 0.5, 0.5}},
    {"steps at epochs, as MultiStepLR([2, 5], 0.1)",
     {"multistep", {{"epochs", Sizes {2, 5}}, {"gamma", 0.1}}},
     1,
     {1.0, 1.0, 0.1, 0.1, 0.1, 0.01, 0.01}},
    {"exponential, as ExponentialLR(0.9)", {"exponential", {{"gamma", 0.9}}}, 1, {1.0, 0.9, 0.81, 0.729, 0.6561}},
    {"polynomial, as PolynomialLR(5, 2)", {"polynomial", {{"power", 2.0}}}, 1, {1.0, 0.64, 0.36, 0.16, 0.04}},
    {"straight line to a tenth", {"polynomial", {{"final", 0.1}}}, 1, {1, 0.775, 0.55, 0.325}},
};

} // namespace

class TestSchedule : public QObject {
    Q_OBJECT
private slots:
    void factors_data()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < cases.size(); ++i)
            QTest::newRow(cases[i].name) << int(i);
    }
    void factors()
    {
        QFETCH(int, index);
        const Case& expected = cases[size_t(index)];
        Diagnostics diagnostics;
        const Schedule schedule(expected.choice, diagnostics);
        QVERIFY2(diagnostics.empty(), diagnostics.empty() ? "" : diagnostics[0].text.c_str());
        for (size_t i = 0; i < expected.factors.size(); ++i) {
            const ScheduleMoment moment {.update = int64_t(i),
                                         .updates = int64_t(expected.factors.size()),
                                         .epoch = int64_t(i) / expected.updatesPerEpoch};
            const double factor = schedule.factor(moment, {});
            QVERIFY2(std::abs(factor - expected.factors[i]) < 1e-8,
                     qPrintable(QString("update %1: %2 instead of %3").arg(i).arg(factor).arg(expected.factors[i])));
        }
    }

    void everyScheduleStaysBetweenZeroAndOne()
    {
        for (const ScheduleType& type : scheduleTypes()) {
            Diagnostics diagnostics;
            const Schedule schedule({.type = type.id}, diagnostics);
            QVERIFY2(diagnostics.empty(), type.id.c_str());
            for (const int64_t updates : {1, 2, 3, 100}) {
                for (int64_t i = 0; i <= updates + 3; ++i) { // beyond the end too: epochs may be taken away
                    const double factor = schedule.factor({.update = i, .updates = updates, .epoch = i / 7}, {});
                    QVERIFY2(factor >= 0 && factor <= 1 + 1e-12, type.id.c_str());
                }
            }
        }
    }

    void plateauActsAsReduceLROnPlateau() // factor=0.5, patience=1, cooldown=1, threshold=0.1, min_lr=0.2
    {
        Diagnostics diagnostics;
        const Schedule schedule(
            {.type = "plateau",
             .params = {{"gamma", 0.5}, {"patience", one}, {"cooldown", one}, {"threshold", 0.1}, {"final", 0.2}}},
            diagnostics);
        QCOMPARE(schedule.metric(), std::string("validation/loss"));
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double values[] = {1,    0.95, 0.8, 0.79, 0.78, 0.77, 0.76, 0.75,
                                 0.74, 0.73, 0.3, 0.29, 0.29, 0.29, nan,  0.1};
        const double factors[] = {1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2};
        PlateauState state;
        for (size_t i = 0; i < std::size(values); ++i) {
            schedule.observe(values[i], state);
            QCOMPARE(schedule.factor({}, state), factors[i]);
        }
    }

    void plateauOfAScoreWaitsForItToRise()
    {
        Diagnostics diagnostics;
        const Schedule schedule(
            {.type = "plateau", .params = {{"metric", "validation/accuracy"}, {"patience", int64_t(0)}}}, diagnostics);
        PlateauState state;
        schedule.observe(0.5, state);
        schedule.observe(0.6, state);
        QCOMPARE(state.factor, 1.0);
        schedule.observe(0.55, state);
        QCOMPARE(state.factor, 0.1);
    }

    void anUnknownScheduleIsSaid()
    {
        Diagnostics diagnostics;
        const Schedule schedule({.type = "cosin"}, diagnostics);
        QVERIFY(hasErrors(diagnostics));
        QVERIFY(diagnostics[0].text.find("cosine") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
