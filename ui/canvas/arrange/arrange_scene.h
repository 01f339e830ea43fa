#pragma once

#include "ui/document/actions.h"

namespace weft {

class Scene;

// Where the layout puts the nodes of a scene (`only`: these; empty: all). A selection stays where it is: its top left
// corner does not move. Frames keep their nodes together. Nodes that would not move are left out.
Places arranged(const Scene& scene, const Ids& only = {}, bool topDown = false);

} // namespace weft
