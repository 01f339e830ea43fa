#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

namespace weft {

constinit const Op randomOp = {
    .name = "random",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        requireShape(in[0].shape == Shape {2} && in[0].dtype == DType::i64, "A random op needs the seed and the step.");
        const auto& how = std::get<RandomAttrs>(attrs);
        return {{.shape = how.shape, .dtype = how.dtype}};
    },
    .flops =
        [](const Node& node, const Program& program) { // ten rounds for four numbers
            return 25.0 * double(program.values[size_t(node.out[0])].shape.elements());
        },
    .isRandom = true,
};

Value random(Value key, RandomAttrs attrs)
{
    return key.builder->add(randomOp, std::move(attrs), {{key}})[0];
}

} // namespace weft
