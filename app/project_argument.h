#pragma once

#include "app/commands.h"
#include "engine/graph/project.h"

namespace weft {

struct OpenedProject {
    Project project = {}; // with the settings of the command line
    std::string path = {};
    std::string folder = {}; // relative paths of its data count from it
};

// Reads the file, sets what --set says, and sets the threads. Throws CommandError for a file that is no project and for
// settings that are not there.
OpenedProject openProject(const ProjectArguments& arguments);

void applySettings(Project& project, const std::vector<std::string>& settings);

} // namespace weft
