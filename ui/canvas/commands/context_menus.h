#pragma once

namespace weft {

class EditingTools;
struct Pointer;

void showContextMenu(EditingTools& tools, const Pointer& pointer); // of what is there; not modal
void showAddMenu(EditingTools& tools); // all layers by category, at the pointer

} // namespace weft
