#include "app/worker/worker.h"
#include "tests/support/small_projects.h"
#include "ui/session/session.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace weft;

// A training and its window that asks of it whatever there is to ask, at any time: for the thread sanitizer (the tsan
// preset), which reports what two threads touch at once; without it, that nothing hangs or is lost on the way. Built
// alone it needs the engine and the bridge only: cmake --build build/tsan --target tst_session_races. A million steps
// and ten thousand commands; WEFT_RACE_STEPS says how many steps instead.
namespace {

class Player {
public:
    explicit Player(const QString& runs)
        : m_runs(runs.toStdString())
    {
        begin();
    }

    // One more command, and what came of those before.
    void play()
    {
        if (!m_session->isBusy())
            begin();
        command();
        ++m_commands;
        QCoreApplication::processEvents();
    }

    // As many steps as there are to be for the commands given so far; false: it stands still.
    bool awaitSteps(int64_t steps)
    {
        QElapsedTimer clock;
        clock.start();
        while (m_steps < steps) {
            if (!m_session->isBusy())
                begin();
            if (m_session->state() == Session::State::paused)
                m_session->resume();
            QTest::qWait(1);
            if (clock.hasExpired(120'000))
                return false;
        }
        return true;
    }

    bool stop()
    {
        m_session->stop();
        return QTest::qWaitFor([&] { return !m_session->isBusy(); }, 60'000);
    }

    int64_t steps() const { return m_steps; }
    int64_t commands() const { return m_commands; }
    int crashes() const { return m_crashes; }
    QString faults() const { return m_faults.join(QLatin1Char('\n')); }

private:
    int64_t below(int64_t end) { return std::uniform_int_distribution<int64_t>(0, end - 1)(m_random); }

    // A run that is another one each time: the network edited, or an earlier run going on.
    void begin()
    {
        if (m_session == nullptr) {
            m_session = std::make_unique<Session>();
            m_session->setLeavesTraining(false);
            Session* const session = m_session.get();
            QObject::connect(session, &Session::stepped, session, [this] { count(); });
            QObject::connect(session, &Session::crashed, session, [this](const QString& why) {
                ++m_crashes;
                m_faults << why;
            });
            QObject::connect(session, &Session::ended, session, [this](const RunEnded& end) {
                if (end.reason == EndReason::failed)
                    m_faults << QString::fromStdString(end.text);
            });
        }
        m_counted = 0;
        const QString last = m_session->runFolder();
        if (!last.isEmpty() && below(3) == 0) {
            m_resumes = true;
            m_session->resumeRun(last, {.threads = 2});
            return;
        }
        m_resumes = false;
        Project project = spirals(40'000); // a checkpoint every thousand steps
        project.graph.nodes.push_back(node("matrix", "confusion_matrix", {}, {"x=scores.y", "target=arm.y"}));
        project.graph.nodes.push_back(node("answer", "output", {}, {"x=scores.y"}));
        project.graph.nodes[2].params = {{"units", 4 + below(20)}};
        project.training.epochs = 100'000;

        m_session->start(project, {}, {.runs = m_runs, .loaderThreads = int(below(3)), .threads = 2});
    }

    void count()
    {
        const int64_t now = m_session->last().step;
        if (m_resumes && m_counted == 0)
            m_counted = now; // what the run before had done
        m_steps += std::max<int64_t>(0, now - m_counted);
        m_counted = now;
    }

    void command()
    {
        Session& session = *m_session;
        switch (below(m_session->state() == Session::State::paused ? 14 : 13)) {
        case 0:
            return session.pause();
        case 1:
        case 13:
            return session.resume();
        case 2:
            return session.step();
        case 3:
            return session.setLearningRate(1e-4 * double(1 + below(100)));
        case 4:
            return session.setEpochs(100'000 + below(1000));
        case 5:
            return session.setEarlyStop(below(2) == 0
                                            ? std::optional<EarlyStop>()
                                            : EarlyStop {.metric = "train/loss", .patience = 1'000'000 + below(9)});
        case 6:
            return below(8) == 0 ? session.checkpointNow() : session.resume();
        case 7:
            return session.probeSample(below(200));
        case 8:
            return session.probeValues("point", {float(below(3)), float(below(3))});
        case 9:
            return session.askConfusion("matrix", below(2), below(2));
        case 10:
            return session.observe({"hidden", "act"}, below(8), below(2) == 0);
        case 11:
            return session.stopObserving();
        default:
            break;
        }
        const int64_t rare = below(60);
        if (rare == 0)
            session.stop(); // and the next command begins another, at the latest
        else if (rare == 1)
            m_session.reset(), begin(); // as when a window is closed
        else if (rare == 2)
            QTest::qWait(40);
    }

    std::string m_runs;
    std::mt19937 m_random {7};
    std::unique_ptr<Session> m_session;
    bool m_resumes = false;
    int64_t m_counted = 0; // of the steps of this run
    int64_t m_steps = 0;
    int64_t m_commands = 0;
    int m_crashes = 0;
    QStringList m_faults;
};

} // namespace

class TestSessionRaces : public QObject {
    Q_OBJECT
private slots:
    void aWindowMayAskAnythingAtAnyTime_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("a thread trains") << QString();
        QTest::newRow("a process trains") << QCoreApplication::applicationFilePath();
    }

    void aWindowMayAskAnythingAtAnyTime()
    {
        QFETCH(const QString, program);
        Session::setWorkerProgram(program);
        bool given = false;
        const int wished = qEnvironmentVariableIntValue("WEFT_RACE_STEPS", &given);
        const int64_t steps = given ? wished : 500'000; // twice: both rows
        const int64_t commands = steps / 100;
        QTemporaryDir runs;
        Player player(runs.path());
        for (int64_t i = 1; i <= commands; ++i) {
            player.play();
            QVERIFY2(player.awaitSteps(steps / commands * (i - 20)), qPrintable(player.faults()));
        }
        QVERIFY2(player.awaitSteps(steps), qPrintable(player.faults()));
        QVERIFY2(player.stop(), "It does not stop.");
        qInfo("%lld steps, %lld commands", static_cast<long long>(player.steps()),
              static_cast<long long>(player.commands()));
        QVERIFY2(player.faults().isEmpty(), qPrintable(player.faults()));
        QCOMPARE(player.crashes(), 0);
        QVERIFY(player.steps() >= steps);
    }
};

int main(int argc, char** argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "worker")
        return Worker(std::stoi(argv[3]), 0).run();
    QCoreApplication application(argc, argv);
    TestSessionRaces test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_session_races.moc"
