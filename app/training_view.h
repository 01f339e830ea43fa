#pragma once

#include "app/terminal.h"
#include "engine/train/events.h"

#include <chrono>

namespace weft {

// A run as text: a line for each epoch, and between them, in a terminal, one line that is drawn again and again.
class TrainingView {
public:
    TrainingView();

    void show(const Event& event);
    void begin(const RunPlan& plan);
    void show(const StepNumbers& step);
    void show(const EpochDone& done);
    void warn(const Warning& warning);
    // Draws the status line, at most ten times a second.
    void refresh();
    void line(const std::string& text); // above the status line
    void end(); // takes the status line away

private:
    using Clock = std::chrono::steady_clock;

    std::string status() const;

    bool m_terminal;
    StatusLine m_status;
    RunPlan m_plan;
    Clock::time_point m_started;
    Clock::time_point m_drawn;
    int64_t m_steps = 0; // since it was started
    StepNumbers m_last;
    double m_loss = 0; // running mean, and the weight that it has
    double m_lossWeight = 0;
    double m_secondsPerSample = 0; // running mean
    double m_secondsBefore = 0; // of training, at the last epoch's line
    std::string m_score; // of the last validation
};

// "loss 0.3214, accuracy 0.8841": those of the part, without its name; an empty part: all.
std::string valuesText(const NamedNumbers& values, std::string_view part);

} // namespace weft
