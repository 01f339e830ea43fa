#include "tests/ui/fake_worker.h"
#include "tests/ui/support/session_test.h"
#include "ui/panels/device/device_panel.h"
#include "ui/panels/device/gauge_row.h"
#include "ui/style/numbers.h"

#include <fstream>

// Workers that are none, or not as they should be.

using namespace weft;

namespace {

uint64_t residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    uint64_t total = 0;
    uint64_t resident = 0;
    statm >> total >> resident;
    return resident * uint64_t(sysconf(_SC_PAGESIZE));
}

} // namespace

class TestSessionWorkers : public SessionTest {
    Q_OBJECT
private slots:
    void init() { begin(); }
    void cleanup() { end(); }

    void workersThatAreNone_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("said");
        QTest::newRow("another version") << "stranger"
                                         << "another version";
        QTest::newRow("no protocol") << "babble"
                                     << "line 1";
        QTest::newRow("exits") << "exit"
                               << "exit code 7";
        QTest::newRow("no program") << ""
                                    << "does not start";
    }
    void workersThatAreNone()
    {
        QFETCH(QString, kind);
        QFETCH(QString, said);
        qputenv("FAKE_WORKER", kind.toLatin1());
        Session::setWorkerProgram(kind.isEmpty() ? "/nowhere/weft" : QCoreApplication::applicationFilePath());
        Session session;
        session.start(spirals(), {});
        QVERIFY(reaches(session, Session::State::crashed));
        QVERIFY2(session.stateText().contains(said), qPrintable(session.stateText()));
        QCOMPARE(session.stateText().contains("start it again"), kind != "stranger");
    }

    void aKilledHangIsACrash()
    {
        qputenv("FAKE_WORKER", "silent");
        Session::setWorkerProgram(QCoreApplication::applicationFilePath());
        Session session;
        session.start(spirals(), {});
        QVERIFY(reaches(session, Session::State::training));
        session.kill();
        QVERIFY(reaches(session, Session::State::crashed));
    }

    void whoComesLaterSeesWhatWasMeasured()
    {
        qputenv("FAKE_WORKER", "measured");
        Session::setWorkerProgram(QCoreApplication::applicationFilePath());
        Session session;
        connect(&session, &Session::deviceSampled, &session, &Session::checkpointNow); // the next one, please
        session.start(spirals(), {});
        QVERIFY(QTest::qWaitFor([&] { return session.lastMonitoring().has_value(); }, patience));
        QCOMPARE(session.joules(), 3 * 360.0);
        DevicePanel panel(nullptr);
        panel.watch(&session); // as when its tab is shown again
        const auto textOf = [&panel](const QString& name) {
            for (const GaugeRow* const row : panel.findChildren<GaugeRow*>())
                if (row->accessibleName() == name)
                    return row->isHidden() ? QString() : row->valueText();
            return QString();
        };
        QCOMPARE(panel.deviceText(), QStringLiteral("H100"));
        QCOMPARE(textOf("Energy"), QStringLiteral("0.30 Wh"));
        QCOMPARE(textOf("Monitoring"), formatPercent(0.004));
        emit session.deviceSampled({.seconds = 20}); // the GPUs are gone
        QVERIFY(textOf("Energy").isEmpty());
        session.resumeRun({}); // busy: nothing is forgotten
        QCOMPARE(session.joules(), 3 * 360.0);
        Session other;
        panel.watch(&other);
        DeviceSample sample = {.seconds = 1};
        sample.gpus.push_back({.name = "H100", .watts = 0});
        emit other.deviceSampled(sample); // a driver that does not tell the power
        QCOMPARE(panel.deviceText(), QStringLiteral("H100"));
        QVERIFY(textOf("Energy").isEmpty());
        QVERIFY(textOf("Monitoring") != formatPercent(0.004));
        session.kill();
        QVERIFY(reaches(session, Session::State::crashed));
    }

    void aWindowThatSleepsTakesNoMemory()
    {
        qputenv("FAKE_WORKER", "torrent");
        Session::setWorkerProgram(QCoreApplication::applicationFilePath());
        Session session;
        session.start(spirals(), {});
        QVERIFY(reachesStep(session, 2000));
        const uint64_t before = residentBytes();
        const int64_t step = session.last().step;
        const int seconds = std::max(3, qEnvironmentVariableIntValue("WEFT_STALL_SECONDS"));
        QTest::qSleep(1000 * seconds); // the window draws nothing and fetches nothing
        const uint64_t after = residentBytes();
        QVERIFY2(after < before + (uint64_t(8) << 20), qPrintable(QString("%1 KiB more").arg((after - before) >> 10)));
        const int64_t newest = step + int64_t(19'000) * seconds; // how soon it is shown, `bench_window stalled` tells
        QTRY_VERIFY(session.last().step >= newest);
        const Curve& loss = *session.history().series("step/loss");
        QVERIFY(std::ranges::is_sorted(*loss.steps, std::less_equal<>()));
        QVERIFY(loss.values[loss.size() - 1] == 1 / float(session.last().step));
    }
};

int main(int argc, char** argv)
{
    if (argc > 1 && std::string(argv[1]) == "worker")
        return fakeWorker();
    TestSessionWorkers test;
    return runSessionTest(test, argc, argv);
}
#include "tst_session_workers.moc"
