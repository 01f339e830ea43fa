#include "engine/backends/cuda/cudnn/convolution.h"

#include "engine/ir/op.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft::cuda {

namespace {

// In both orders the elements lie alike: one channel, or one place.
bool liesAlike(const Shape& shape)
{
    return shape[1] == 1 || shape.elements() == shape[0] * shape[1];
}

Convolution::Tensor tensorOf(const ValueInfo& info, bool channelsLast)
{
    ValueInfo flat = info;
    if (flat.shape.rank() == 3)
        flat.shape.insert(2, 1);
    // Strides of axes with one element say which order is meant, so all tensors name the same one where they can.
    if (liesAlike(flat.shape))
        flat.layout = channelsLast ? Layout::channelsLast : Layout::rowMajor;
    const Shape strides = stridesOf(flat);
    return {{flat.shape.begin(), flat.shape.end()}, {strides.begin(), strides.end()}};
}

std::vector<int64_t> spatial(const Shape& sizes, int64_t ofNewAxis)
{
    std::vector<int64_t> all(sizes.begin(), sizes.end());
    if (all.size() == 1)
        all.insert(all.begin(), ofNewAxis);
    return all;
}

// The least padding after the elements that gives a result of this size: elements beyond are never reached. Where the
// padding before does as well, engines that want both alike take it.
int64_t reachedPadding(const Convolution& c, size_t axis)
{
    const int64_t span = c.dilation[axis] * (c.filter.sizes[axis + 2] - 1) + 1;
    const int64_t needed = (c.y.sizes[axis + 2] - 1) * c.stride[axis] + span - c.x.sizes[axis + 2] - c.padLow[axis];
    const auto gives = [&](int64_t high) { return high >= needed && high < needed + c.stride[axis]; };
    return gives(c.padLow[axis]) ? c.padLow[axis] : c.padHigh[axis];
}

// Of these, engines 70 and 78 of cuDNN 9.19 compute nonsense on tensor cores.
bool isDilatedLine(const ConvAttrs& how)
{
    return how.dilation.rank() == 1 && how.dilation[0] > 1;
}

void append(std::string& text, const char* name, const std::vector<int64_t>& numbers)
{
    text += name;
    for (const int64_t number : numbers)
        text += " " + std::to_string(number);
}

template <class Factor>
void setFactors(Descriptor& operation, cudnnBackendAttributeName_t alpha, cudnnBackendAttributeName_t beta)
{
    operation.set(alpha, Factor(1));
    operation.set(beta, Factor(0));
}

} // namespace

std::string Convolution::text() const
{
    std::string text = kind == forward ? "conv"
        : kind == inputGradient        ? "conv_input_gradient"
                                       : "conv_filter_gradient";
    text += " " + std::string(name(dtype)) + (numerics.exact ? " exact" : "")
        + (numerics.deterministic ? " deterministic" : "") + (numerics.tensorCoresFirst ? " tensor cores first" : "");
    append(text, " x", x.sizes);
    append(text, " by", x.strides);
    append(text, " filter", filter.sizes);
    append(text, " by", filter.strides);
    append(text, " y", y.sizes);
    append(text, " by", y.strides);
    append(text, " stride", stride);
    append(text, " dilation", dilation);
    append(text, " pad", padLow);
    append(text, "", padHigh);
    return text;
}

Convolution readConvolution(const Node& node, const Program& program)
{
    const auto& how = std::get<ConvAttrs>(node.attrs);
    const ValueInfo& first = program.values[size_t(node.in[0])];
    const ValueInfo& second = program.values[size_t(node.in[1])];
    const ValueInfo& result = program.values[size_t(node.out[0])];
    const bool toInput = node.op == &convInputGradientOp, toFilter = node.op == &convFilterGradientOp;
    const ValueInfo& x = toInput ? result : first;
    const ValueInfo& filter = toFilter ? result : second;
    const ValueInfo& y = toInput ? first : toFilter ? second : result;
    const auto isLast = [](const ValueInfo& info) {
        return info.layout == Layout::channelsLast && !liesAlike(info.shape);
    };
    const bool last = isLast(x) || isLast(filter) || isLast(y);
    Convolution c = {
        .kind = toInput ? Convolution::inputGradient
            : toFilter  ? Convolution::filterGradient
                        : Convolution::forward,
        .x = tensorOf(x, last),
        .filter = tensorOf(filter, last),
        .y = tensorOf(y, last),
        .stride = spatial(how.stride, 1),
        .dilation = spatial(how.dilation, 1),
        .padLow = spatial(how.padLow, 0),
        .padHigh = spatial(how.padHigh, 0),
        .dtype = result.dtype,
        .numerics = {.exact = (result.dtype == DType::f32 && program.products == Products::exact)
                         || (result.dtype != DType::f64 && isDilatedLine(how))},
    };
    for (size_t axis = 0; axis < c.stride.size(); ++axis)
        c.padHigh[axis] = reachedPadding(c, axis);
    // With few channels their tiles would stay empty.
    constexpr int64_t leastChannels = 16;
    c.numerics.tensorCoresFirst = !c.numerics.exact && c.dtype != DType::f64 && how.groups == 1
        && c.x.sizes[1] >= leastChannels && c.y.sizes[1] >= leastChannels;
    return c;
}

