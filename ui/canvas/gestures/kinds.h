#pragma once

#include "engine/graph/graph.h"

namespace weft {

// A node of a kind ("conv2d", "block:Residual") that is in no document yet.
inline GraphNode nodeOfKind(const std::string& kind)
{
    const std::string prefix = "block:";
    if (kind.starts_with(prefix))
        return {.id = kind.substr(prefix.size()), .type = "block", .block = kind.substr(prefix.size())};
    return {.id = kind, .type = kind};
}

} // namespace weft
