#pragma once

#include "engine/graph/project.h"
#include "engine/layers/layer_type.h"
#include "ui/document/change.h"

#include <optional>

namespace weft {

// The ports of a node as its layer's record or its block says; none if the layer or block is unknown. A node of an
// unknown type shows those that are wired.
std::vector<Port> inputPorts(const Project& project, const Scope& scope, const GraphNode& node);
std::vector<Port> outputPorts(const Project& project, const Scope& scope, const GraphNode& node);
// The same for what is not placed yet: a layer's id, or "block:name".
std::vector<Port> inputPortsOf(const Project& project, const std::string& kind);
std::vector<Port> outputPortsOf(const Project& project, const std::string& kind);

// Parameters that may be set on a node: its layer's, or what its block has promoted, with the block's defaults.
std::vector<Param> paramsOf(const Project& project, const GraphNode& node);
// What stands for it now: the node's own value, else the default. Nothing: no such parameter.
std::optional<ParamValue> paramValue(const Project& project, const GraphNode& node, const std::string& param);

} // namespace weft
