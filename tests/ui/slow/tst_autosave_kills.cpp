#include "engine/graph/write_project.h"
#include "tests/support/small_projects.h"
#include "tests/ui/support/random_actions.h"
#include "ui/document/files/document_file.h"

#include <QCryptographicHash>
#include <QGuiApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <ctime>

#include <fcntl.h>
#include <unistd.h>

// A program that edits is killed at any moment: what is recovered is a state that it had, and no older than promised.
// WEFT_KILLS says how often.

using namespace weft;

namespace {

constexpr int autosave = 300; // milliseconds; as released it waits longer, see DocumentFile::Places
constexpr double promise = autosave + 500; // and the time that writing takes

double now() // milliseconds, the same clock in every process
{
    timespec time {};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

QByteArray hashOf(const Project& project)
{
    return QCryptographicHash::hash(QByteArray::fromStdString(writeProject(project)), QCryptographicHash::Sha1).toHex();
}

// Edits for ever, and notes each state with its time before anything else may happen.
int edit(const QString& folder, uint64_t seed)
{
    GraphDocument document(spirals(50));
    DocumentFile file(document, realFileSystem(), {.recovery = folder, .autosaveMilliseconds = autosave});
    RandomActions actions(document, seed);
    const int log = open((folder + "/states").toLocal8Bit(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const auto note = [&] {
        const QByteArray line = QByteArray::number(now(), 'f', 3) + ' ' + hashOf(document.project()) + '\n';
        if (write(log, line.data(), size_t(line.size())) != line.size())
            _exit(1);
    };
    note();
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        actions.act();
        note();
    });
    timer.start(3);
    return QCoreApplication::exec();
}

struct State {
    double time = 0;
    QByteArray hash;
};

std::vector<State> statesIn(const QString& path)
{
    QFile file(path);
    std::vector<State> states;
    if (!file.open(QIODevice::ReadOnly))
        return states;
    for (const QByteArray& line : file.readAll().split('\n'))
        if (const QList<QByteArray> words = line.split(' '); words.size() == 2 && words[1].size() == 40)
            states.push_back({words[0].toDouble(), words[1]});
    return states;
}

} // namespace

class TestAutosaveKills : public QObject {
    Q_OBJECT
private slots:
    void whatIsRecoveredIsAtMostAsOldAsPromised()
    {
        const int kills = qEnvironmentVariableIsSet("WEFT_KILLS") ? qEnvironmentVariableIntValue("WEFT_KILLS") : 40;
        RandomSequence random(7, 3);
        int recovered = 0;
        double oldest = 0;
        for (int i = 0; i < kills; ++i) {
            QTemporaryDir folder;
            QProcess program;
            program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            program.start(QCoreApplication::applicationFilePath(), {"edit", folder.path(), QString::number(i)});
            const QString log = folder.filePath("states");
            QTRY_VERIFY_WITH_TIMEOUT(statesIn(log).size() > 1, 20000);
            QThread::msleep(random.below(1500));
            const double end = now();
            program.kill();
            QVERIFY(program.waitForFinished());
            const std::vector<State> states = statesIn(log);
            const std::vector<Recoverable> found = recoverables(realFileSystem(), folder.path());
            QVERIFY(found.size() <= 1);
            double replaced = states[1].time; // when what is recovered ceased to be the newest
            if (!found.empty()) {
                ++recovered;
                const QByteArray hash = hashOf(readRecoverable(realFileSystem(), found[0].item).project);
                size_t last = states.size();
                while (last > 0 && states[last - 1].hash != hash)
                    --last;
                QVERIFY2(last > 0, qPrintable(QString("kill %1: never was such a state").arg(i)));
                replaced = last < states.size() ? states[last].time : end;
            }
            oldest = std::max(oldest, end - replaced);
            QVERIFY2(end - replaced <= promise, qPrintable(QString("kill %1: %2 ms lost").arg(i).arg(end - replaced)));
        }
        QVERIFY(recovered > kills / 2);
        qInfo("%d kills, %d recovered, at most %.0f ms lost with an autosave each %d ms", kills, recovered, oldest,
              autosave);
    }
};

int main(int count, char** words)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(count, words);
    if (count == 4 && QByteArray(words[1]) == "edit")
        return edit(QString::fromLocal8Bit(words[2]), QByteArray(words[3]).toULongLong());
    TestAutosaveKills test;
    return QTest::qExec(&test, count, words);
}

#include "tst_autosave_kills.moc"
