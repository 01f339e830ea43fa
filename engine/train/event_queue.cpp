#include "engine/train/event_queue.h"

#include <algorithm>

namespace weft {

namespace {

constexpr size_t reservedSteps = 2048; // so that posting allocates nothing while the watcher keeps up

template <class T> bool is(const Event& event)
{
    return std::holds_alternative<T>(event);
}

} // namespace

EventQueue::EventQueue()
{
    m_steps.reserve(reservedSteps);
}

void EventQueue::post(const StepNumbers& step)
{
    const std::lock_guard lock(m_mutex);
    if (m_steps.size() >= maxSteps) { // the older half is thinned; the newest stay whole
        const size_t half = maxSteps / 2;
        for (size_t i = 0; i < half / 2; ++i)
            m_steps[i] = m_steps[2 * i + 1];
        m_steps.erase(m_steps.begin() + ptrdiff_t(half / 2), m_steps.begin() + ptrdiff_t(half));
    }
    m_steps.push_back(step);
    m_lastStep = step.step;
}

void EventQueue::post(Event event)
{
    const std::lock_guard lock(m_mutex);
    if (is<Preview>(event) || is<DeviceSample>(event))
        std::erase_if(m_events, [&](const Posted& one) { return one.event.index() == event.index(); });
    if (m_events.size() >= maxEvents)
        m_events.erase(m_events.begin());
    m_events.push_back({std::move(event), m_lastStep});
}

std::vector<Event> EventQueue::drain()
{
    std::vector<StepNumbers> steps;
    std::vector<Posted> events;
    std::vector<StepNumbers> empty;
    empty.reserve(reservedSteps);
    {
        const std::lock_guard lock(m_mutex);
        steps.swap(m_steps);
        events.swap(m_events);
        m_steps.swap(empty);
    }
    std::vector<Event> all;
    size_t told = 0;
    const auto tellSteps = [&](size_t end) {
        if (end > told)
            all.push_back(StepsDone {{steps.begin() + ptrdiff_t(told), steps.begin() + ptrdiff_t(end)}});
        told = end;
    };
    for (Posted& posted : events) {
        size_t end = told;
        while (end < steps.size() && steps[end].step <= posted.afterStep)
            ++end;
        tellSteps(end);
        all.push_back(std::move(posted.event));
    }
    tellSteps(steps.size());
    return all;
}

} // namespace weft
