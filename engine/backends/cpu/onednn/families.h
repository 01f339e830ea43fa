#pragma once

#include "engine/backends/backend.h"

namespace weft::onednn {

// One a family of ops; nullptr or dnnl::error: declined. All values are f32 and none is empty.
std::unique_ptr<Kernel> prepareMatmul(const Node& node, const Program& program);
std::unique_ptr<Kernel> prepareConv(const Node& node, const Program& program); // and its two gradients
std::unique_ptr<Kernel> preparePool(const Node& node, const Program& program); // both, and their gradients
std::unique_ptr<Kernel> prepareLstm(const Node& node, const Program& program); // and its gradient

} // namespace weft::onednn
