#pragma once

#include "engine/graph/project.h"
#include "ui/document/change.h"

namespace weft {

// What a scope has in the project; empty where there is none.
const std::vector<Frame>& framesIn(const Project& project, const Scope& scope);
const std::vector<Note>& notesIn(const Project& project, const Scope& scope);
const WireViews& wiresIn(const Project& project, const Scope& scope);
const std::vector<Dot>& dotsIn(const Project& project, const Scope& scope, const PortRef& from, const std::string& node,
                               const std::string& port);

Block headOf(const Block& block); // all but its nodes

std::string viewKey(const Scope& scope, const std::string& id); // of ViewSection::nodes: "block:name/node"
std::string wireKey(const PortRef& from, const std::string& node, const std::string& port); // of WireViews

} // namespace weft
