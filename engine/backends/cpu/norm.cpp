#include "engine/backends/cpu/kernels.h"
#include "engine/ir/ops/ops.h"

namespace weft {

std::unique_ptr<Kernel> prepareNorm(const Node& node, const Program& program)
{
    for (const int value : node.in) {
        if (program.values[size_t(value)].dtype != DType::f32)
            return nullptr;
    }
    if (auto kernel = prepareChannelNorm(node, program))
        return kernel;
    return prepareRowNorm(node, program);
}

} // namespace weft
