#pragma once

#include "engine/graph/param.h"
#include "ui/document/graph_document.h"

#include <QPointer>

#include <optional>
#include <set>
#include <vector>

namespace weft {

// The nodes that the inspector speaks of.
struct Target {
    QPointer<GraphDocument> document = {};
    Scope scope = {};
    std::set<std::string> ids = {};

    std::vector<const GraphNode*> nodes() const; // those that are there
    const GraphNode* only() const; // nullptr: none, or several
};

// Parameters that all of the nodes have, of the same kind and choices; in the order of the first.
std::vector<Param> commonParams(const Target& target);
// The value they share; nothing: they differ.
std::optional<ParamValue> commonValue(const Target& target, const std::string& param);
bool isChanged(const Target& target, const Param& param); // one of them differs from its default

// "Conv 2D" of a layer, the block's name of a block; the id of what this version does not know.
QString typeTitle(const GraphNode& node);
std::string categoryOf(const GraphNode& node);

// A value of a report without its first axis, the samples.
Shape withoutSamples(const Shape& shape);

} // namespace weft
