#include "engine/backends/cpu/onednn/families.h"
#include "engine/backends/cpu/onednn/plan.h"
#include "engine/ir/ops/ops.h"

namespace weft::onednn {

namespace {

using dnnl::memory;

struct Tensor {
    memory::desc is; // as it lies
    Place place;
};

// One convolution: its three tensors as the program has them, and how they are offered to oneDNN.
struct Conv {
    Tensor x, filter, y;
    memory::desc offeredX, offeredFilter, offeredY;
    memory::dims stride, dilation, padLow, padHigh;
};

memory::desc anyFormat(const memory::dims& dims)
{
    return {dims, memory::data_type::f32, memory::format_tag::any};
}

// oneDNN's filters of a grouped convolution are groups × filters/groups × channels/groups × kernel.
memory::desc describeFilter(const ValueInfo& info, int64_t groups)
{
    if (groups == 1)
        return describeValue(info);
    memory::dims dims = dimsOf(info.shape), strides = dimsOf(stridesOf(info));
    dims[0] /= groups;
    strides.insert(strides.begin(), strides[0] * dims[0]);
    dims.insert(dims.begin(), groups);
    return {dims, memory::data_type::f32, strides};
}

// Row-major data are brought into the format that oneDNN prefers and back (106 against 60 GFLOP/s at 32 channels of
// 16×16, 3×3), unless there is too little work per element, or too few channels, for that to pay: 1×1 (109 against
// 74 at 64 → 256 channels of 56×56), and the gradient of an image's few channels (26 against 15).
bool staysRowMajor(const Node& node, const Shape& x, const Shape& filter, int64_t groups)
{
    bool isPointwise = true;
    for (int axis = 2; axis < filter.rank(); ++axis)
        isPointwise = isPointwise && filter[axis] == 1;
    return groups == 1 && (isPointwise || (node.op == &convInputGradientOp && x[1] < 4));
}

Conv readConv(const Node& node, const Program& program)
{
    const auto& how = std::get<ConvAttrs>(node.attrs);
    const bool isInputGradient = node.op == &convInputGradientOp, isFilterGradient = node.op == &convFilterGradientOp;
    const Place first = {Place::operand, 0}, second = {Place::operand, 1}, result = {Place::result, 0};
    const auto infoOf = [&](Place place) -> const ValueInfo& {
        return program.values[size_t(place.kind == Place::result ? node.out[0] : node.in[place.index])];
    };
    const Place x = isInputGradient ? result : first;
    const Place filter = isFilterGradient ? result : second;
    const Place y = isInputGradient ? first : isFilterGradient ? second : result;
    const ValueInfo &xInfo = infoOf(x), &filterInfo = infoOf(filter), &yInfo = infoOf(y);
    Conv conv = {
        .x = {describeValue(xInfo), x},
        .filter = {describeFilter(filterInfo, how.groups), filter},
        .y = {describeValue(yInfo), y},
        .offeredX = {},
        .offeredFilter = {},
        .offeredY = {},
        .stride = dimsOf(how.stride),
        .dilation = dimsOf(how.dilation),
        .padLow = dimsOf(how.padLow),
        .padHigh = dimsOf(how.padHigh),
    };
    for (auto& dilation : conv.dilation)
        --dilation; // oneDNN counts the elements between
    const bool isChannelsLast = xInfo.layout == Layout::channelsLast || yInfo.layout == Layout::channelsLast;
    const auto offered = [&](const ValueInfo& info) {
        if (isChannelsLast)
            return describeValue({info.shape, info.dtype, Layout::channelsLast});
        return staysRowMajor(node, xInfo.shape, filterInfo.shape, how.groups) ? describeValue(info)
                                                                              : anyFormat(dimsOf(info.shape));
    };
    conv.offeredX = offered(xInfo);
    conv.offeredY = offered(yInfo);
    memory::dims filterDims = dimsOf(filterInfo.shape);
    if (how.groups > 1) {
        filterDims[0] /= how.groups;
        filterDims.insert(filterDims.begin(), how.groups);
    }
    conv.offeredFilter = anyFormat(filterDims);
    return conv;
}

} // namespace

std::unique_ptr<Kernel> prepareConv(const Node& node, const Program& program)
{
    const Conv c = readConv(node, program);
    const auto direct = dnnl::algorithm::convolution_direct;
    const auto how = withoutAllocation();
    const auto forward =
        describe<dnnl::convolution_forward>(how, dnnl::prop_kind::forward_training, direct, c.offeredX, c.offeredFilter,
                                            c.offeredY, c.stride, c.dilation, c.padLow, c.padHigh);
    auto plan = std::make_unique<Plan>();
    const auto bring = [&](const Tensor& tensor, const memory::desc& wanted) {
        return plan->brought(tensor.place, tensor.is, wanted);
    };
    // `inputs` are brought already; the result is taken to where it belongs.
    const auto finish = [&](const auto& description, std::vector<Argument> arguments, int name, const Tensor& result,
                            const memory::desc& made) {
        const Place place = plan->prepared(result.place, made, result.is);
        arguments.push_back({name, made, place});
        plan->add(description, arguments);
        plan->deliver(place, made, result.place, result.is);
    };
    if (node.op == &convOp) {
        const memory::desc x = forward.src_desc(), filter = forward.weights_desc();
        finish(forward, {{DNNL_ARG_SRC, x, bring(c.x, x)}, {DNNL_ARG_WEIGHTS, filter, bring(c.filter, filter)}},
               DNNL_ARG_DST, c.y, forward.dst_desc());
    } else if (node.op == &convInputGradientOp) {
        const auto back = describeGradient<dnnl::convolution_backward_data>(
            forward, how, direct, c.offeredX, c.offeredFilter, c.offeredY, c.stride, c.dilation, c.padLow, c.padHigh);
        const memory::desc dy = back.diff_dst_desc(), filter = back.weights_desc();
        finish(back, {{DNNL_ARG_DIFF_DST, dy, bring(c.y, dy)}, {DNNL_ARG_WEIGHTS, filter, bring(c.filter, filter)}},
               DNNL_ARG_DIFF_SRC, c.x, back.diff_src_desc());
    } else {
        const auto back = describeGradient<dnnl::convolution_backward_weights>(
            forward, how, direct, c.offeredX, c.offeredFilter, c.offeredY, c.stride, c.dilation, c.padLow, c.padHigh);
        const memory::desc x = back.src_desc(), dy = back.diff_dst_desc();
        finish(back, {{DNNL_ARG_SRC, x, bring(c.x, x)}, {DNNL_ARG_DIFF_DST, dy, bring(c.y, dy)}}, DNNL_ARG_DIFF_WEIGHTS,
               c.filter, back.diff_weights_desc());
    }
    return plan;
}

} // namespace weft::onednn
