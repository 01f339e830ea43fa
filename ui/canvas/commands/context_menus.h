#pragma once

#include <string>

namespace weft {

class EditingTools;
struct Pointer;

void showContextMenu(EditingTools& tools, const Pointer& pointer); // of what is there; not modal
// The node's ports; taking one draws a wire from it.
void showPortMenu(EditingTools& tools, const std::string& node);
void showAddMenu(EditingTools& tools); // all layers by category, at the pointer

} // namespace weft
