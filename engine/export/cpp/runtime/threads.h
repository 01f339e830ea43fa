// Threads that wait for work and share it. One model uses them at a time.
class Threads {
public:
    explicit Threads(unsigned count)
    {
        for (unsigned i = 1; i < count; ++i)
            m_threads.emplace_back([this] { wait(); });
    }
    ~Threads()
    {
        {
            std::lock_guard<std::mutex> lock(m_mutex);
            m_ends = true;
        }
        m_wake.notify_all();
        for (std::thread& thread : m_threads)
            thread.join();
    }
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;
    size_t count() const { return m_threads.size() + 1; }

    // Calls work(begin, end) for parts of 0 … items - 1, of at least `least` each, and returns when all are done.
    template <class Work> void run(size_t items, size_t least, const Work& work)
    {
        if (m_threads.empty() || items <= least) {
            if (items > 0)
                work(size_t(0), items);
            return;
        }
        m_call = [](const void* what, size_t begin, size_t end) { (*static_cast<const Work*>(what))(begin, end); };
        m_work = &work;
        m_items = items;
        m_part = std::max(least, items / (4 * count()));
        m_next.store(0);
        {
            std::lock_guard<std::mutex> lock(m_mutex);
            m_busy = m_threads.size();
            ++m_round;
        }
        m_wake.notify_all();
        takeParts();
        std::unique_lock<std::mutex> lock(m_mutex);
        m_done.wait(lock, [this] { return m_busy == 0; });
    }

private:
    void takeParts()
    {
        for (size_t begin = m_next.fetch_add(m_part); begin < m_items; begin = m_next.fetch_add(m_part))
            m_call(m_work, begin, std::min(m_items, begin + m_part));
    }

    void wait()
    {
        std::unique_lock<std::mutex> lock(m_mutex);
        for (size_t seen = 0;;) {
            m_wake.wait(lock, [&] { return m_ends || m_round != seen; });
            if (m_ends)
                return;
            seen = m_round;
            lock.unlock();
            takeParts();
            lock.lock();
            if (--m_busy == 0)
                m_done.notify_one();
        }
    }

    std::vector<std::thread> m_threads;
    std::mutex m_mutex;
    std::condition_variable m_wake, m_done;
    size_t m_round = 0, m_busy = 0;
    bool m_ends = false;
    void (*m_call)(const void*, size_t, size_t) = nullptr;
    const void* m_work = nullptr;
    size_t m_items = 0, m_part = 1;
    std::atomic<size_t> m_next {0};
};
