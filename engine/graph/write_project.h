#pragma once

#include "engine/graph/project.h"

namespace weft {

// The canonical text: equal projects give equal bytes. Sections in the order weft, name, variables, graph, data, training, view,
// so that moving a node changes no line of the logic; nodes in the document's order, parameters and the view's nodes
// sorted; settings that stand at their default are left out, but for the few a reader of the file wants to see. Unknown
// members follow the known ones. Throws Error for a project of a newer version: it must not be rewritten.
std::string writeProject(const Project& project);
Json toJson(const Project& project);

// The parts.
Json toJson(const Graph& graph);
Json toJson(const DataSection& data);
Json toJson(const TrainingSection& training);
Json toJson(const ViewSection& view);

} // namespace weft
