#pragma once

#include "engine/train/live/worker_protocol.h"

namespace weft {

// The worker's end of the way to one window. Nothing waits: what the window does not fetch stays in a queue of bounded
// size.
class WindowConnection {
public:
    explicit WindowConnection(int socket); // takes it over
    ~WindowConnection();
    WindowConnection(const WindowConnection&) = delete;
    WindowConnection& operator=(const WindowConnection&) = delete;

    int socket() const { return m_socket; }
    bool isOpen() const { return m_socket >= 0; }
    bool wantsToWrite() const { return !m_out.empty(); }
    bool isIdle() const { return m_out.empty() && !m_hasMore; } // all that was posted has gone out

    std::vector<WindowLine> read(); // what has come
    void say(std::string line); // at once, before what is posted
    void post(const std::vector<Event>& events);
    void flush(); // as much as goes

private:
    void close();

    int m_socket;
    LineReader m_in;
    EventQueue m_queue;
    bool m_hasMore = false;
    std::string m_out;
    size_t m_sent = 0; // of m_out
};

} // namespace weft