std::shared_ptr<const OperationGraph> describe(Device& device, const Convolution& c)
{
    const bool isDouble = c.dtype == DType::f64;
    auto graph = std::make_shared<OperationGraph>(device);
    const Descriptor& x = graph->addTensor(convolutionUids[0], c.x.sizes, c.x.strides, c.dtype);
    const Descriptor& filter = graph->addTensor(convolutionUids[1], c.filter.sizes, c.filter.strides, c.dtype);
    const Descriptor& y = graph->addTensor(convolutionUids[2], c.y.sizes, c.y.strides, c.dtype);
    Descriptor& how = graph->add(CUDNN_BACKEND_CONVOLUTION_DESCRIPTOR);
    how.set(CUDNN_ATTR_CONVOLUTION_SPATIAL_DIMS, int64_t(c.stride.size()));
    how.set(CUDNN_ATTR_CONVOLUTION_COMP_TYPE, isDouble ? CUDNN_DATA_DOUBLE : CUDNN_DATA_FLOAT);
    how.set(CUDNN_ATTR_CONVOLUTION_CONV_MODE, CUDNN_CROSS_CORRELATION);
    how.set(CUDNN_ATTR_CONVOLUTION_PRE_PADDINGS, c.padLow);
    how.set(CUDNN_ATTR_CONVOLUTION_POST_PADDINGS, c.padHigh);
    how.set(CUDNN_ATTR_CONVOLUTION_DILATIONS, c.dilation);
    how.set(CUDNN_ATTR_CONVOLUTION_FILTER_STRIDES, c.stride);
    how.finalize();
    struct Names {
        cudnnBackendDescriptorType_t type;
        cudnnBackendAttributeName_t x, filter, y, how, alpha, beta;
    };
    const Names names = c.kind == Convolution::forward ? Names {CUDNN_BACKEND_OPERATION_CONVOLUTION_FORWARD_DESCRIPTOR,
                                                                CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_X,
                                                                CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_W,
                                                                CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_Y,
                                                                CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_CONV_DESC,
                                                                CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_ALPHA,
                                                                CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_BETA}
        : c.kind == Convolution::inputGradient ? Names {CUDNN_BACKEND_OPERATION_CONVOLUTION_BACKWARD_DATA_DESCRIPTOR,
                                                        CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DX,
                                                        CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_W,
                                                        CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DY,
                                                        CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_CONV_DESC,
                                                        CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_ALPHA,
                                                        CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_BETA}
                                               : Names {CUDNN_BACKEND_OPERATION_CONVOLUTION_BACKWARD_FILTER_DESCRIPTOR,
                                                        CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_X,
                                                        CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_DW,
                                                        CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_DY,
                                                        CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_CONV_DESC,
                                                        CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_ALPHA,
                                                        CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_BETA};
    Descriptor& operation = graph->add(names.type);
    operation.set(names.x, x);
    operation.set(names.filter, filter);
    operation.set(names.y, y);
    operation.set(names.how, how);
    if (isDouble)
        setFactors<double>(operation, names.alpha, names.beta);
    else
        setFactors<float>(operation, names.alpha, names.beta);
    operation.finalize();
    const size_t result = c.kind == Convolution::inputGradient ? 0 : c.kind == Convolution::filterGradient ? 1 : 2;
    graph->complete(operation, convolutionUids[result]);
    return graph;
}

} // namespace weft::cuda
