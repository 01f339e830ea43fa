#pragma once

#include "engine/graph/project.h"

#include <QString>

#include <vector>

namespace weft {

// One setting of a project as people read it.
struct RunSetting {
    QString group; // "Training", "Data", "Network"
    QString name; // "Learning rate", "conv1 · Filters"
    QString value;
    bool operator==(const RunSetting&) const = default;
};

// Every setting that decides what is trained, with those that stand at their defaults: two projects can be compared
// row by row. A node is a row of its own, so that added and removed ones show.
std::vector<RunSetting> settingsOf(const Project& project);

} // namespace weft
