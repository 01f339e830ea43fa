#pragma once

#include "engine/train/live/worker_protocol.h"
#include "ui/session/run_link.h"
#include "ui/session/worker_process.h"

#include <atomic>
#include <mutex>
#include <thread>

namespace weft {

// A training in another process. A thread of its own begins or finds that, writes commands, and reads what comes into
// values: the window only ever fetches those.
class WorkerLink : public RunLink {
public:
    WorkerLink(const QString& program, bool diesWithThis, Start start); // a new worker
    explicit WorkerLink(std::string runFolder); // one that trains there; or what is left of the run, if it has ended
    ~WorkerLink() override; // hangs up; does not wait for the training

    void send(const Command& command) override;
    std::vector<Event> drain() override { return m_events.drain(); }
    int64_t advances() const override { return m_advances; }
    std::optional<Fault> fault() override;
    void kill() override;
    void setGoesOnAlone(bool goesOn) override;

private:
    void work(const std::function<void()>& meet);
    void begin(const QString& program, bool diesWithThis, const Start& start);
    void find(const std::string& runFolder);
    void talk();
    void write();
    bool read(); // false: the worker is gone
    void take(const WorkerLine& line);
    void tellEndOf(const std::string& runFolder);
    QString lastWords() const;
    void say(std::string line);

    EventQueue m_events;
    std::atomic<int64_t> m_advances = 0;
    int m_wake[2] = {-1, -1}; // a pipe: something is to be said, or it is over
    int m_socket = -1; // of the thread, as the next
    LineReader m_in;
    bool m_heard = false; // anything of the run
    bool m_told = false; // the run's end has come

    mutable std::mutex m_mutex; // guards all below
    std::string m_out;
    WorkerProcess m_process;
    std::string m_folder;
    std::optional<Fault> m_fault;
    bool m_leaving = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace weft
