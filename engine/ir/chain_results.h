#pragma once

#include "engine/support/dtype.h"

namespace weft {

// The entries of FusedAttrs::results: a slot whose numbers are stored in the chain's type, or ~slot: rounded to
// FusedAttrs::rounded as they are stored.
constexpr int slotOfResult(int result)
{
    return result < 0 ? ~result : result;
}

constexpr DType typeOfResult(int result, DType ofChain, DType rounded)
{
    return result < 0 ? rounded : ofChain;
}

} // namespace weft
