#pragma once

#include "ui/document/actions.h"

namespace weft {

Ids present(const GraphDocument& document, const Scope& scope, const Ids& ids); // those that are there

// What leaves these nodes now leaves whatever feeds them: each gives its first input on. Where there is none, the wire
// is cut; where the two ends were wired already, one wire remains.
void healWires(Edit& edit, const Scope& scope, const Ids& ids);

// Whether block `name` is or uses, however deep, the block `inner`; never for the network.
bool blockHolds(const Project& project, const std::string& name, const std::string& inner);

} // namespace weft
