#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace weft {

// A few threads that read requests and write answers, so that a large body or picture holds up nobody else.
class Pool {
public:
    explicit Pool(int threads);
    ~Pool(); // does what waits, then ends
    void run(std::function<void()> task);

private:
    void work();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_tasks;
    bool m_ending = false;
    std::vector<std::thread> m_threads;
};

} // namespace weft
