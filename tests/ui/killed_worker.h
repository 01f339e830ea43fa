#pragma once

#include "engine/graph/write_project.h"
#include "engine/storage/publish.h"
#include "engine/support/random.h"
#include "engine/train/runs.h"
#include "engine/train/runs/checkpoint.h"
#include "ui/session/session.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

namespace weft {

// The states and the progress of a run's newest checkpoint, but for the timings.
struct TrainedState {
    std::string states;
    std::string progress;
    bool operator==(const TrainedState&) const = default;
};

inline TrainedState trainedState(const std::string& run)
{
    FileSystem& files = realFileSystem();
    const std::string checkpoint = findCheckpoint(files, run);
    Progress progress = readCheckpointInfo(files, checkpoint).progress;
    progress.seconds = 0;
    return {files.readFile(checkpoint + "/states.safetensors", 1 << 30), toJson(progress).dump()};
}

inline QString writtenProject(const std::string& folder, const Project& project)
{
    const std::string path = folder + "/net.weft";
    publishFile(realFileSystem(), path, writeProject(project));
    return QString::fromStdString(path);
}

// Trains `project` whole on a thread, and in a worker that is killed `kills` times by SIGSEGV, SIGKILL and SIGABRT in
// turn, and resumed each time. A sentence says what was not as it must be; "": all was, and both ended alike, bit for
// bit. Session's worker program must be set.
inline QString killAndResume(const Project& project, const std::string& folder, int kills, unsigned seed)
{
    const QString file = writtenProject(folder, project);
    {
        Run run(project, {.projectFile = file.toStdString(), .runs = folder + "/whole"});
        run.wait();
    }
    constexpr std::array<int, 3> signalsInTurn = {SIGSEGV, SIGKILL, SIGABRT};
    RandomSequence random(seed, streamOf("kills"));
    Session session;
    QSignalSpy crashes(&session, &Session::crashed);
    session.start(project, file);
    for (int i = 0; i < kills; ++i) {
        const auto isTraining = [&] { return session.state() == Session::State::training || !session.isBusy(); };
        if (!QTest::qWaitFor(isTraining, 60'000))
            return "it does not begin to train";
        QTest::qWait(int(random.below(60)));
        if (!session.isBusy())
            return QString("the run ended after %1 kills: %2").arg(i).arg(session.stateText());
        const RunFolder run = RunFolder::open(realFileSystem(), session.runFolder().toStdString());
        if (run.record().process <= 1 || run.record().process == getpid())
            return "run.json does not say which process trains";
        ::kill(pid_t(run.record().process), signalsInTurn[size_t(i) % 3]);
        if (!QTest::qWaitFor([&] { return !session.isBusy(); }, 20'000))
            return "the window has not noticed that its worker is gone";
        if (session.state() != Session::State::crashed || crashes.size() != i + 1)
            return "the window says no crash, but: " + session.stateText();
        const std::array<QString, 3> causes = {"crashed (signal 11)", "SIGKILL", "SIGABRT"};
        if (!session.stateText().contains(causes[size_t(i) % 3]))
            return "the cause is not named: " + session.stateText();
        session.resumeRun(session.runFolder());
    }
    if (!QTest::qWaitFor([&] { return !session.isBusy(); }, 300'000))
        return "the resumed run does not end";
    if (session.state() != Session::State::ended || session.lastEnd()->reason != EndReason::finished)
        return "the resumed run failed: " + session.stateText();
    if (trainedState(folder + "/whole/1") != trainedState(session.runFolder().toStdString()))
        return "the states or the progress differ";
    const std::shared_ptr<const Curve> loss = session.history().series("validation/loss");
    if (loss == nullptr || int64_t(loss->size()) != project.training.epochs)
        return "the curve has not every epoch once";
    return "";
}

} // namespace weft
