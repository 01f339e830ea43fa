#pragma once

#include "engine/train/events.h"

#include <mutex>

namespace weft {

// Between the thread that trains and whoever watches. Posting never waits for the watcher and takes bounded memory:
// steps are kept packed, of previews, device samples and observations the newest only, of answers and matrices the
// newest few; all else is rare.
class EventQueue {
public:
    // Room for steps that nobody has fetched; beyond it every second of the older ones goes.
    static constexpr size_t maxSteps = size_t(1) << 17;
    static constexpr size_t maxEvents = 4096; // beyond it the oldest go
    static constexpr size_t maxAnswers = 16; // of each kind; likewise

    EventQueue();
    void post(const StepNumbers& step);
    void post(Event event);
    void post(std::vector<Event> events); // in order
    // Everything since the last call, in order; the steps of each stretch between two other events as one StepsDone.
    std::vector<Event> drain();

private:
    struct Posted {
        Event event;
        int64_t afterStep = 0;
    };

    void add(const StepNumbers& step);
    void makeRoomFor(const Event& event);

    std::mutex m_mutex;
    std::vector<StepNumbers> m_steps;
    std::vector<Posted> m_events;
    int64_t m_lastStep = 0;
};

} // namespace weft
