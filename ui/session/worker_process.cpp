#include "ui/session/worker_process.h"

#include "engine/data/data_sets.h"
#include "engine/support/error.h"
#include "engine/train/live/run_address.h"

#include <QCoreApplication>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

extern char** environ;

namespace weft {

namespace {

constexpr int childSocket = 3;
constexpr std::chrono::seconds patience(10); // for a process that has closed its socket to end

struct WorkerProcessText {
    Q_DECLARE_TR_FUNCTIONS(WorkerProcess)
};

QString endedBy(int signal)
{
    switch (signal) {
    case SIGKILL:
        return WorkerProcessText::tr(
            "The training process was ended from outside (SIGKILL), most likely because the memory was used up.");
    case SIGABRT:
        return WorkerProcessText::tr("The training process found a mistake in itself and gave up (SIGABRT).");
    case SIGSEGV:
    case SIGBUS:
    case SIGILL:
    case SIGFPE:
        return WorkerProcessText::tr("The training process crashed (signal %1).").arg(signal);
    default:
        return WorkerProcessText::tr("The training process was ended by signal %1.").arg(signal);
    }
}

// This process's, and `dataSets` where it names no folder of data sets.
std::vector<char*> environment(std::string& dataSets)
{
    std::vector<char*> all;
    const bool isTold = !dataSetsAreGiven() && !dataSets.empty();
    for (char** each = environ; *each != nullptr; ++each) {
        if (!isTold || std::string_view(*each) != "WEFT_DATA=") // an empty one before it would count
            all.push_back(*each);
    }
    if (isTold)
        all.push_back(dataSets.data());
    all.push_back(nullptr);
    return all;
}

} // namespace

WorkerProcess WorkerProcess::begin(const QString& program, bool diesWithThis)
{
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
        throw Error(WorkerProcessText::tr("The training cannot begin: there are no sockets left (%1).")
                        .arg(QString::fromLocal8Bit(std::strerror(errno)))
                        .toStdString());
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (sockets[1] == childSocket) // dup2 onto itself would leave it to be closed
        sockets[1] = dup(sockets[1]);
    posix_spawn_file_actions_adddup2(&actions, sockets[1], childSocket);
    posix_spawn_file_actions_addclosefrom_np(&actions, childSocket + 1);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    const QByteArray path = program.toLocal8Bit();
    const std::string socket = std::to_string(childSocket);
    const std::string window = std::to_string(getpid());
    const char* const words[] = {
        path.constData(), "worker", "--socket", socket.c_str(), diesWithThis ? "--dies-with" : nullptr,
        window.c_str(),   nullptr};
    WorkerProcess worker;
    std::string dataSets = dataSetsFolder();
    if (!dataSets.empty())
        dataSets.insert(0, "WEFT_DATA=");
    const int failed = posix_spawn(&worker.m_process, path.constData(), &actions, &attributes,
                                   const_cast<char* const*>(words), environment(dataSets).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(sockets[1]);
    if (failed != 0) {
        close(sockets[0]);
        throw Error(WorkerProcessText::tr("The training cannot begin: \"%1\" does not start (%2).")
                        .arg(program, QString::fromLocal8Bit(std::strerror(failed)))
                        .toStdString());
    }
    worker.m_isChild = true;
    worker.m_socket = sockets[0];
    return worker;
}

WorkerProcess WorkerProcess::find(const std::string& runFolder)
{
    const RunAddress address(runFolder);
    WorkerProcess worker;
    worker.m_socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (worker.m_socket < 0 || connect(worker.m_socket, address.get(), address.size()) != 0) {
        if (worker.m_socket >= 0)
            close(worker.m_socket);
        throw Error(WorkerProcessText::tr("No process is training \"%1\" any more.")
                        .arg(QString::fromStdString(runFolder))
                        .toStdString());
    }
    return worker;
}

int WorkerProcess::takeSocket()
{
    return std::exchange(m_socket, -1);
}

void WorkerProcess::kill() const
{
    if (m_process > 1)
        ::kill(m_process, SIGKILL);
}

void WorkerProcess::leave() const
{
    if (!m_isChild)
        return;
    std::thread([process = m_process] { // else it would seem to be there when it has ended
        int status = 0;
        while (waitpid(process, &status, 0) < 0 && errno == EINTR) { }
    })
        .detach();
}

QString WorkerProcess::howItEnded() const
{
    const QString unknown = WorkerProcessText::tr("The training process ended unexpectedly.");
    if (!m_isChild)
        return unknown;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    int status = 0;
    while (true) {
        const pid_t ended = waitpid(m_process, &status, WNOHANG);
        if (ended == m_process)
            break;
        if (ended < 0 && errno != EINTR)
            return unknown;
        if (std::chrono::steady_clock::now() > deadline)
            return WorkerProcessText::tr("The training process no longer answers.");
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    if (WIFSIGNALED(status))
        return endedBy(WTERMSIG(status));
    return WorkerProcessText::tr("The training process ended unexpectedly (exit code %1).").arg(WEXITSTATUS(status));
}

} // namespace weft
