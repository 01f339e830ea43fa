#pragma once

#include "engine/support/dtype.h"

namespace weft {

// The entries of FusedAttrs::results: a slot whose numbers are stored in the chain's type, or ~slot: rounded to bf16 as
// they are stored.
constexpr int slotOfResult(int result)
{
    return result < 0 ? ~result : result;
}

constexpr DType typeOfResult(int result, DType ofChain)
{
    return result < 0 ? DType::bf16 : ofChain;
}

} // namespace weft
