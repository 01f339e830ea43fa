#pragma once

#include "engine/train/run.h"

#include <QTest>

#include <algorithm>
#include <iterator>

namespace weft {

// The events of type T among them.
template <class T> std::vector<T> all(const std::vector<Event>& events)
{
    std::vector<T> found;
    for (const Event& event : events) {
        if (const T* one = std::get_if<T>(&event))
            found.push_back(*one);
    }
    return found;
}

// Everything the run tells, until it has ended.
inline std::vector<Event> finished(Run& run)
{
    run.wait();
    return run.events().drain();
}

// Waits until the run has told an event of type T; all that it told so far comes back.
template <class T> std::vector<Event> upTo(Run& run)
{
    std::vector<Event> events;
    while (all<T>(events).empty() && !run.hasEnded()) {
        std::ranges::move(run.events().drain(), std::back_inserter(events));
        QTest::qSleep(1);
    }
    return events;
}

// Waits until the run has told that it is paused; all that it told so far comes back.
inline std::vector<Event> upToPause(Run& run)
{
    std::vector<Event> events;
    const auto isPaused = [](const StateChanged& change) { return change.state == RunState::paused; };
    while (std::ranges::none_of(all<StateChanged>(events), isPaused) && !run.hasEnded()) {
        std::ranges::move(run.events().drain(), std::back_inserter(events));
        QTest::qSleep(1);
    }
    return events;
}

} // namespace weft
