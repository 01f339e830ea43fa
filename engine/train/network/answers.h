#pragma once

#include "engine/support/json.h"
#include "engine/train/network/trained_network.h"

namespace weft {

// What a network's predictions say to people and to other programs: `weft predict`, `weft serve`.

// For whoever asks a network without an Output node. `step`: TrainedNetwork::step(); a network that was never trained
// here answers with the project as it is, a trained one with the project of its run.
std::string noAnswerText(int64_t step);

// The values of one prediction (f32 or f64).
std::vector<double> numbersOf(const SampleValues& values);

struct ChosenClass {
    std::string name;
    double probability = 0;
};

// The most probable classes of one place, at most `top`; the earlier of two that are equal comes first.
std::vector<ChosenClass> bestClasses(std::span<const double> probabilities, const std::vector<std::string>& names,
                                     int top);

// Classes × rows × columns: a class for every place.
bool isClassMap(const SampleValues& values);
// Of a map of classes: how large a share of the places each class has.
std::vector<double> sharesOfPlaces(const SampleValues& values, std::span<const double> probabilities);

// Of the column whose classes these could be: those that feed the network, the last of as many; numbers if there is
// none.
std::vector<std::string> classNames(const TrainedNetwork& network, int64_t classes);
// For this prediction: of its last axis, of a map of classes its first. The classes of what its scores are learnt from
// come first, also where there are more scores than those.
std::vector<std::string> classNames(const TrainedNetwork& network, const SampleValues& values);

// {"node", "kind", "shape", "classes": [{"class", "probability"} …]}, or "values" in place of classes.
Json toJson(const SampleValues& values, const std::vector<std::string>& names, int top);

} // namespace weft
