#pragma once

#include "engine/train/trainer.h"

namespace weft {

// A training on a backend, with what it tells but for how fast it was: two of them may be compared.
struct ComparedTraining {
    ComparedTraining(const Project& project, Backend& backend, TrainerOptions options = {});
    void drain(); // takes the events
    void finish(int64_t most = 1); // to the end of the run, `most` updates in one go

    EventQueue events;
    Trainer trainer;
    std::vector<StepNumbers> steps;
    std::vector<EpochDone> epochs;
    std::vector<std::string> warnings;

private:
    static TrainerOptions on(Backend& backend, TrainerOptions options);
};

} // namespace weft
