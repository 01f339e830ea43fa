#include "engine/train/live/worker_protocol.h"
#include "ui/canvas/canvas.h"
#include "ui/panels/curves/curves_panel.h"
#include "ui/session/session.h"
#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/settings/preferences.h"

#include <QAbstractEventDispatcher>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <map>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

// How well the window keeps up with a training, offscreen:
//   bench_window late [seconds [PNG]] the event loop's lateness beside two busy threads, at 1,000 steps and 64 previews
//                                     a second, with a million points in each curve
//   bench_window stalled [seconds]    memory while the window stands still and 20,000 steps a second come
//   bench_window watched WEFT [seconds] what the program WEFT takes for a step of a small network, with the window
//                                     drawing and standing still

using namespace weft;

namespace {

constexpr int64_t pointsBefore = 1'000'000;
constexpr int previewsASecond = 64;

// ---- the other end: what a very fast training tells

SampleValues values(std::string node, std::string kind, DType dtype, Shape shape, size_t bytes)
{
    return {.node = std::move(node),
            .kind = std::move(kind),
            .dtype = dtype,
            .shape = shape,
            .bytes = std::vector<std::byte>(bytes)};
}

Preview previewAt(int64_t step)
{
    constexpr int samples = 8;
    Preview preview;
    preview.of.step = step;
    preview.of.inputs = {values("image", "image", DType::u8, {1, 28, 28}, samples * 784)};
    preview.of.truths = {values("label", "class", DType::i32, {}, samples * sizeof(int32_t))};
    preview.of.predictions = {values("answer", "classes", DType::f32, {10}, samples * 10 * sizeof(float))};
    for (int i = 0; i < samples; ++i)
        preview.of.samples.push_back(i);
    uint32_t random = uint32_t(step);
    for (std::byte& byte : preview.of.inputs.front().bytes)
        byte = std::byte((random = random * 1664525U + 1013904223U) >> 24);
    auto* const scores = reinterpret_cast<float*>(preview.of.predictions.front().bytes.data());
    for (int i = 0; i < samples * 10; ++i)
        scores[i] = float((random = random * 1664525U + 1013904223U) >> 8) / float(1 << 24) / 5;
    return preview;
}

int torrent()
{
    constexpr int socket = 3;
    const auto say = [](const std::string& line) {
        for (size_t sent = 0; sent < line.size();) {
            const ssize_t count = send(socket, line.data() + sent, line.size() - sent, MSG_NOSIGNAL);
            if (count <= 0)
                _exit(0);
            sent += size_t(count);
        }
    };
    const double stepsASecond = std::max(1000, qEnvironmentVariableIntValue("WEFT_BENCH_STEPS"));
    int64_t step = 0;
    const auto tell = [&](int64_t until) {
        StepsDone done;
        while (step < until && done.steps.size() < 20'000) {
            ++step;
            const float loss = 0.2F + std::exp(-float(step) / 3e5F) * (1 + float(step * 7919 % 1000) / 1000);
            done.steps.push_back({.step = step,
                                  .epoch = float(step) / 500,
                                  .loss = loss,
                                  .learningRate = 1e-3F,
                                  .gradientNorm = loss * 3,
                                  .samplesPerSecond = 64'000});
        }
        say(toLine(Event(done)));
    };
    say(toLine(Hello {.protocol = workerProtocol, .version = "bench", .process = getpid()}));
    say(toLine(Event(RunPlan {.device = "bench", .samples = 32'000, .updatesPerEpoch = 500, .updates = 100'000'000})));
    say(toLine(Event(StateChanged {RunState::training})));
    while (step < pointsBefore)
        tell(pointsBefore);
    const auto start = std::chrono::steady_clock::now();
    int64_t previews = 0;
    while (true) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        tell(pointsBefore + int64_t(seconds * stepsASecond));
        for (; double(previews) < seconds * previewsASecond; ++previews)
            say(toLine(Event(previewAt(step))));
        say(beatLine(step));
    }
}

void spin()
{
    asm volatile("" ::: "memory");
}

// ---- measures

// Of a process, from /proc: resident MiB, and seconds of processor time.
struct Used {
    double mebibytes = 0, seconds = 0;
};

Used usedBy(int64_t process)
{
    const auto words = [&](const char* file) {
        QFile read(QStringLiteral("/proc/%1/%2").arg(process).arg(QLatin1String(file)));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    };
    const QByteArray stat = words("stat");
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' '); // from the third on, proc(5)
    return {.mebibytes = words("statm").split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1 << 20),
            .seconds = (fields.value(11).toDouble() + fields.value(12).toDouble()) / double(sysconf(_SC_CLK_TCK))};
}

double at(std::vector<double>& sorted, double share)
{
    std::ranges::sort(sorted);
    return sorted.empty() ? 0 : sorted[size_t(share * double(sorted.size() - 1))];
}

Studio* open(MainWindow& window, const QString& path)
{
    window.resize(1920, 1200);
    window.show();
    window.files()->open(path);
    (void)QTest::qWaitFor([&] { return window.current() && !window.current()->document()->nodes({}).empty(); }, 20000);
    window.showPanel(QStringLiteral("curves"));
    window.showPanel(QStringLiteral("predictions"));
    return window.current();
}

// The main thread's own processor time: what another program takes of a shared machine does not count.
double processorMilliseconds()
{
    timespec now {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

// Notes what each event that Qt hands out costs; those within another count for it.
class MeasuredApplication : public Application {
public:
    using Application::Application;
    bool notify(QObject* receiver, QEvent* event) override
    {
        if (!measures || m_depth > 0)
            return Application::notify(receiver, event);
        const char* const kind = receiver->metaObject()->className();
        const QString name = receiver->objectName();
        const int type = event->type();
        const double start = processorMilliseconds();
        ++m_depth;
        const bool result = Application::notify(receiver, event);
        --m_depth;
        const double cost = processorMilliseconds() - start;
        if (cost >= 1)
            costs[QStringLiteral("%1 %2: event %3").arg(QLatin1String(kind), name).arg(type)].push_back(cost);
        return result;
    }

    bool measures = false;
    std::map<QString, std::vector<double>> costs;

private:
    int m_depth = 0;
};

int late(double seconds, const QString& self, const QString& picture)
{
    Session::setWorkerProgram(self);
    auto& application = *static_cast<MeasuredApplication*>(qApp);
    MainWindow window;
    Studio* const studio = open(window, QStringLiteral(WEFT_SOURCE_DIR "/projects/fashion_mnist_cnn.weft"));
    Session& session = *studio->session();
    session.setLeavesTraining(false);
    session.start(studio->document()->project(), studio->document()->file());
    if (!QTest::qWaitFor([&] { return session.last().step > pointsBefore; }, 60000)) {
        std::printf("The steps do not come.\n");
        return 1;
    }
    if (!picture.isEmpty())
        window.grab().save(picture);
    application.onSlowEvent([](const QString&, const QString&, double) {});
    std::vector<double> lateness, turns;
    int previews = 0;
    QObject::connect(&session, &Session::previewed, &window, [&] { ++previews; });
    const int64_t first = session.last().step;
    const Used before = usedBy(getpid());
    QElapsedTimer clock;
    clock.start();
    QTimer probe;
    probe.setTimerType(Qt::PreciseTimer);
    double last = 0;
    QObject::connect(&probe, &QTimer::timeout, &probe, [&] {
        const double now = double(clock.nsecsElapsed()) / 1e6;
        lateness.push_back(std::max(0.0, now - last - 5));
        last = now;
    });
    // A turn: from one waking up to the next; waiting costs no time of the processor.
    double turn = processorMilliseconds();
    QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &probe, [&] {
        const double now = processorMilliseconds();
        turns.push_back(now - std::exchange(turn, now));
    });
    application.measures = true;
    probe.start(5);
    QEventLoop loop;
    QTimer::singleShot(int(seconds * 1000), &loop, &QEventLoop::quit);
    loop.exec();
    application.measures = false;
    const double length = double(clock.elapsed()) / 1000;
    const Used after = usedBy(getpid());
    std::printf("%.0f s, %.0f steps/s, %.0f previews/s drawn: late p50 %.1f, p99 %.1f, max %.1f ms; "
                "processor time of a turn p50 %.1f, p99 %.1f, max %.1f ms; "
                "the window used %.0f %% of a core; %+.1f MiB\n",
                length, double(session.last().step - first) / length, double(previews) / length, at(lateness, 0.5),
                at(lateness, 0.99), at(lateness, 1), at(turns, 0.5), at(turns, 0.99), at(turns, 1),
                (after.seconds - before.seconds) / length * 100, after.mebibytes - before.mebibytes);
    std::printf("Events of a millisecond and more: count, p50 and longest, in ms of processor time\n");
    for (auto& [what, times] : application.costs)
        if (at(times, 1) > 2)
            std::printf("  %5zu %6.1f %6.1f  %s\n", times.size(), at(times, 0.5), at(times, 1), qPrintable(what));
    session.stop();
    QTest::qWait(200);
    return 0;
}

// Of the processes that the threads of this one have begun, the last; 0: none.
int64_t child()
{
    const QString tasks = QStringLiteral("/proc/self/task/");
    for (const QString& task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile children(tasks + task + QLatin1String("/children"));
        const QByteArray all = children.open(QIODevice::ReadOnly) ? children.readAll().trimmed() : QByteArray();
        if (!all.isEmpty())
            return all.split(' ').last().toLongLong();
    }
    return 0;
}

// The window stands still for so long: by what it has grown then, how long after it has the newest step, and by what it
// has grown when all steps are in the curves.
struct Standstill {
    double grown = 0, grownAfter = 0, milliseconds = 0;
};

Standstill standStill(Session& session, double seconds)
{
    const Used before = usedBy(getpid());
    const int64_t old = session.last().step;
    QThread::msleep(ulong(seconds * 1000));
    Standstill found;
    found.grown = usedBy(getpid()).mebibytes - before.mebibytes;
    QElapsedTimer clock;
    clock.start();
    const auto awaited = old + int64_t(20'000 * seconds * 0.95);
    (void)QTest::qWaitFor([&] { return session.last().step > awaited; }, 5000);
    found.milliseconds = double(clock.nsecsElapsed()) / 1e6;
    found.grownAfter = usedBy(getpid()).mebibytes - before.mebibytes;
    return found;
}

int stalled(double seconds, const QString& self)
{
    Session::setWorkerProgram(self);
    qputenv("WEFT_BENCH_STEPS", "20000");
    MainWindow window;
    Studio* const studio = open(window, QStringLiteral(WEFT_SOURCE_DIR "/projects/fashion_mnist_cnn.weft"));
    Session& session = *studio->session();
    session.setLeavesTraining(false);
    session.start(studio->document()->project(), studio->document()->file());
    if (!QTest::qWaitFor([&] { return session.last().step > pointsBefore + 60'000; }, 60000)) {
        std::printf("The steps do not come.\n");
        return 1;
    }
    for (const int round : {1, 2}) { // the second finds all its memory there
        QTest::qWait(5000);
        const Standstill found = standStill(session, seconds);
        std::printf("%d: %.0f s without the window, at %.0f steps/s: %+.1f MiB, %+.1f when the curves have them all; "
                    "the newest value was there %.0f ms after\n",
                    round, seconds, session.stepsPerSecond(), found.grown, found.grownAfter, found.milliseconds);
    }
    session.stop();
    QTest::qWait(200);
    return 0;
}

int watched(double seconds, const QString& program)
{
    qputenv("OMP_WAIT_POLICY", "passive"); // threads that spin would count as time for steps
    Session::setWorkerProgram(program);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("spirals.weft"));
    QFile::copy(QStringLiteral(WEFT_SOURCE_DIR "/projects/spirals.weft"), path);
    MainWindow window;
    Studio* const studio = open(window, path);
    Session& session = *studio->session();
    session.setLeavesTraining(false);
    Project project = studio->document()->project();
    project.training.epochs = 1'000'000;
    session.start(project, path, {.threads = 1});
    if (!QTest::qWaitFor([&] { return session.last().step > 5000; }, 60000)) {
        std::printf("The training does not begin: %s\n", qPrintable(session.stateText()));
        return 1;
    }
    // Microseconds of the worker's time for a step, while the window draws and while it stands still, in turns: what
    // else the machine does is the same for both.
    const int64_t worker = child();
    std::vector<double> drawn, still;
    for (int round = 0; round < 10; ++round) {
        const bool draws = round % 2 == 0;
        const Used start = usedBy(worker);
        const int64_t first = session.last().step;
        if (draws)
            QTest::qWait(int(seconds * 100));
        else
            QThread::msleep(ulong(seconds * 100));
        const Used end = usedBy(worker);
        const int64_t before = session.last().step;
        if (!draws)
            (void)QTest::qWaitFor([&] { return session.last().step > before + 1; }, 1000);
        (draws ? drawn : still).push_back((end.seconds - start.seconds) / double(session.last().step - first) * 1e6);
    }
    std::printf("%.0f steps/s; a step takes %.2f µs of the worker's time while the window draws, %.2f µs while it "
                "stands still (%+.1f %%)\n",
                session.stepsPerSecond(), at(drawn, 0.5), at(still, 0.5), (at(still, 0.5) / at(drawn, 0.5) - 1) * 100);
    session.stop();
    (void)QTest::qWaitFor([&] { return !session.isBusy(); }, 20000);
    return 0;
}

} // namespace

int main(int count, char** words)
{
    const std::string mode = count > 1 ? words[1] : "";
    if (mode == "worker")
        return torrent();
    pid_t busy = 0;
    if (mode == "late" && (busy = fork()) == 0) {
        std::thread([] {
            while (true)
                spin();
        }).detach();
        while (true)
            spin();
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    MeasuredApplication application(count, words);
    Preferences::get().use({});
    Style::get().apply(application);
    const auto number = [&](int word, double otherwise) {
        return count > word ? QByteArray(words[word]).toDouble() : otherwise;
    };
    const QString self = QCoreApplication::applicationFilePath();
    int result = 2;
    if (mode == "late")
        result = late(number(2, 60), self, count > 3 ? QString::fromLocal8Bit(words[3]) : QString());
    else if (mode == "stalled")
        result = stalled(number(2, 30), self);
    else if (mode == "watched" && count > 2)
        result = watched(number(3, 60), QString::fromLocal8Bit(words[2]));
    else
        std::fprintf(stderr,
                     "bench_window late [seconds [picture.png]] | stalled [seconds] | watched WEFT [seconds]\n");
    if (busy > 0)
        ::kill(busy, SIGKILL);
    return result;
}
