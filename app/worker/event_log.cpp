#include "app/worker/event_log.h"

#include <algorithm>

namespace weft {

namespace {

template <class T> bool is(const Event& event)
{
    return std::holds_alternative<T>(event);
}

// Every second one of the older half goes.
template <class T> void thin(std::vector<T>& all)
{
    const size_t half = all.size() / 2;
    size_t kept = 0;
    for (size_t i = 0; i < all.size(); ++i) {
        if (i < half && i % 2 == 0)
            continue;
        if (i != kept)
            all[kept] = std::move(all[i]);
        ++kept;
    }
    all.resize(kept);
}

int64_t stepOf(const Event& event)
{
    if (const auto* const done = std::get_if<EpochDone>(&event))
        return done->step;
    if (const auto* const mark = std::get_if<Mark>(&event))
        return mark->step;
    return INT64_MAX;
}

} // namespace

void EventLog::add(const Event& event)
{
    if (const auto* const done = std::get_if<StepsDone>(&event)) {
        for (const StepNumbers& step : done->steps) {
            if (m_steps.size() >= maxSteps)
                thin(m_steps);
            m_steps.push_back(step);
        }
        return;
    }
    if (is<EpochDone>(event) || is<Mark>(event) || is<Warning>(event)) {
        if (const auto* const done = std::get_if<EpochDone>(&event); done != nullptr && !done->confusions.empty()) {
            for (Event& one : m_records) { // matrices are large, and only the newest is looked at
                if (auto* const earlier = std::get_if<EpochDone>(&one))
                    earlier->confusions.clear();
            }
        }
        if (m_records.size() >= maxRecords)
            thin(m_records);
        m_records.push_back(event);
        return;
    }
    if (is<ProbeAnswer>(event) || is<ConfusionAnswer>(event)) // who asked has been told
        return;
    std::erase_if(m_newest, [&](const Event& one) { return one.index() == event.index(); });
    m_newest.push_back(event);
}

std::vector<Event> EventLog::since(int64_t step) const
{
    std::vector<Event> all;
    for (const Event& event : m_newest) {
        if (is<RunPlan>(event))
            all.push_back(event);
    }
    StepsDone steps;
    const auto first = std::ranges::upper_bound(m_steps, step, {}, &StepNumbers::step);
    steps.steps.assign(first, m_steps.end());
    if (!steps.steps.empty())
        all.push_back(std::move(steps));
    for (const Event& event : m_records) {
        if (stepOf(event) > step)
            all.push_back(event);
    }
    for (const Event& event : m_newest) {
        if (!is<RunPlan>(event))
            all.push_back(event);
    }
    return all;
}

} // namespace weft
