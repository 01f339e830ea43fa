#pragma once

#include "ui/inspector/sections/value_list.h"
#include "ui/inspector/target.h"

namespace weft {

// What goes in and out of the picked nodes, and what they cost: from the last check, for one sample, and for a batch
// where memory is meant. Several nodes: their sums.
std::vector<ValueList::Row> costRows(const Target& target);
std::vector<ValueList::Row> networkRows(const GraphDocument& document); // of everything

} // namespace weft
