#pragma once

#include "engine/layers/layer_context.h"

namespace weft {

// The parameter "init" of layers that multiply by weights: how those begin.
Param initParam(
    const std::vector<std::string>& more = {}); // `more`: choices that this layer has beside the common ones

// For weights of units that sum `fanIn` products and hand on to `fanOut`; transposed the other way, as in PyTorch.
//   default      uniform in ±1/√fanIn, as PyTorch's layers
//   he_*         He et al. 2015, "Delving Deep into Rectifiers", equation 10: variance 2 / fanIn
//   glorot_*     Glorot and Bengio 2010, equation 16: variance 2 / (fanIn + fanOut)
//   lecun_normal LeCun et al. 1998, "Efficient BackProp", equation 16: variance 1 / fanIn
//   orthogonal   see Init::orthogonal
//   zeros
//   identity     see Init::identity
//   whitening    as default, until the trainer has seen the data (engine/train/network/whitening.h)
Init initOf(const LayerContext& c, int64_t fanIn, int64_t fanOut);

} // namespace weft
