#include "engine/train/event_json.h"
#include "engine/train/event_queue.h"
#include "engine/train/live/commands.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <thread>

using namespace weft;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

// One of each kind, with every field set to something that is not its default.
std::vector<Event> samples()
{
    const SampleValues values {.node = "in/put \"é\"",
                               .kind = "image",
                               .dtype = DType::u8,
                               .shape = {1, 2, 2},
                               .classes = {"a", "b"},
                               .bytes = {std::byte(0), std::byte(255), std::byte(7), std::byte(128), std::byte(1)}};
    const Predictions predictions {
        .step = 9, .samples = {4, 2}, .inputs = {values}, .truths = {values, values}, .predictions = {{.node = "p"}}};
    return {
        StepsDone {{{1, 0.1f, 2.5f, 1e-3f, 3e38f, 1e5f}, {2, 0.2f, -0.0f, float(inf), -float(inf), 1e-38f}}},
        StepsDone {},
        EpochDone {.step = 3,
                   .epoch = 1.5,
                   .values = {{"train/loss", 0.1}, {"validation/accuracy", inf}, {"x", -inf}},
                   .confusions = {{.node = "c", .classes = 2, .counts = {1, 2, 3, 4}}},
                   .seconds = 1.0 / 3},
        Preview {predictions},
        ProbeAnswer {predictions},
        DeviceSample {.seconds = 1,
                      .cpuPercent = 99.5,
                      .memoryBytes = uint64_t(1) << 40,
                      .memoryTotalBytes = uint64_t(1) << 41,
                      .gpus = {{"H100", 50, 1, 2, 300, 60}}},
        StateChanged {RunState::diskFull, "why"},
        StateChanged {RunState::dataGone, "why"},
        RunPlan {.folder = "f",
                 .device = "d",
                 .samples = 1,
                 .updatesPerEpoch = 2,
                 .updates = 3,
                 .parameters = 4,
                 .firstStep = 5,
                 .learningRate = 0.25},
        Warning {"text\nwith lines", "node"},
        Checkpointed {7, "folder", true},
        RunEnded {EndReason::earlyStop, "text", "node", Fault::world, 8, "hash"},
        ConfusionAnswer {.node = "c", .truth = 1, .predicted = 2, .count = 3, .validationStep = 4, .of = predictions},
        Mark {5, "learning_rate", "0.1", "0.01"},
        Observation {.step = 6,
                     .nodes = {{"a", 1e9, 0.5f, float(inf), 0.25f, 1.5f}},
                     .details = {{.node = "a",
                                  .zeros = {0, 1},
                                  .histograms = {{"weight", -1, 1, {1, 2}, 0.5f, 0.25f, 3}},
                                  .updates = {{"weight", 1e-3f}},
                                  .maps = {1, 2, 1, 1, 2, {std::byte(1), std::byte(255)}}}}},
        MonitoringCost {0.005, 0.01, 2, 0.5},
    };
}

StepNumbers step(int64_t number)
{
    return {.step = number, .loss = float(number)};
}

} // namespace

// Likewise of commands.
std::vector<Command> commands()
{
    return {Pause(),
            Resume(),
            Stop(),
            StepOnce(),
            SaveCheckpoint(),
            SetLearningRate {1e-5},
            SetEpochs {7},
            SetEarlyStop {},
            SetEarlyStop {{{.metric = "train/loss", .patience = 3, .minimumChange = 0.5, .restoreBest = false}}},
            ProbeSample {9},
            ProbeValues {"in", {0.5f, float(inf), -1}},
            AskConfusion {"c", 1, 2},
            Observe {.on = false, .nodes = {"a", "b/1/c"}, .preview = 3, .times = true}};
}

class TestEvents : public QObject {
    Q_OBJECT
private slots:
    void everyKindHasASample()
    {
        std::set<size_t> kinds;
        for (const Event& event : samples())
            kinds.insert(event.index());
        QCOMPARE(kinds.size(), std::variant_size_v<Event>);
    }

    void comesBackFromItsJsonLine()
    {
        for (const Event& event : samples()) {
            const std::string line = toJson(event).dump();
            QVERIFY2(line.find('\n') == std::string::npos, line.c_str());
            QVERIFY2(eventFromJson(parseJson(line)) == event, line.c_str());
        }
    }

    void commandsComeBackFromTheirJsonLines()
    {
        std::set<size_t> kinds;
        for (const Command& command : commands()) {
            kinds.insert(command.index());
            const std::string line = toJson(command).dump();
            QVERIFY2(line.find('\n') == std::string::npos, line.c_str());
            QVERIFY2(commandFromJson(parseJson(line)) == command, line.c_str());
        }
        QCOMPARE(kinds.size(), std::variant_size_v<Command>);
        for (const char* text : {"[]", "{\"command\": \"dance\"}", "{\"command\": \"epochs\", \"epochs\": \"2\"}"})
            QVERIFY_EXCEPTION_THROWN(commandFromJson(parseJson(text)), Error);
    }

