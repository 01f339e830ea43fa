#pragma once

#include "ui/document/files/block_shelf.h"
#include "ui/document/graph_document.h"

namespace weft {

// A node of a kind ("conv2d", "block:Residual", "library:Residual") that is in no document yet.
inline GraphNode nodeOfKind(const std::string& kind)
{
    for (const std::string prefix : {"block:", "library:"})
        if (kind.starts_with(prefix))
            return {.id = kind.substr(prefix.size()), .type = "block", .block = kind.substr(prefix.size())};
    return {.id = kind, .type = kind};
}

// The blocks among which that node has its own.
inline const std::vector<Block>& blocksOfKind(const GraphDocument& document, const std::string& kind)
{
    const BlockShelf::Blocks own = BlockShelf::get().blocksOf(kind); // the shelf keeps them
    return own ? *own : document.project().graph.blocks;
}

} // namespace weft
