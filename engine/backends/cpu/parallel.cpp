#include "engine/backends/cpu/parallel.h"

#include <algorithm>
#include <thread>

#ifdef __SANITIZE_THREAD__
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>
#else
#include <omp.h>
#endif

namespace weft {

namespace {

int cores()
{
    return std::max(1, int(std::thread::hardware_concurrency()));
}

} // namespace

#ifdef __SANITIZE_THREAD__

namespace {

thread_local int chosenThreads = 0;

// Threads that wait for a loop, take tasks from a counter, and say when the last is done. One loop at a time.
class Pool {
public:
    ~Pool()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ending = true;
        }
        m_work.notify_all();
        for (std::thread& thread : m_threads)
            thread.join();
    }

    void run(int threads, int64_t tasks, void (*call)(void*, int64_t), void* context)
    {
        const std::lock_guard oneAtATime(m_loop);
        std::unique_lock lock(m_mutex);
        while (int(m_threads.size()) < threads - 1)
            m_threads.emplace_back([this, number = int(m_threads.size())] { serve(number); });
        m_call = call;
        m_context = context;
        m_tasks = tasks;
        m_next = 0;
        m_helpers = m_busy = threads - 1;
        ++m_round;
        lock.unlock();
        m_work.notify_all();
        takeTasks();
        lock.lock();
        m_done.wait(lock, [this] { return m_busy == 0; });
    }

private:
    void takeTasks()
    {
        for (int64_t task = m_next++; task < m_tasks; task = m_next++)
            m_call(m_context, task);
    }

    void serve(int number)
    {
        int64_t round = 0;
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_work.wait(lock, [&] { return m_ending || (m_round != round && number < m_helpers); });
            if (m_ending)
                return;
            round = m_round;
            lock.unlock();
            takeTasks();
            lock.lock();
            if (--m_busy == 0)
                m_done.notify_all();
        }
    }

    std::mutex m_loop;
    std::mutex m_mutex;
    std::condition_variable m_work;
    std::condition_variable m_done;
    std::vector<std::thread> m_threads;
    void (*m_call)(void*, int64_t) = nullptr;
    void* m_context = nullptr;
    int64_t m_tasks = 0;
    std::atomic<int64_t> m_next = 0;
    int64_t m_round = 0;
    int m_helpers = 0;
    int m_busy = 0;
    bool m_ending = false;
};

thread_local bool insideLoop = false;

} // namespace

int threadCount()
{
    return chosenThreads > 0 ? chosenThreads : cores();
}

void setThreadCount(int threads)
{
    chosenThreads = threads;
}

void parallel_detail::run(int64_t tasks, void (*call)(void*, int64_t), void* context)
{
    const int threads = int(std::min<int64_t>(tasks, threadCount()));
    if (threads <= 1 || insideLoop) {
        for (int64_t task = 0; task < tasks; ++task)
            call(context, task);
        return;
    }
    static Pool pool;
    struct Loop {
        void (*call)(void*, int64_t);
        void* context;
    } loop = {call, context};
    pool.run(
        threads, tasks,
        [](void* given, int64_t task) {
            const Loop& inner = *static_cast<Loop*>(given);
            insideLoop = true;
            inner.call(inner.context, task);
            insideLoop = false;
        },
        &loop);
}

#else

int threadCount()
{
    return omp_get_max_threads();
}

void setThreadCount(int threads)
{
    omp_set_num_threads(threads > 0 ? threads : cores());
}

void parallel_detail::run(int64_t tasks, void (*call)(void*, int64_t), void* context)
{
    const int threads = int(std::min<int64_t>(tasks, omp_get_max_threads()));
    if (threads <= 1 || omp_in_parallel()) {
        for (int64_t task = 0; task < tasks; ++task)
            call(context, task);
        return;
    }
#pragma omp parallel for schedule(dynamic, 1)
    for (int64_t task = 0; task < tasks; ++task)
        call(context, task);
}

#endif

} // namespace weft
