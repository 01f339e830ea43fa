#pragma once

#include "engine/graph/project.h"
#include "engine/support/json.h"

#include <variant>

namespace weft {

// What a running training can be asked: plain values, that can be written as JSON lines and sent to another process.

struct Pause {
    bool operator==(const Pause&) const = default;
};
struct Resume { // also after "disk full"
    bool operator==(const Resume&) const = default;
};
struct Stop { // leaves a checkpoint, and can be resumed later
    bool operator==(const Stop&) const = default;
};
struct StepOnce { // one update with the validation and the checkpoint that follow it, then paused
    bool operator==(const StepOnce&) const = default;
};
struct SaveCheckpoint {
    bool operator==(const SaveCheckpoint&) const = default;
};

// Changes of the training: each is told as a Mark.
struct SetLearningRate { // the base, before the schedule
    double rate = 0;
    bool operator==(const SetLearningRate&) const = default;
};
struct SetEpochs {
    int64_t epochs = 0;
    bool operator==(const SetEpochs&) const = default;
};
struct SetEarlyStop { // nothing: none
    std::optional<EarlyStop> earlyStop = {};
    bool operator==(const SetEarlyStop&) const = default;
};

// Questions; the answers are a ProbeAnswer, a ProbeAnswer and a ConfusionAnswer.
struct ProbeSample {
    int64_t sample = 0; // index in the data
    bool operator==(const ProbeSample&) const = default;
};
struct ProbeValues { // one sample for one Input node, as the data stores it: 0 … 255 for pictures
    std::string node = {};
    std::vector<float> values = {};
    bool operator==(const ProbeValues&) const = default;
};
struct AskConfusion { // the samples behind a cell of the last validation's matrix
    std::string node = {};
    int64_t truth = 0;
    int64_t predicted = 0;
    bool operator==(const AskConfusion&) const = default;
};

// Look inside from now on, at most so much that it costs 1 % of the time; answers are Observations.
struct Observe {
    bool on = true; // false: not at all
    std::vector<std::string> nodes = {}; // paths of those to look at closely; the others are summed up
    int64_t preview = 0; // which of the preview's samples the activation maps show
    bool times = false; // measure how long each node takes too
    bool operator==(const Observe&) const = default;
};

using Command = std::variant<Pause, Resume, Stop, StepOnce, SaveCheckpoint, SetLearningRate, SetEpochs, SetEarlyStop,
                             ProbeSample, ProbeValues, AskConfusion, Observe>;

// {"command": "learning_rate", "rate": 0.01}
Json toJson(const Command& command);
// Throws Error for what toJson would not have written.
Command commandFromJson(const Json& json);

} // namespace weft
