#pragma once

#include "engine/graph/write_project.h"
#include "engine/storage/publish.h"
#include "engine/support/random.h"
#include "engine/train/runs.h"
#include "engine/train/runs/checkpoint.h"
#include "tests/support/killed_run.h"
#include "ui/session/session.h"

#include <QSignalSpy>
#include <QTest>

#include <array>
#include <csignal>
#include <memory>

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

// Trains `project` in a worker that is killed at random moments by SIGSEGV, SIGKILL and SIGABRT in turn, and resumed
// each time. The moments are counted in updates, of which the whole run has so many: a slow machine kills as often.
class KilledTraining {
public:
    KilledTraining(const Project& project, const QString& file, int64_t updates, unsigned seed)
        : m_updates(updates)
        , m_random(seed, streamOf("kills"))
    {
        m_session.start(project, file);
    }

    Session& session() { return m_session; }
    int kills() const { return m_kills; }
    bool isOver() const { return !m_session.isBusy(); }

    // A sentence says what was not as it must be. It may be over before it could be killed.
    QString kill(int killsLeft)
    {
        if (!QTest::qWaitFor([&] { return m_session.state() == Session::State::training || isOver(); }, patience))
            return "it does not begin to train";
        const std::string folder = m_session.runFolder().toStdString();
        const int64_t newest = newestUpdate(folder);
        const int64_t goal =
            newest + int64_t(m_random.below(uint32_t(m_updates - newest) / uint32_t(killsLeft + 1) + 1));
        if (!QTest::qWaitFor([&] { return newestUpdate(folder) >= goal || isOver(); }, 5 * patience))
            return "it does not get on";
        QTest::qWait(int(m_random.below(20))); // at any point of a step or of the next save
        if (isOver())
            return "";
        const RunFolder run = RunFolder::open(realFileSystem(), folder);
        if (run.record().process <= 1 || run.record().process == getpid())
            return "run.json does not say which process trains";
        constexpr std::array<int, 3> signalsInTurn = {SIGSEGV, SIGKILL, SIGABRT};
        constexpr std::array<const char*, 3> causes = {"crashed (signal 11)", "SIGKILL", "SIGABRT"};
        ::kill(pid_t(run.record().process), signalsInTurn[size_t(m_kills) % 3]);
        if (!QTest::qWaitFor([&] { return isOver(); }, patience))
            return "the window has not noticed that its worker is gone";
        if (m_session.state() == Session::State::ended) // in the same moment
            return "";
        if (m_session.state() != Session::State::crashed || m_crashes.size() != m_kills + 1)
            return "the window says no crash, but: " + m_session.stateText();
        if (!m_session.stateText().contains(causes[size_t(m_kills) % 3]))
            return "the cause is not named: " + m_session.stateText();
        ++m_kills;
        m_session.resumeRun(m_session.runFolder());
        return "";
    }

private:
    Session m_session;
    QSignalSpy m_crashes {&m_session, &Session::crashed};
    int64_t m_updates;
    RandomSequence m_random;
    int m_kills = 0;
};

// Trains `project` whole on a thread, and in a worker that is killed `kills` times. A sentence says what was not as it
// must be; "": all was, and both ended alike, bit for bit. Session's worker program must be set.
inline QString killAndResume(const Project& project, const std::string& folder, int kills, unsigned seed)
{
    const QString file = writtenProject(folder, project);
    {
        Run run(project, {.projectFile = file.toStdString(), .runs = folder + "/whole"});
        run.wait();
    }
    const int64_t updates = newestUpdate(folder + "/whole/1");
    std::unique_ptr<KilledTraining> cut;
    for (unsigned attempt = 0; attempt < 5 && (!cut || cut->kills() < kills); ++attempt) { // if we were held up
        cut = std::make_unique<KilledTraining>(project, file, updates, seed + attempt);
        while (cut->kills() < kills && !cut->isOver()) {
            if (const QString fault = cut->kill(kills - cut->kills()); !fault.isEmpty())
                return fault;
        }
        if (!QTest::qWaitFor([&] { return cut->isOver(); }, 5 * patience))
            return "the resumed run does not end";
    }
    if (cut->kills() < kills)
        return QString("no run could be killed so often before its end, the last one %1 times").arg(cut->kills());
    Session& session = cut->session();
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
