#pragma once

#include <string_view>

namespace weft {

// A small project with one of everything: a repeated block with promoted parameters, frames and notes inside and
// outside, reroute dots, shared weights, feeds, a bookmark, members that this version does not know.
extern const std::string_view sampleNetwork;

} // namespace weft
