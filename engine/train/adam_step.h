#pragma once

#include "engine/train/optimizer_type.h"

namespace weft {

// What the optimizers of Adam's family share: learning rate · mean / (√square + ε) of the gradients seen, both with
// their bias corrections (Kingma and Ba 2015, algorithm 1), as in PyTorch: ε is added to the corrected root. In the
// weight's shape, to be taken from it.
Value adamStep(OptimizerContext& context, Value gradient);

std::vector<Param> adamParams(); // that it reads

} // namespace weft
