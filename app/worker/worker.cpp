#include "app/worker/worker.h"

#include "app/exit_code.h"
#include "app/interrupt.h"
#include "engine/storage/paths.h"

#include <algorithm>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace weft {

namespace {

constexpr std::chrono::milliseconds glance(30); // between looks at the run
constexpr std::chrono::seconds heartbeat(1);
constexpr std::chrono::seconds patience(5); // for windows to fetch the run's last words
constexpr size_t maxWindows = 16;

// What is printed from now on (assertions, what libraries have to say) is kept with the run: the terminal may go.
void keepOutput(const std::string& folder)
{
    const int log =
        open(joinPath(folder, "worker.log").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
    if (log < 0)
        return;
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    close(log);
}

} // namespace

Worker::Worker(int socket, int window)
    : m_diesWith(window)
{
    m_windows.push_back({std::make_unique<WindowConnection>(socket)});
}

int Worker::run()
{
    catchInterrupts();
    while (!isDone()) {
        wait();
        takeLines();
        tell();
        if (interruptSignal() != 0 && m_run != nullptr)
            m_run->stop();
        const bool alone = m_windows.empty();
        if (alone && m_run == nullptr)
            return exitUsage;
        if (alone && !(m_goesOnAlone && canBeFound()))
            m_run->stop();
        if (m_diesWith != 0 && getppid() != m_diesWith)
            _exit(exitDone); // as if it had been killed too: whoever asks for this does not want the run any more
    }
    return exitDone;
}

void Worker::wait()
{
    std::vector<pollfd> handles;
    for (const Window& window : m_windows) {
        const short wanted = window.connection->wantsToWrite() ? POLLIN | POLLOUT : POLLIN;
        handles.push_back({window.connection->socket(), wanted, 0});
    }
    if (m_socket.handle() >= 0)
        handles.push_back({m_socket.handle(), POLLIN, 0});
    poll(handles.data(), handles.size(), int(glance.count()));
    acceptWindows();
}

void Worker::acceptWindows()
{
    while (m_socket.handle() >= 0 && m_windows.size() < maxWindows) {
        const int socket = m_socket.accept();
        if (socket < 0)
            return;
        m_windows.push_back({std::make_unique<WindowConnection>(socket)});
    }
}

void Worker::takeLines()
{
    for (Window& window : m_windows) {
        for (const WindowLine& line : window.connection->read())
            take(window, line);
    }
    std::erase_if(m_windows, [](const Window& window) { return !window.connection->isOpen(); });
}

void Worker::take(Window& window, const WindowLine& line)
{
    if (const auto* const hello = std::get_if<Hello>(&line)) {
        window.greeted = hello->protocol == workerProtocol;
        window.connection->say(toLine(Hello {.version = WEFT_VERSION, .process = getpid()}));
        if (window.greeted)
            window.connection->post(m_log.since(hello->since));
        return;
    }
    if (!window.greeted)
        return;
    if (const auto* const start = std::get_if<Start>(&line)) {
        if (m_run == nullptr)
            begin(*start);
    } else if (const auto* const alone = std::get_if<Alone>(&line)) {
        m_goesOnAlone = alone->goesOn;
    } else if (const auto* const command = std::get_if<Command>(&line)) {
        if (m_run != nullptr)
            m_run->send(*command);
    }
}

void Worker::begin(Start start)
{
    m_goesOnAlone = start.goesOnAlone;
    m_run = std::make_unique<Run>(std::move(start.project), std::move(start.options));
}

void Worker::tell()
{
    std::vector<Event> events;
    if (m_run != nullptr) {
        m_ended = m_run->hasEnded(); // asked before the last events are fetched
        events = m_run->events().drain();
    }
    for (size_t i = 0; i < events.size(); ++i) {
        if (const auto* const plan = std::get_if<RunPlan>(&events[i])) {
            m_isPlanned = true;
            try {
                if (!plan->folder.empty())
                    openFolder(plan->folder);
            } catch (const Error& error) {
                events.push_back(Warning {error.what()});
            }
        }
        m_log.add(events[i]);
    }
    const Clock::time_point now = Clock::now();
    const bool beats = m_run != nullptr && now - m_beat >= heartbeat;
    if (beats)
        m_beat = now;
    for (Window& window : m_windows) {
        if (!window.greeted) {
            window.connection->flush();
            continue;
        }
        window.connection->post(events);
        if (beats && window.connection->isIdle())
            window.connection->say(beatLine(m_run->advances()));
        window.connection->flush();
    }
    if (m_ended && m_end == Clock::time_point())
        m_end = now;
}

void Worker::openFolder(const std::string& folder)
{
    if (m_socket.handle() >= 0)
        return;
    keepOutput(folder);
    m_socket.open(folder);
}

// Nobody can watch or stop what has no socket: a run of a project in no file, one whose folder was removed.
bool Worker::canBeFound() const
{
    return !m_isPlanned || m_socket.isInPlace();
}

bool Worker::isDone()
{
    if (!m_ended)
        return false;
    const bool told = std::ranges::all_of(m_windows, [](const Window& one) { return one.connection->isIdle(); });
    return told || Clock::now() - m_end > patience;
}

} // namespace weft
