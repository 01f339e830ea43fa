#pragma once

#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"
#include "tests/ui/killed_worker.h"

#include <QTemporaryDir>

#include <memory>

namespace weft {

// What tests of sessions have in common: workers of the real program, a folder, a network that trains for ever.
class SessionTest : public QObject {
protected:
    static Project endless()
    {
        Project project = weft::endless(spirals(200)); // 5 steps an epoch
        project.graph.nodes.push_back(node("answer", "output", {}, {"x=scores.y"}));
        project.training.checkpoints.everySeconds = 1;
        return project;
    }
    static bool reaches(Session& session, Session::State state)
    {
        return QTest::qWaitFor([&] { return session.state() == state; }, patience);
    }
    static bool reachesStep(Session& session, int64_t step)
    {
        return QTest::qWaitFor([&] { return session.last().step >= step; }, patience);
    }
    std::string path() const { return m_folder->path().toStdString(); }
    void begin() // for init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        Session::setWorkerProgram(weftProgram(), Session::Life::withWindow);
    }
    void end() { m_folder.reset(); } // for cleanup()

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

int runSessionTest(QObject& test, int count, char** words); // where numbers are written "1,5". `main` of a test

} // namespace weft
