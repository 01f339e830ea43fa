#pragma once

#include "engine/graph/param.h"
#include "engine/graph/project.h"
#include "engine/support/diagnostic.h"

namespace weft {

// Where a run is when an update asks for its learning rate.
struct ScheduleMoment {
    int64_t update = 0; // 0 at the first one
    int64_t updates = 1; // of the whole run
    int64_t epoch = 0; // finished ones
};

// What the plateau schedule remembers; part of every checkpoint.
struct PlateauState {
    double factor = 1;
    std::optional<double> best = {};
    int64_t bad = 0; // validations in a row without improvement
    int64_t waiting = 0; // validations that will not be counted after a reduction
    bool operator==(const PlateauState&) const = default;
};

// How the learning rate moves over a run: a factor of the base rate, a pure function of the moment.
struct ScheduleType {
    std::string id;
    std::string title;
    std::string doc;
    std::vector<Param> params = {};
    double (*factor)(const Params& params, const ScheduleMoment& moment) = nullptr; // nullptr: reacts to a metric
};

const std::vector<ScheduleType>& scheduleTypes(); // sorted by id
const ScheduleType* findScheduleType(const std::string& id);

// A schedule with its parameters.
class Schedule {
public:
    // What is wrong with the choice is said in diagnostics; then the rate stays constant.
    Schedule(const Choice& choice, Diagnostics& diagnostics);

    double factor(const ScheduleMoment& moment, const PlateauState& plateau) const;
    // The metric that it watches ("validation/loss"); empty: none.
    std::string metric() const;
    // After a validation: counts what the metric has become. NaN is never an improvement.
    void observe(double value, PlateauState& plateau) const;

private:
    const ScheduleType* m_type;
    Params m_params;
};

} // namespace weft
