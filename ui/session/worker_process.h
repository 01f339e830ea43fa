#pragma once

#include <QString>

#include <optional>
#include <sys/types.h>

namespace weft {

// The other program, as an operating system sees it. Nothing here waits long; for any thread.
class WorkerProcess {
public:
    // Begins `program worker`, in a session of its own so that it can outlive this one. Throws Error.
    static WorkerProcess begin(const QString& program, bool diesWithThis);
    // A worker that trains in the folder already. Throws Error if there is none.
    static WorkerProcess find(const std::string& runFolder);

    int takeSocket(); // once: who takes it closes it
    void setProcess(int64_t process) { m_process = pid_t(process); } // of one that was found; it says so itself
    void kill() const;
    // After its end of the socket has closed: how it ended, as far as can be told, in half a sentence. Waits for it.
    QString howItEnded() const;
    // Nobody will ask how it ended.
    void leave() const;

private:
    int m_socket = -1;
    pid_t m_process = 0; // 0: not known yet
    bool m_isChild = false;
};

} // namespace weft
