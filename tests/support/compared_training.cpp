#include "tests/support/compared_training.h"

namespace weft {

TrainerOptions ComparedTraining::on(Backend& backend, TrainerOptions options)
{
    options.backend = &backend;
    options.previewSamples = 0;
    return options;
}

ComparedTraining::ComparedTraining(const Project& project, Backend& backend, TrainerOptions options)
    : trainer(project, on(backend, std::move(options)), events)
{
}

void ComparedTraining::drain()
{
    for (Event& event : events.drain()) {
        if (const auto* done = std::get_if<StepsDone>(&event))
            steps.insert(steps.end(), done->steps.begin(), done->steps.end());
        else if (auto* epoch = std::get_if<EpochDone>(&event))
            epochs.push_back(std::move(*epoch));
        else if (const auto* warning = std::get_if<Warning>(&event))
            warnings.push_back(warning->text);
    }
    for (StepNumbers& step : steps)
        step.samplesPerSecond = 0;
    for (EpochDone& epoch : epochs)
        epoch.seconds = 0;
}

void ComparedTraining::finish(int64_t most)
{
    while (trainer.advance(most) != Trainer::State::ended) { }
    drain();
}

} // namespace weft
