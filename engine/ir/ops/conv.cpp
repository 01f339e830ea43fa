#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

// Elements the kernel spans along a spatial axis.
int64_t span(int64_t kernel, int64_t dilation)
{
    return dilation * (kernel - 1) + 1;
}

Shape convResult(const ConvAttrs& how, const Shape& x, const Shape& filter)
{
    const int spatial = x.rank() - 2;
    requireShape(spatial >= 1 && filter.rank() == x.rank() && how.stride.rank() == spatial
                     && how.padLow.rank() == spatial && how.padHigh.rank() == spatial && how.dilation.rank() == spatial,
                 "A convolution needs samples × channels × " + std::string("sizes; it has ") + toString(x) + ".");
    requireShape(how.groups >= 1 && x[1] % how.groups == 0 && filter[0] % how.groups == 0,
                 std::to_string(x[1]) + " channels and " + std::to_string(filter[0]) + " filters do not divide into "
                     + std::to_string(how.groups) + " groups.");
    requireShape(filter[1] == x[1] / how.groups,
                 "The filters take " + std::to_string(filter[1] * how.groups) + " channels, the input has "
                     + std::to_string(x[1]) + ".");
    Shape out = {x[0], filter[0]};
    for (int i = 0; i < spatial; ++i) {
        const int64_t room = x[i + 2] + how.padLow[i] + how.padHigh[i];
        const int64_t needed = span(filter[i + 2], how.dilation[i]);
        requireShape(room >= needed,
                     "A kernel that spans " + std::to_string(needed) + " does not fit an input of "
                         + std::to_string(x[i + 2]) + " (with padding " + std::to_string(room) + ").");
        out.push_back((room - needed) / how.stride[i] + 1);
    }
    return out;
}

std::vector<ValueInfo> inferInputGradient(const Attrs& attrs, std::span<const ValueInfo> in)
{
    const auto& how = std::get<ConvAttrs>(attrs);
    requireShape(convResult(how, how.result, in[1].shape) == in[0].shape,
                 "A transposed convolution of " + toString(in[0].shape) + " cannot give " + toString(how.result) + ".");
    return {{.shape = how.result, .dtype = in[0].dtype}};
}

std::vector<ValueInfo> inferFilterGradient(const Attrs& attrs, std::span<const ValueInfo> in)
{
    const auto& how = std::get<ConvAttrs>(attrs);
    requireShape(convResult(how, in[0].shape, how.result) == in[1].shape,
                 "A filter of " + toString(how.result) + " does not give " + toString(in[1].shape) + ".");
    return {{.shape = how.result, .dtype = in[0].dtype}};
}

// Two for each multiply-add of the forward direction; all three directions take as many.
double flopsOf(const Shape& filter, const Shape& result)
{
    return 2.0 * double(filter.elements() / std::max<int64_t>(1, filter[0])) * double(result.elements());
}

} // namespace

constinit const Op convOp = {
    .name = "conv",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        return {{.shape = convResult(std::get<ConvAttrs>(attrs), in[0].shape, in[1].shape), .dtype = in[0].dtype}};
    },
    .grad = [](const Node& node, std::span<const Value> in, std::span<const Value>,
               std::span<const Value> dOut) -> Values {
        ConvAttrs toInput = std::get<ConvAttrs>(node.attrs);
        ConvAttrs toFilter = toInput;
        toInput.result = in[0].shape();
        toFilter.result = in[1].shape();
        return {convInputGradient(dOut[0], in[1], toInput), convFilterGradient(in[0], dOut[0], toFilter)};
    },
    .flops =
        [](const Node& node, const Program& program) {
            return flopsOf(program.values[size_t(node.in[1])].shape, program.values[size_t(node.out[0])].shape);
        },
};

constinit const Op convInputGradientOp = {
    .name = "conv_input_gradient",
    .infer = inferInputGradient,
    .grad = [](const Node& node, std::span<const Value> in, std::span<const Value>,
               std::span<const Value> dOut) -> Values {
        ConvAttrs toFilter = std::get<ConvAttrs>(node.attrs);
        ConvAttrs forward = toFilter;
        forward.result = {};
        toFilter.result = in[1].shape();
        return {conv(dOut[0], in[1], forward), convFilterGradient(dOut[0], in[0], toFilter)};
    },
    .flops =
        [](const Node& node, const Program& program) {
            return flopsOf(program.values[size_t(node.in[1])].shape, program.values[size_t(node.in[0])].shape);
        },
};

constinit const Op convFilterGradientOp = {
    .name = "conv_filter_gradient",
    .infer = inferFilterGradient,
    .grad = [](const Node& node, std::span<const Value> in, std::span<const Value>,
               std::span<const Value> dOut) -> Values {
        ConvAttrs toInput = std::get<ConvAttrs>(node.attrs);
        ConvAttrs forward = toInput;
        forward.result = {};
        toInput.result = in[0].shape();
        return {convInputGradient(in[1], dOut[0], toInput), conv(in[0], dOut[0], forward)};
    },
    .flops =
        [](const Node& node, const Program& program) {
            return flopsOf(program.values[size_t(node.out[0])].shape, program.values[size_t(node.in[1])].shape);
        },
};

Value conv(Value x, Value filter, ConvAttrs attrs)
{
    return x.builder->add(convOp, std::move(attrs), {{x, filter}})[0];
}

Value convInputGradient(Value dy, Value filter, ConvAttrs attrs)
{
    return dy.builder->add(convInputGradientOp, std::move(attrs), {{dy, filter}})[0];
}

Value convFilterGradient(Value x, Value dy, ConvAttrs attrs)
{
    return x.builder->add(convFilterGradientOp, std::move(attrs), {{x, dy}})[0];
}

} // namespace weft
