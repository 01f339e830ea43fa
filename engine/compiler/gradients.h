#pragma once

#include "engine/ir/builder.h"

namespace weft {

// Reverse-mode differentiation: the gradient of the scalar `loss` for each of `of`, in its shape; an invalid Value
// where the loss does not depend on it. Appends to the builder's program; each op's own rule is used (Op::grad), or
// that of its decomposition. New nodes belong to the graph node whose gradient they are.
Values gradients(Builder& builder, Value loss, std::span<const Value> of);

} // namespace weft