    void nanComesBackToo()
    {
        const EpochDone done {.values = {{"train/loss", std::nan("")}}};
        const Event back = eventFromJson(parseJson(toJson(done).dump()));
        QVERIFY(std::isnan(std::get<EpochDone>(back).values[0].second));
    }

    void refusesWhatIsNoEvent_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"[]", "{}", "{\"event\": \"dance\"}", "{\"event\": \"checkpoint\", \"step\": 1.5}",
              "{\"event\": \"steps\", \"step\": [1], \"epoch\": [], \"loss\": [], \"learning_rate\": [], "
              "\"gradient_norm\": [], \"samples_per_second\": []}",
              "{\"event\": \"state\", \"state\": \"dancing\", \"text\": \"\"}"})
            QTest::newRow(text) << QByteArray(text);
    }
    void refusesWhatIsNoEvent()
    {
        QFETCH(QByteArray, text);
        const Json json = parseJson(text.toStdString());
        QVERIFY_EXCEPTION_THROWN(eventFromJson(json), Error);
    }

    void stepsComeInOrderAmongTheOthers()
    {
        EventQueue queue;
        queue.post(step(1));
        queue.post(step(2));
        queue.post(Warning {"between"});
        queue.post(step(3));
        const std::vector<Event> events = queue.drain();
        QCOMPARE(events.size(), size_t(3));
        QCOMPARE(std::get<StepsDone>(events[0]).steps.size(), size_t(2));
        QCOMPARE(std::get<Warning>(events[1]).text, std::string("between"));
        QCOMPARE(std::get<StepsDone>(events[2]).steps[0].step, int64_t(3));
        QVERIFY(queue.drain().empty());
    }

    void previewsKeepOnlyTheNewest()
    {
        EventQueue queue;
        for (int64_t i = 0; i < 5; ++i) {
            queue.post(Preview {{.step = i}});
            queue.post(DeviceSample {.seconds = double(i)});
            queue.post(Warning {std::to_string(i)});
        }
        const std::vector<Event> events = queue.drain();
        QCOMPARE(events.size(), size_t(5 + 2));
        for (const Event& event : events) {
            if (const Preview* preview = std::get_if<Preview>(&event))
                QCOMPARE(preview->of.step, int64_t(4));
            if (const DeviceSample* sample = std::get_if<DeviceSample>(&event))
                QCOMPARE(sample->seconds, 4.0);
        }
    }

    void aWatcherThatSleepsCostsBoundedMemoryAndLosesNoEnd()
    {
        EventQueue queue;
        const auto last = int64_t(5 * EventQueue::maxSteps);
        for (int64_t i = 1; i <= last; ++i)
            queue.post(step(i));
        for (size_t i = 0; i < 2 * EventQueue::maxEvents; ++i)
            queue.post(Warning {"again"});
        queue.post(RunEnded {});
        std::vector<Event> events = queue.drain();
        QVERIFY(std::holds_alternative<RunEnded>(events.back()));
        QVERIFY(events.size() <= EventQueue::maxEvents + 1);
        const std::vector<StepNumbers>& steps = std::get<StepsDone>(events.front()).steps;
        QVERIFY(steps.size() <= EventQueue::maxSteps);
        QVERIFY(steps.size() >= EventQueue::maxSteps / 2);
        QVERIFY(std::ranges::is_sorted(steps, std::less_equal<>(), &StepNumbers::step));
        QVERIFY(steps.front().step < last / 2); // the old ones are thinned, not cut off
        QCOMPARE(steps.back().step, last);
        QCOMPARE(steps[steps.size() - 1000].step, last - 999); // the newest are whole
    }

    void nothingIsLostBetweenThreads()
    {
        EventQueue queue;
        constexpr int64_t last = 50'000;
        std::thread producer([&] {
            for (int64_t i = 1; i <= last; ++i) {
                queue.post(step(i));
                if (i % 100 == 0)
                    queue.post(Warning {std::to_string(i)});
            }
        });
        int64_t next = 1;
        int64_t warnings = 0;
        while (next <= last || warnings < last / 100) {
            for (const Event& event : queue.drain()) {
                if (const auto* done = std::get_if<StepsDone>(&event)) {
                    for (const StepNumbers& one : done->steps)
                        QCOMPARE(one.step, next++);
                } else {
                    ++warnings;
                    QCOMPARE(std::get<Warning>(event).text, std::to_string(next - 1));
                }
            }
        }
        producer.join();
    }
};

QTEST_APPLESS_MAIN(TestEvents)
#include "tst_events.moc"
