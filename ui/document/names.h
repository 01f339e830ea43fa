#pragma once

#include "engine/graph/project.h"
#include "ui/document/change.h"

#include <QString>

#include <functional>

namespace weft {

class GraphIndex;

// Names of nodes, blocks, ports and promoted parameters: letters of any script, digits, '_' and '-'. They are parts of
// paths ("encoder/2/conv1") and of wires ("conv1.y").
QString whyNotName(const QString& name); // empty: fine
std::string cleanName(const std::string& wish, const std::string& otherwise); // what is not allowed becomes '_'
// wish, wish_2, wish_3, …: the first that `taken` does not know.
std::string freeName(const std::string& wish, const std::function<bool(const std::string&)>& taken);

// The path ("encoder/2/conv1") as it is after node `id` of `scope` is called `to`, told from the project before that.
// What follows the last node of the path ("…/accuracy") stays.
std::string renamedPath(const Project& project, const GraphIndex& index, const std::string& path, const Scope& scope,
                        const std::string& id, const std::string& to);

} // namespace weft
