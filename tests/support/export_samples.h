#pragma once

#include "tests/support/exact_answers.h"

#include <QStringList>

#include <functional>
#include <set>

namespace weft {

// What each way out of Weft is tried on. Writes one model, and keeps what is to be asked of it; may throw Error.
using AddModel = std::function<void(const std::string& name, const ExportedModel& model, Trial trial)>;

// One at least with every layer. A line for each that could not be written, and for each layer that none has.
QStringList addEveryLayer(const AddModel& add);
void addEveryProject(const AddModel& add); // of projects/, by their names
std::set<std::string> addRandomNetworks(const AddModel& add); // a hundred; the types of their layers
// Of these, that those who run them elsewhere disagree on: "" or lines for each that f64 does not excuse.
QString inexcusable(const std::vector<Disagreement>& disagreements);

Project pictureClassifier(); // shapes() with an answer

// Networks that take samples as they are stored: pictures in bytes, and numbers too far from 0 for f32.
struct StoredSamples {
    StoredSamples();
    void add(const AddModel& add, std::initializer_list<int64_t> counts);

    UntrainedModel pictures;
    UntrainedModel table;
};

} // namespace weft
