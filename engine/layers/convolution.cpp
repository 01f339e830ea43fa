#include "engine/layers/convolution.h"

#include "engine/layers/axes.h"
#include "engine/layers/initializer.h"

#include <algorithm>

namespace weft {

namespace {

Value withBias(LayerContext& c, Value y, int64_t filters, int64_t fanIn)
{
    if (!c.toggle("bias"))
        return y;
    return y + perChannel(c.weight("bias", {filters}, kaimingUniform(fanIn)), y.shape().rank());
}

// Products of one unit's weights; the shape has been checked.
int64_t fanOf(const Shape& filter)
{
    return filter.elements() / std::max<int64_t>(1, filter[0]);
}

// Says that these filters begin as what the data's patches are made of.
void whiten(LayerContext& c, Value x, Value weight, int64_t groups, const Shape& dilation)
{
    c.require(groups == 1, "A whitening start looks at all channels at once; set groups to 1, or choose another start.",
              "init");
    c.require(c.isFed(x),
              "A whitening start is worked out from the data, so x has to come straight from an input; choose another "
              "start, or put this layer first.",
              "init");
    const int64_t numbers = fanOf(weight.shape());
    c.require(numbers <= 256,
              "A whitening start takes windows of at most 256 numbers, and these have " + std::to_string(numbers)
                  + "; make the kernel smaller, or choose another start.",
              "init");
    c.whiten(weight, x, dilation);
}

Shape filterShape(LayerContext& c, int64_t outer, int64_t inner, const Shape& kernel)
{
    Shape filter = {outer, inner};
    for (const int64_t size : kernel)
        filter.push_back(size);
    requirePossible(c, filter, "kernel");
    return filter;
}

} // namespace

std::vector<Param> joined(std::initializer_list<std::vector<Param>> lists)
{
    std::vector<Param> all;
    for (const std::vector<Param>& list : lists)
        all.insert(all.end(), list.begin(), list.end());
    return all;
}

std::vector<Param> paddingParams(int spatial)
{
    return {choice("padding", "valid", {"valid", "same", "explicit"},
                   "Zeros around the input. valid: none; same: so many that the size stays (divided by the stride); "
                   "explicit: as \"pad\" says."),
            sizes("pad", {0},
                  "Zeros on either side, one number for all axes or one for each, or first those before each axis and "
                  "then those behind; used with explicit padding.",
                  1, 2 * spatial, 0, 65536)};
}

Shape spanOf(const Shape& kernel, const Shape& dilation)
{
    Shape span = kernel;
    for (int i = 0; i < span.rank(); ++i)
        span[i] = dilation[i] * (kernel[i] - 1) + 1;
    return span;
}

Padding paddingFor(LayerContext& c, const Shape& x, const Shape& span, const Shape& stride)
{
    const std::string& mode = c.text("padding");
    const int spatial = span.rank();
    const bool apart = c.sizes("pad").rank() == 2 * spatial && spatial > 0;
    const Shape given = c.sizes("pad", apart ? 2 * spatial : spatial);
    if (mode == "explicit") {
        const std::span all = given.sizes();
        return apart ? Padding {Shape(all.first(size_t(spatial))), Shape(all.last(size_t(spatial)))}
                     : Padding {given, given};
    }
    if (std::ranges::any_of(given, [](int64_t zeros) { return zeros != 0; }))
        c.warn("\"pad\" is not used, since the padding is " + mode + "; choose explicit padding.", "pad",
               DiagnosticCode::padUnused);
    Padding padding = {span, span};
    for (int i = 0; i < span.rank(); ++i) {
        const int64_t size = x[i + 2];
        const int64_t steps = (size + stride[i] - 1) / stride[i];
        const int64_t zeros = mode == "same" ? std::max<int64_t>(0, (steps - 1) * stride[i] + span[i] - size) : 0;
        padding.low[i] = zeros / 2;
        padding.high[i] = zeros - zeros / 2;
    }
    return padding;
}

std::vector<Param> convolutionParams(int spatial, const std::vector<std::string>& inits)
{
    return joined(
        {{sizes("kernel", {3}, "Size of the window, one number for all axes or one for each.", 1, spatial, 1, 1024),
          sizes("stride", {1}, "Steps between windows.", 1, spatial, 1, 1024)},
         paddingParams(spatial),
         {sizes("dilation", {1}, "Distance between the elements a kernel looks at; 2 leaves out every other one.", 1,
                spatial, 1, 1024),
          toggle("bias", true, "Add a learned offset to every filter. Not needed before a normalisation."),
          initParam(inits)}});
}

Value convolve(LayerContext& c, Value x, int spatial, int64_t filters, int64_t groups)
{
    const int64_t channels = x.shape()[1];
    const Shape kernel = c.sizes("kernel", spatial);
    const Shape stride = c.sizes("stride", spatial);
    const Shape dilation = c.sizes("dilation", spatial);
    const Shape span = spanOf(kernel, dilation);
    const Padding padding = paddingFor(c, x.shape(), span, stride);
    for (int i = 0; i < spatial; ++i) {
        const int64_t room = x.shape()[i + 2] + padding.low[i] + padding.high[i];
        c.require(span[i] <= room,
                  "A " + toString(kernel) + " kernel" + (span[i] > kernel[i] ? " with this dilation" : "")
                      + " does not fit an input of " + toString(x.shape()) + "; make it smaller, or add padding.",
                  "kernel");
    }
    const Shape filter = filterShape(c, filters, channels / groups, kernel);
    Init init = initOf(c, fanOf(filter), filters / groups * kernel.elements());
    init.groups = groups;
    const Value weight = c.weight("weight", filter, init);
    if (c.text("init") == "whitening")
        whiten(c, x, weight, groups, dilation);
    const Value y = conv(
        x, weight,
        {.stride = stride, .padLow = padding.low, .padHigh = padding.high, .dilation = dilation, .groups = groups});
    return withBias(c, y, filters, fanOf(filter));
}

namespace {

std::vector<Param> filterParams(int spatial, const std::vector<std::string>& inits)
{
    return joined(
        {{integer("filters", 32, "How many patterns to look for: the channels of the result.", 1, 1e6)},
         convolutionParams(spatial, inits),
         {integer("groups", 1, "Splits channels and filters into groups that do not see each other.", 1, 1e6)}});
}

} // namespace

std::vector<Param> convParams(int spatial)
{
    return filterParams(spatial, {"identity", "whitening"});
}

Values buildConv(LayerContext& c, Value x, int spatial)
{
    requireSpatial(c, x, spatial);
    const int64_t filters = c.integer("filters");
    const int64_t groups = c.integer("groups");
    c.require(x.shape()[1] % groups == 0 && filters % groups == 0,
              std::to_string(x.shape()[1]) + " channels and " + std::to_string(filters) + " filters do not divide into "
                  + std::to_string(groups) + " groups.",
              "groups");
    return {convolve(c, x, spatial, filters, groups)};
}

std::vector<Param> convTransposeParams(int spatial)
{
    return joined({filterParams(spatial, {}),
                   {sizes("output_padding", {0},
                          "Adds to the size at the end, for strides where several sizes are possible; not used with "
                          "the padding \"same\", which multiplies the size by the stride.",
                          1, spatial, 0, 1023)}});
}

// The gradient of a convolution to its input: where that has size y, with filters of its own (Dumoulin and Visin 2016,
// section 4).
Values buildConvTranspose(LayerContext& c, Value x, int spatial)
{
    requireSpatial(c, x, spatial);
    const int64_t channels = x.shape()[1];
    const int64_t filters = c.integer("filters");
    const int64_t groups = c.integer("groups");
    c.require(channels % groups == 0 && filters % groups == 0,
              std::to_string(channels) + " channels and " + std::to_string(filters) + " filters do not divide into "
                  + std::to_string(groups) + " groups.",
              "groups");
    const Shape kernel = c.sizes("kernel", spatial);
    const Shape extra = c.sizes("output_padding", spatial);
    ConvAttrs how;
    how.stride = c.sizes("stride", spatial);
    how.dilation = c.sizes("dilation", spatial);
    how.groups = groups;
    const Shape span = spanOf(kernel, how.dilation);
    Padding padding = paddingFor(c, x.shape(), span, how.stride);
    how.result = {x.shape()[0], filters};
    for (int i = 0; i < spatial; ++i) {
        const int64_t stride = how.stride[i];
        c.require(extra[i] < stride, "The output padding must be smaller than the stride.", "output_padding");
        if (c.text("padding") == "same") { // so that the size is multiplied by the stride
            const int64_t zeros = std::max<int64_t>(0, span[i] - stride);
            padding.low[i] = zeros / 2;
            padding.high[i] = zeros - zeros / 2;
            how.result.push_back(x.shape()[i + 2] * stride);
            continue;
        }
        const int64_t size = (x.shape()[i + 2] - 1) * stride + span[i] - padding.low[i] - padding.high[i] + extra[i];
        c.require(size >= 1, "The padding takes away all of the result; make it smaller.", "pad");
        how.result.push_back(size);
    }
    how.padLow = padding.low;
    how.padHigh = padding.high;
    requirePossible(c, how.result);
    const Shape filter = filterShape(c, channels, filters / groups, kernel);
    const Init init = initOf(c, fanOf(filter), channels / groups * kernel.elements());
    const Value y = convInputGradient(x, c.weight("weight", filter, init), how);
    return {withBias(c, y, filters, fanOf(filter))};
}

} // namespace weft
