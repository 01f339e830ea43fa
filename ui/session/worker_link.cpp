#include "ui/session/worker_link.h"

#include "engine/train/runs.h"
#include "engine/train/runs/checkpoint.h"
#include "ui/style/words.h"

#include <QCoreApplication>

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace weft {

namespace {

struct WorkerLinkText {
    Q_DECLARE_TR_FUNCTIONS(WorkerLink)
};

class Estranged : public Error { // the worker lives, but cannot be understood
public:
    using Error::Error;
};

} // namespace

WorkerLink::WorkerLink(const QString& program, bool diesWithThis, Start start)
{
    if (pipe2(m_wake, O_CLOEXEC | O_NONBLOCK) != 0)
        m_wake[0] = m_wake[1] = -1;
    m_thread = std::thread([this, program, diesWithThis, start = std::move(start)] {
        work([&] {
            this->begin(program, diesWithThis, start);
            talk();
        });
    });
}

WorkerLink::WorkerLink(std::string runFolder)
{
    if (pipe2(m_wake, O_CLOEXEC | O_NONBLOCK) != 0)
        m_wake[0] = m_wake[1] = -1;
    m_thread = std::thread([this, folder = std::move(runFolder)] {
        work([&] {
            find(folder);
            talk();
            if (!m_heard) // it listened to the last, and was gone before it said anything
                tellEndOf(folder);
        });
    });
}

WorkerLink::~WorkerLink()
{
    {
        const std::lock_guard lock(m_mutex);
        m_leaving = true;
    }
    say({});
    m_thread.join();
    for (const int handle : m_wake) {
        if (handle >= 0)
            close(handle);
    }
}

void WorkerLink::say(std::string line)
{
    {
        const std::lock_guard lock(m_mutex);
        m_out += line;
    }
    const char byte = 0;
    if (m_wake[1] >= 0) [[maybe_unused]]
        const ssize_t written = ::write(m_wake[1], &byte, 1);
}

void WorkerLink::send(const Command& command)
{
    say(toLine(command));
}

void WorkerLink::setGoesOnAlone(bool goesOn)
{
    say(toLine(Alone {goesOn}));
}

std::optional<RunLink::Fault> WorkerLink::fault()
{
    const std::lock_guard lock(m_mutex);
    return m_fault;
}

void WorkerLink::kill()
{
    const std::lock_guard lock(m_mutex);
    m_process.kill();
}

void WorkerLink::work(const std::function<void()>& meet)
{
    Fault fault;
    try {
        meet();
    } catch (const Estranged& error) {
        fault = {sentenceOf(error), false};
    } catch (const std::exception& error) {
        fault.cause = sentenceOf(error);
    }
    WorkerProcess process;
    bool leaving = false;
    {
        const std::lock_guard lock(m_mutex);
        process = m_process;
        leaving = m_leaving;
    }
    if (m_socket >= 0)
        close(m_socket);
    if (leaving) {
        process.leave();
        return;
    }
    if (fault.cause.isEmpty())
        fault.cause = process.howItEnded() + lastWords();
    if (m_told)
        return;
    const std::lock_guard lock(m_mutex);
    m_fault = fault;
}

void WorkerLink::begin(const QString& program, bool diesWithThis, const Start& start)
{
    const std::string opening = toLine(Hello()) + toLine(start);
    WorkerProcess process = WorkerProcess::begin(program, diesWithThis);
    m_socket = process.takeSocket();
    const std::lock_guard lock(m_mutex);
    m_process = process;
    m_folder = start.options.resume;
    m_out.insert(0, opening);
}

void WorkerLink::find(const std::string& runFolder)
{
    WorkerProcess process;
    try {
        process = WorkerProcess::find(runFolder);
    } catch (const Error&) {
        tellEndOf(runFolder);
        throw;
    }
    m_socket = process.takeSocket();
    const std::lock_guard lock(m_mutex);
    m_process = process;
    m_folder = runFolder;
    m_out.insert(0, toLine(Hello()));
}

// It may have ended while nobody watched: then it is as if that were seen now.
void WorkerLink::tellEndOf(const std::string& runFolder)
{
    const RunFolder run = RunFolder::open(realFileSystem(), runFolder);
    const RunRecord& record = run.record();
    m_events.post(readMetrics(realFileSystem(), joinPath(runFolder, "metrics.jsonl")));
    RunPlan plan {.folder = runFolder, .device = record.device};
    try {
        const std::string checkpoint = findCheckpoint(realFileSystem(), runFolder);
        plan.firstStep = readCheckpointInfo(realFileSystem(), checkpoint).progress.update + 1;
    } catch (const Error&) { // there is none
    }
    m_events.post(std::move(plan));
    for (const EndReason reason : {EndReason::finished, EndReason::stopped, EndReason::earlyStop, EndReason::failed}) {
        if (record.state == name(reason)) {
            m_events.post(RunEnded {.reason = reason, .text = record.text, .step = record.step});
            m_told = true;
        }
    }
}

void WorkerLink::talk()
{
    fcntl(m_socket, F_SETFL, fcntl(m_socket, F_GETFL) | O_NONBLOCK);
    while (true) {
        bool hasMore = false;
        bool leaving = false;
        {
            const std::lock_guard lock(m_mutex);
            leaving = m_leaving;
            hasMore = !m_out.empty();
        }
        if (leaving) {
            write();
            return;
        }
        pollfd handles[] = {{m_socket, short(hasMore ? POLLIN | POLLOUT : POLLIN), 0}, {m_wake[0], POLLIN, 0}};
        poll(handles, 2, m_wake[0] < 0 ? 20 : -1);
        char bytes[64];
        while (m_wake[0] >= 0 && ::read(m_wake[0], bytes, sizeof bytes) > 0) { }
        write();
        if (!read())
            return;
    }
}

void WorkerLink::write()
{
    const std::lock_guard lock(m_mutex);
    size_t sent = 0;
    while (sent < m_out.size()) {
        const ssize_t count = ::send(m_socket, m_out.data() + sent, m_out.size() - sent, MSG_NOSIGNAL);
        if (count >= 0)
            sent += size_t(count);
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            break;
        else if (errno != EINTR)
            sent = m_out.size(); // it is gone; what it said last is still to be read
    }
    m_out.erase(0, sent);
}

bool WorkerLink::read()
{
    char bytes[65536];
    while (true) {
        const ssize_t count = recv(m_socket, bytes, sizeof bytes, 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno == EAGAIN || errno == EWOULDBLOCK;
        if (count == 0)
            return false;
        m_in.add({bytes, size_t(count)});
        while (const std::optional<std::string_view> line = m_in.next())
            take(workerLine(*line));
    }
}

void WorkerLink::take(const WorkerLine& line)
{
    if (const auto* const hello = std::get_if<Hello>(&line)) {
        if (hello->protocol != workerProtocol)
            throw Estranged(
                WorkerLinkText::tr(
                    "The training was begun by another version of Weft, which speaks another protocol (%1 "
                    "instead of %2): it goes on, but this window cannot show it. Open it with that version.")
                    .arg(hello->protocol)
                    .arg(workerProtocol)
                    .toStdString());
        const std::lock_guard lock(m_mutex);
        m_process.setProcess(hello->process);
        return;
    }
    if (const auto* const beat = std::get_if<int64_t>(&line)) {
        m_advances = *beat;
        return;
    }
    const Event& event = std::get<Event>(line);
    if (const auto* const plan = std::get_if<RunPlan>(&event); plan != nullptr && !plan->folder.empty()) {
        const std::lock_guard lock(m_mutex);
        m_folder = plan->folder;
    }
    m_heard = true;
    m_told = m_told || std::holds_alternative<RunEnded>(event);
    m_events.post(event);
}

// The last line of what the worker printed: an assertion, say.
QString WorkerLink::lastWords() const
{
    std::string folder;
    {
        const std::lock_guard lock(m_mutex);
        folder = m_folder;
    }
    std::ifstream log(folder.empty() ? "" : joinPath(folder, "worker.log"));
    std::string line;
    std::string last;
    for (int64_t lines = 0; lines < 100'000 && std::getline(log, line); ++lines) {
        if (!line.empty())
            last = line;
    }
    constexpr size_t most = 300;
    return last.empty() ? QString()
                        : QLatin1Char(' ')
            + WorkerLinkText::tr("It said last: \"%1\"").arg(QString::fromStdString(last.substr(0, most)));
}

} // namespace weft
