#pragma once

#include "engine/support/dtype.h"
#include "engine/support/shape.h"
#include "engine/train/live/observation.h"
#include "engine/train/metrics.h"

#include <variant>

namespace weft {

// What a run tells its watchers: plain values, that can be written as JSON lines (event_json.h) and sent to another
// process. Steps and epochs count from 1, as people do.

struct StepNumbers {
    int64_t step = 0;
    float epoch = 0; // epochs done after it: 1.25
    float loss = 0;
    float learningRate = 0;
    float gradientNorm = 0; // before clipping
    float samplesPerSecond = 0;
    bool operator==(const StepNumbers&) const = default;
};

struct StepsDone {
    std::vector<StepNumbers> steps = {};
    bool operator==(const StepsDone&) const = default;
};

// After each epoch and each validation.
struct EpochDone {
    int64_t step = 0;
    double epoch = 0; // epochs done; not whole after a validation within an epoch
    NamedNumbers values = {}; // "train/loss": since the epoch began; "validation/loss", "validation/accuracy", …
    std::vector<ConfusionMatrix> confusions = {}; // of the validation
    double seconds = 0; // of training, since the run began
    bool operator==(const EpochDone&) const = default;
};

// Values of some samples, one after the other.
struct SampleValues {
    std::string node;
    std::string kind = {}; // "numbers", "image", "class", "class map", "tokens"; of a prediction "values", "classes", …
    DType dtype = DType::f32;
    Shape shape = {}; // of one sample
    std::vector<std::string> classes = {}; // names, where there are some
    std::vector<std::byte> bytes = {};
    bool operator==(const SampleValues&) const = default;
};

// What the network makes of some samples.
struct Predictions {
    int64_t step = 0;
    std::vector<int64_t> samples = {}; // indices in the data; empty: they are not of it
    std::vector<SampleValues> inputs = {}; // as they are stored
    std::vector<SampleValues> truths = {}; // likewise
    std::vector<SampleValues> predictions = {}; // classes: probabilities
    bool operator==(const Predictions&) const = default;
};

struct Preview { // always of the same samples
    Predictions of = {};
    bool operator==(const Preview&) const = default;
};

struct ProbeAnswer {
    Predictions of = {};
    bool operator==(const ProbeAnswer&) const = default;
};

// Samples of the last validation that have one truth and one answer; at most 64 of them.
struct ConfusionAnswer {
    std::string node = {}; // that counts the matrix
    int64_t truth = 0;
    int64_t predicted = 0;
    int64_t count = 0; // of all samples in the cell
    int64_t validationStep = 0; // when they were counted; the predictions in `of` are those of the current weights
    Predictions of = {};
    bool operator==(const ConfusionAnswer&) const = default;
};

struct DeviceSample {
    double seconds = 0; // since the run began
    double cpuPercent = 0; // of all cores, by this process
    uint64_t memoryBytes = 0; // resident, of this process
    uint64_t memoryTotalBytes = 0; // of the machine
    double dataWait = 0; // share of the time since the last sample that the training waited for its data, 0 … 1
    struct Gpu {
        std::string name;
        double percent = 0;
        uint64_t memoryBytes = 0;
        uint64_t memoryTotalBytes = 0;
        double watts = 0;
        double celsius = 0;
        double megahertz = 0; // clocks
        double memoryMegahertz = 0;
        double pcieBytesPerSecond = 0;
        bool operator==(const Gpu&) const = default;
    };
    std::vector<Gpu> gpus = {};
    bool operator==(const DeviceSample&) const = default;
};

enum class RunState : uint8_t { preparing, training, paused, diskFull, dataGone, ended };

// The run waits for the world: paused until it is resumed, which may be tried at any time.
inline bool isWaiting(RunState state)
{
    return state == RunState::diskFull || state == RunState::dataGone;
}

std::string_view name(RunState state);

struct StateChanged {
    RunState state = RunState::preparing;
    std::string text = {}; // why, where that is not plain
    bool operator==(const StateChanged&) const = default;
};

struct RunPlan { // once everything is ready, and when the epochs or the learning rate are changed
    std::string folder = {}; // of the run; empty: nothing is written
    std::string device = {};
    int64_t samples = 0; // of the training part
    int64_t updatesPerEpoch = 0;
    int64_t updates = 0; // of the whole run
    int64_t parameters = 0; // trainable numbers
    int64_t firstStep = 1; // > 1: the run goes on from a checkpoint
    double learningRate = 0; // before the schedule
    bool operator==(const RunPlan&) const = default;
};

struct Warning {
    std::string text;
    std::string node = {};
    bool operator==(const Warning&) const = default;
};

// The training was changed by a person. The step is the first one that it may have acted on.
struct Mark {
    int64_t step = 0;
    std::string what = {}; // "learning_rate", "epochs", "early_stop"
    std::string before = {}; // as text: "0.001", "5 × validation/loss"; empty: there was none
    std::string after = {};
    bool operator==(const Mark&) const = default;
};

struct Observation {
    int64_t step = 0; // the weights are those after it
    std::vector<NodeSummary> nodes = {};
    std::vector<NodeDetail> details = {}; // of the nodes that were asked for
    bool operator==(const Observation&) const = default;
};

// What looking inside costs.
struct MonitoringCost {
    double share = 0; // of the time since it began, without what made it ready
    double secondsEach = 0; // of the last observation
    double secondsBetween = 0; // chosen so that the share stays below 1 %
    double secondsToBegin = 0; // to compile its program, once
    bool operator==(const MonitoringCost&) const = default;
};

struct Checkpointed {
    int64_t step = 0;
    std::string folder = {};
    bool best = false;
    bool operator==(const Checkpointed&) const = default;
};

enum class EndReason : uint8_t { finished, stopped, earlyStop, failed };

std::string_view name(EndReason reason);

// Whose it is to mend: the project's (settings, data, a network that diverges), the world's (a file, the disk, the
// memory, a device), or a mistake in Weft.
enum class Fault : uint8_t { none, project, world, weft };

struct RunEnded {
    EndReason reason = EndReason::finished;
    std::string text = {};
    std::string node = {}; // of a failure
    Fault fault = Fault::none; // likewise
    int64_t step = 0;
    std::string stateHash = {}; // equal for two runs that ended alike, bit for bit; empty after a failure
    bool operator==(const RunEnded&) const = default;
};

using Event = std::variant<StepsDone, EpochDone, Preview, ProbeAnswer, DeviceSample, StateChanged, RunPlan, Warning,
                           Checkpointed, RunEnded, ConfusionAnswer, Mark, Observation, MonitoringCost>;

} // namespace weft
