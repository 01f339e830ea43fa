#pragma once

#include "engine/backends/backend.h"

#include <vector>

namespace weft {

// A chain whose results are reduced (FusedAttrs::reduce) over some axes of the domain; `memoryOrder` names its axes as
// the largest operand walks them, outermost first. nullptr: the chain does not suit T.
template <class T>
std::unique_ptr<Kernel> makeReduction(const FusedAttrs& how, const std::vector<ValueInfo>& in,
                                      const std::vector<ValueInfo>& out, const std::vector<int>& memoryOrder);

} // namespace weft
