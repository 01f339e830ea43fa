#pragma once

#include "engine/graph/project.h"

#include <string_view>

namespace weft {

// The text of a *.weft file as plain values; older versions are migrated first. Throws Error with one sentence that
// names the place ("graph.nodes[3].inputs.x: expected \"node.port\", found a number.") for text that is not JSON, for a
// value of the wrong kind, and for what passes a limit (limits.h). What is well formed but wrong (two nodes of one
// name, a wire to nowhere) is read as it is: the checkers speak of it, and the user can repair it.
//
// A file of a newer version is read as far as this version understands it; Project::version keeps the file's.
Project readProject(std::string_view text);
Project projectFromJson(const Json& json);

// The parts.
Graph graphFromJson(const class Place& place, const Json& json);
DataSection dataFromJson(const Place& place, const Json& json);
TrainingSection trainingFromJson(const Place& place, const Json& json);
ViewSection viewFromJson(const Place& place, const Json& json);

} // namespace weft
