#pragma once

#include "engine/compiler/lower.h"
#include "engine/graph/project.h"

namespace weft {

enum class StepKind {
    train, // forward, loss, backward, clipping, optimizer, averages, metrics: everything of one update
    accumulate, // forward, loss, backward; the gradients are added to what has accumulated
    apply, // as train, with what has accumulated added to the gradients; the accumulators begin again at 0
    evaluate, // forward in inference form, loss and metrics
    predict, // forward in inference form, predictions only; labels are not needed
};

struct StepOptions {
    StepKind kind = StepKind::train;
    int64_t batch =
        1; // the last, smaller batch has a program of its own on the same states, so that every sum is exact
    DType dtype = DType::f32;
    bool guarded = false; // train: once a step was not finite, no state moves until the state guardName is 1 again
    bool averaged = false; // evaluate, predict: with the averaged weights (training.ema), where there are some
    int64_t epoch = -1; // train, accumulate, apply: as in LowerOptions
    int64_t updatesPerEpoch = 0; // with nodes that are unfrozen later: they count their updates from then on
    bool gradientParts = false; // train, apply: with "gradient_part:WEIGHT", the square of what moves that weight
};

// One step as one program. Its inputs by name: each feed's node; "random_key" (i64 [2]: seed, number of the step),
// "learning_rate", "update" (1 at the first update) and, with accumulation, "share" (of this micro-batch in the update:
// samples / samples of all), scalars of the step's type. An input that the program does not need is not there.
// Outputs: "terms" (f32: total and count of each loss, then of each metric; totals are of this batch), "objective"
// (the weighted sum of mean losses), "confusion:NODE", for matrices of whole samples "truth:NODE" and "chosen:NODE"
// (i32, one a sample), "prediction:NODE"; when training "gradient_norm" (the global one, before clipping) and "finite"
// (1, or 0: loss or gradient is not finite, and no state has changed).
//
// In f16 the loss is scaled, as gradients would be too small for it (Micikevicius et al. 2018, "Mixed Precision
// Training", section 3.2). The scale is a state: where a gradient overflows, the update is left out, "gradient_norm" is 0
// and the scale half as large; after 2,000 updates without that it doubles. At a scale of 1 an overflow is a failure as in
// other precisions. Optimizers count only the updates that were made.
struct StepProgram {
    struct TermName {
        std::string node;
        std::string name;
        double weight = 1;
        Measure measure = Measure::ratio;
    };
    struct FeedInfo {
        std::string node;
        FeedKind kind = FeedKind::numbers;
        int64_t classes = 0;
        Shape shape = {}; // one sample
        DType dtype = DType::f32;
        bool used = true; // by this program
    };
    // Labels of the data that a loss compares with scores, as they are.
    struct ScoredFeed {
        std::string node; // the loss
        size_t feed = 0;
        int64_t scores = 0; // of each label
        int64_t ignored = 0; // this label counts nothing
    };
    struct PredictionInfo {
        std::string node;
        PredictionKind kind = PredictionKind::values;
    };
    Program program = {};
    std::vector<TermName> losses = {};
    std::vector<TermName> metrics = {};
    std::vector<std::string> confusions = {}; // nodes
    std::vector<PredictionInfo> predictions = {};
    std::vector<FeedInfo> feeds = {};
    std::vector<ScoredFeed> scored = {};
    std::vector<Whitening> whitenings = {};
    std::vector<LoweredNode> nodes = {};
    Diagnostics diagnostics = {};
};

// What training.precision asks of products.
Products productsOf(const TrainingSection& training);
// What the user should know where a backend ("cpu", "cuda") computes in another precision than was asked for; "" if in
// that.
std::string precisionNote(const std::string& precision, std::string_view backend);

// Not optimized yet. With errors in the diagnostics the program is not to be run.
StepProgram buildStep(const Project& project, const StepOptions& options);

// A state of guarded steps, so that steps launched before the host has heard of a failure change nothing.
extern const std::string guardName;

// The name of a weight's running average.
std::string averageName(const std::string& weight);

} // namespace weft
