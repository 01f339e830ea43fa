#pragma once

#include "engine/data/prepared.h"
#include "engine/data/settings.h"
#include "engine/graph/project.h"

#include <functional>

namespace weft {

// A value to put where one is missing, once the training part is known.
struct Fill {
    enum class With { mean, median, mostFrequent, constant };
    std::string column;
    With with = With::mean;
    bool isNeeded = true; // else only what others may miss is filled so
    double constant = 0;
    std::string word = {}; // constant, for classes
};

// What a step works on.
struct StepContext {
    const Settings& settings;
    const std::vector<std::string>& columns; // as the document names them; empty: the step's default
    PreparedData& prepared;
    std::vector<Fill>& fills;
    Preparation::Step& learned; // what the step learns or, of samples that nothing is learned from, has learned
    bool isKnown = false; // it has

    // Indices of the columns that are named, or of all that `fits`. A name that is unknown or does not fit becomes a
    // diagnostic; `wanted` says what does: "numbers or images".
    std::vector<int> select(const std::function<bool(const Column&)>& fits, const std::string& wanted) const;
};

// The record of a step of cleaning or transforming.
struct StepType {
    std::string id;
    std::string title;
    std::string doc;
    std::vector<Param> params = {};
    void (*apply)(const StepContext& context) = nullptr;
};

const std::vector<StepType>& cleaningSteps();
const std::vector<StepType>& transformSteps();

// Learns from the training part what the cleaning steps left to be filled is filled with.
std::vector<Preparation::Filling> learnFillings(std::span<const Fill> fills, const PreparedData& prepared,
                                                Diagnostics& diagnostics);
// And fills it.
void applyFillings(std::span<const Preparation::Filling> fillings, Dataset& data);

} // namespace weft
