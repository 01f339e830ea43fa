#pragma once

#include "engine/layers/layer_context.h"

namespace weft {

// What losses and metrics that compare scores with class numbers share.

// Where the classes are in scores: last in sequences (samples × length × classes), else behind the samples.
int classAxis(const Shape& scores);
// Scores that have classes, and one label (i32) for each place that has scores.
void requireScores(const LayerContext& c, Value scores, Value labels);
// Scores as rows × classes and labels as rows, in one order: a row for every place of every sample.
struct ScoreRows {
    Value scores;
    Value labels;
};
ScoreRows scoreRows(Value scores, Value labels);
// For each row: 1, or 0 where the label is the one in the parameter "ignore".
Value countedRows(LayerContext& c, Value labels);

} // namespace weft
