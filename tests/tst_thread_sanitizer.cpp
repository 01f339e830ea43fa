#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <thread>

// In a process of its own: a test whose two threads write one number.
class RacingTest : public QObject {
    Q_OBJECT
private slots:
    void races()
    {
        int number = 0;
        const auto count = [&number] {
            for (int i = 0; i < 1000; ++i)
                *const_cast<volatile int*>(&number) = number + 1;
        };
        std::thread one(count);
        std::thread other(count);
        one.join();
        other.join();
    }
};

// In a process of its own: two threads that take turns.
class QuietTest : public QObject {
    Q_OBJECT
private slots:
    void takesTurns()
    {
        int number = 0;
        std::thread([&number] { ++number; }).join();
        std::thread([&number] { ++number; }).join();
        QCOMPARE(number, 2);
    }
};

// That the tsan preset means something: a race in a test is reported, and nothing else is.
class TestThreadSanitizer : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
#ifndef __SANITIZE_THREAD__
        QSKIP("Built without the thread sanitizer; cmake --preset tsan builds with it.");
#endif
    }
    void catchesARace()
    {
        const QByteArray said = outputOf("--race");
        QVERIFY2(said.contains("WARNING: ThreadSanitizer: data race"), said);
        QVERIFY2(said.contains("RacingTest::races"), said);
        QCOMPARE(m_code, 66);
    }
    void reportsNothingElse()
    {
        const QByteArray said = outputOf("--quiet");
        QVERIFY2(!said.contains("ThreadSanitizer"), said);
        QCOMPARE(m_code, 0);
    }
    void nothingIsSuppressed()
    {
        QVERIFY(!qgetenv("TSAN_OPTIONS").contains("suppressions"));
    }

private:
    QByteArray outputOf(const QString& which)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QCoreApplication::applicationFilePath(),
                      QStringList {which} + QCoreApplication::arguments().mid(1));
        process.waitForFinished(120'000);
        m_code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        return process.readAllStandardOutput();
    }

    int m_code = -1;
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    const auto run = [&](auto&& test) { return QTest::qExec(&test, arguments); };
    if (arguments.removeAll("--race") > 0)
        return run(RacingTest());
    if (arguments.removeAll("--quiet") > 0)
        return run(QuietTest());
    return run(TestThreadSanitizer());
}
#include "tst_thread_sanitizer.moc"
