#pragma once

#include "engine/runtime/executable.h"
#include "engine/train/observe/observation_program.h"
#include "engine/train/trainer.h"

#include <chrono>

namespace weft {

// Looks inside a network that is being trained, beside the training: a program of its own computes loss and gradients
// for a few samples on the same states and changes none of them, so the training goes on bit for bit as it would alone.
// It looks so seldom that this takes less than 1 % of the time, however large the network. On the trainer's thread.
class Observer {
public:
    Observer(Trainer& trainer, EventQueue& events);
    ~Observer();

    void ask(const Observe& what); // the next look is due at once
    bool isDue() const { return m_what.on && !m_waiting && Clock::now() >= m_due; }
    // Measures, and tells an Observation and what it costs; not before compare() if there are details, and the network
    // is about to be `trained` on. Throws Error if the program cannot be built or run.
    void look(bool trained);
    bool waits() const { return m_waiting; } // for compare(), which is to come one update later
    // After a look and one update: how far the weights have moved.
    void compare();

private:
    using Clock = std::chrono::steady_clock;

    struct WeightBefore {
        size_t detail; // index in the observation's details
        std::string state;
        std::vector<float> values;
    };

    void build();
    bool hasProgram() const;
    bool isOnCpu() const;
    double now() const; // by the clock that costs are measured with
    void feed();
    std::vector<float> output(const std::string& name, Shape& shape);
    std::vector<float> state(const std::string& name) const;
    void summarize();
    void tellTimes();
    void detail(const std::string& path, bool trained);
    void tell();

    Trainer& m_trainer;
    EventQueue& m_events;
    Observe m_what = {.on = false};
    std::vector<int64_t> m_samples; // that it looks at: the preview's, then some of the training part

    ObservationOptions m_options;
    ObservationProgram m_program; // but for its Program, which has moved into the next
    std::unique_ptr<Executable> m_executable;
    std::vector<Executable::NodeTime> m_times;

    Observation m_observation;
    std::vector<WeightBefore> m_before;
    int64_t m_update = 0; // of the trainer when it looked; the observation waits for the next
    bool m_waiting = false;

    Clock::time_point m_first = {};
    Clock::time_point m_due = {};
    double m_seconds = 0; // of the look that is going on
    double m_spent = 0; // of all, but for building
    double m_built = 0;
};

} // namespace weft
