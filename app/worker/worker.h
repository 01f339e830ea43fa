#pragma once

#include "app/worker/event_log.h"
#include "app/worker/run_socket.h"
#include "app/worker/window_connection.h"

#include <chrono>
#include <memory>

namespace weft {

// Trains one run for the windows that are connected to it: the one that began it, over a socket it inherited, and
// those that come later, over the socket in the run's folder. See worker_protocol.h. Without a window it trains on if
// that was asked for and a window can come back; else it stops, with a checkpoint.
class Worker {
public:
    // `socket`: of the window that begins the run. `window`: its process, to die with at once; 0: none.
    Worker(int socket, int window);
    int run(); // the exit code, once the run has ended or there is nobody left to begin one

private:
    using Clock = std::chrono::steady_clock;

    struct Window {
        std::unique_ptr<WindowConnection> connection;
        bool greeted = false;
    };

    void wait();
    void takeLines();
    void take(Window& window, const WindowLine& line);
    void begin(Start start);
    void tell();
    void openFolder(const std::string& folder);
    void acceptWindows();
    bool isDone();
    bool canBeFound() const;

    std::vector<Window> m_windows;
    RunSocket m_socket;
    std::unique_ptr<Run> m_run;
    EventLog m_log;
    int m_diesWith;
    bool m_goesOnAlone = true;
    bool m_isPlanned = false; // it has its folder, if it gets one
    bool m_ended = false;
    Clock::time_point m_end = {}; // when the run had ended
    Clock::time_point m_beat = {};
};

} // namespace weft
