#pragma once

#include "engine/graph/project.h"
#include "engine/support/json.h"
#include "engine/train/metrics.h"
#include "engine/train/schedule.h"

namespace weft {

// One line of the metric history: an epoch's end, a validation, or both.
struct HistoryEntry {
    int64_t step = 0;
    double epoch = 0;
    NamedNumbers values = {};
};

// The best validation by one metric.
struct BestSoFar {
    std::optional<double> value = {};
    int64_t step = 0;
};

// How far a run is: all that decides how it goes on, but for the network's states. Random numbers are not in it: they
// are pure functions of the seed and of these counters.
struct Progress {
    int64_t update = 0; // done
    int64_t epoch = 0; // finished
    int64_t batch = 0; // the next one of its epoch
    bool validating = false; // the validation after this update is not finished
    double learningRate = 0; // the base, as set now
    int64_t epochs = 0; // likewise
    std::vector<double> trainSums = {}; // Totals of the epoch so far
    PlateauState plateau = {};
    BestSoFar best = {}; // by checkpoints.bestMetric
    BestSoFar earlyBest = {}; // by earlyStop.metric
    int64_t badValidations = 0; // in a row, for the early stop
    bool stoppedEarly = false;
    std::vector<HistoryEntry> history = {};
    int64_t marks = 0; // changes by a person so far: so many of the marks in metrics.jsonl have happened
    bool countsEpochs = false; // though the project counts steps
    bool ownEarlyStop = false; // it is not the project's any more but that below
    std::optional<EarlyStop> earlyStop = {};
    double seconds = 0; // of training
};

Json toJson(const Progress& progress);
// Throws Error naming the member that is not as toJson writes it.
Progress progressFromJson(const Json& json);

} // namespace weft
