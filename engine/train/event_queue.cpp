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
    add(step);
}

void EventQueue::add(const StepNumbers& step)
{
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
    if (const auto* const done = std::get_if<StepsDone>(&event)) {
        for (const StepNumbers& step : done->steps)
            add(step);
        return;
    }
    makeRoomFor(event);
    m_events.push_back({std::move(event), m_lastStep});
}

void EventQueue::post(std::vector<Event> events)
{
    for (Event& event : events)
        post(std::move(event));
}

void EventQueue::makeRoomFor(const Event& event)
{
    const auto alike = [&](const Posted& one) { return one.event.index() == event.index(); };
    if (is<Preview>(event) || is<DeviceSample>(event) || is<Observation>(event) || is<MonitoringCost>(event))
        std::erase_if(m_events, alike);
    const bool isAnswer = is<ProbeAnswer>(event) || is<ConfusionAnswer>(event);
    if ((isAnswer || is<EpochDone>(event)) && std::ranges::count_if(m_events, alike) >= ptrdiff_t(maxAnswers)) {
        if (isAnswer) {
            m_events.erase(std::ranges::find_if(m_events, alike));
        } else { // its values are for the curves; of its matrices nobody looks at any but the newest
            const auto last = std::find_if(m_events.rbegin(), m_events.rend(), alike);
            std::get<EpochDone>(last->event).confusions.clear();
        }
    }
    if (m_events.size() >= maxEvents)
        m_events.erase(m_events.begin());
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
