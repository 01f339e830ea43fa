#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

namespace weft {

constinit const Op gatherOp = {
    // an index outside the table reads a row of zeros; the data room checks indices first
    .name = "gather",
    .infer = [](const Attrs&, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        requireShape(in[0].shape.rank() >= 1 && in[1].dtype == DType::i32,
                     "Looking up rows needs a table and whole numbers (i32).");
        Shape out = in[1].shape;
        for (int i = 1; i < in[0].shape.rank(); ++i)
            out.push_back(in[0].shape[i]);
        return {{.shape = out, .dtype = in[0].dtype}};
    },
    .grad = [](const Node&, std::span<const Value> in, std::span<const Value>, std::span<const Value> dOut) -> Values {
        return {scatterAdd(in[1], dOut[0], in[0].shape()[0]), {}};
    },
    .flops = [](const Node&, const Program&) { return 0.0; },
};

constinit const Op scatterAddOp = {
    // operands: indices, updates; an index outside is dropped
    .name = "scatter_add",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        return {{.shape = std::get<ShapeAttrs>(attrs).shape, .dtype = in[1].dtype}};
    },
    .grad = [](const Node&, std::span<const Value> in, std::span<const Value>, std::span<const Value> dOut) -> Values {
        return {{}, gather(dOut[0], in[0])};
    },
    .flops = [](const Node& node,
                const Program& program) { return double(program.values[size_t(node.in[1])].shape.elements()); },
};

Value gather(Value table, Value indices)
{
    return table.builder->add(gatherOp, {}, {{table, indices}})[0];
}

Value scatterAdd(Value indices, Value updates, int64_t rows)
{
    Shape shape = {rows};
    for (int i = indices.shape().rank(); i < updates.shape().rank(); ++i)
        shape.push_back(updates.shape()[i]);
    return updates.builder->add(scatterAddOp, ShapeAttrs {shape}, {{indices, updates}})[0];
}

} // namespace weft
