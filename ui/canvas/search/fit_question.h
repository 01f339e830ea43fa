#pragma once

#include "ui/canvas/search/what_fits.h"
#include "ui/document/change.h"

namespace weft {

class GraphDocument;

// What may be wired to an output, or to an input, as the last check knows the network.
FitQuestion questionBehind(const GraphDocument& document, const Scope& scope, const PortRef& from);
FitQuestion questionBefore(const GraphDocument& document, const Scope& scope, const std::string& node,
                           const std::string& port);

// What an output carries with one sample; nothing if it is not known. As of the last check: `document.isChecked()` says
// whether the network is still that one.
std::optional<ValueInfo> valueOf(const GraphDocument& document, const Scope& scope, const PortRef& from);

} // namespace weft
