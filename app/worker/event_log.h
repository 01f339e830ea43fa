#pragma once

#include "engine/train/events.h"

namespace weft {

// What a window that comes later must be told of a run: bounded, however long the run is. Of steps, epochs and the
// like the older are thinned; of all else the newest is kept.
class EventLog {
public:
    void add(const Event& event);
    std::vector<Event> since(int64_t step) const;

private:
    static constexpr size_t maxSteps = size_t(1) << 16;
    static constexpr size_t maxRecords = 4096;

    std::vector<StepNumbers> m_steps;
    std::vector<Event> m_records; // epochs, marks, warnings
    std::vector<Event> m_newest; // one a kind
};

} // namespace weft
