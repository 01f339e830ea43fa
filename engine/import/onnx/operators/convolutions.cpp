#include "engine/import/onnx/operators/operators.h"
#include "engine/import/onnx/operators/windows.h"

namespace weft {

namespace {

const char* layerFor(bool transposed, int spatial)
{
    static constexpr const char* plain[] = {"conv1d", "conv2d", "conv3d"};
    static constexpr const char* across[] = {"conv_transpose1d", "conv_transpose2d", "conv_transpose3d"};
    return (transposed ? across : plain)[spatial - 1];
}

struct Filters {
    const OnnxConstant& weight;
    int spatial;
    std::vector<int64_t> kernel;
};

Filters filtersOf(Conversion& c, const Operand& x, const OnnxConstant& weight)
{
    const int spatial = int(weight.dims.size()) - 2;
    if (spatial < 1 || spatial > 3 || x.rank() != spatial + 2)
        c.refuse("it has more than three axes of places");
    return {weight, spatial, {weight.dims.begin() + 2, weight.dims.end()}};
}

void conv(Conversion& c)
{
    c.give(convolution(c, c.in(0), c.known(1), c.has(2) ? &c.known(2) : nullptr));
}

// ONNX's sizes: stride · (size − 1) + output padding + span − pads; with a given size, or "SAME", pads follow from it.
void convTranspose(Conversion& c)
{
    const Operand x = c.folded(c.in(0));
    const Filters filters = filtersOf(c, x, c.known(1));
    OnnxWindows windows = windowsOf(c, x, filters.kernel, false);
    std::vector<int64_t> extra = c.integers("output_padding");
    extra.resize(size_t(filters.spatial), 0);
    std::vector<int64_t> wanted = c.integers("output_shape");
    const std::string_view automatic = c.text("auto_pad", "NOTSET");
    if (wanted.size() > size_t(filters.spatial)) // the whole shape, in older models
        wanted.erase(wanted.begin(), wanted.end() - filters.spatial);
    const bool same = automatic == "SAME_UPPER" || automatic == "SAME_LOWER";
    std::vector<int64_t> cut(size_t(filters.spatial), 0); // rows that negative pads would add
    for (size_t i = 0; i < size_t(filters.spatial); ++i) {
        const int64_t size = x.dims[i + 2], span = windows.dilation[i] * (filters.kernel[i] - 1) + 1;
        if (!same && wanted.empty())
            continue;
        const int64_t result = wanted.empty() ? size * windows.stride[i] : wanted[i];
        const int64_t all = windows.stride[i] * (size - 1) + extra[i] + span - result;
        if (all < 0) { // larger than the filters reach: zeros at the end
            extra[i] -= all;
            windows.low[i] = windows.high[i] = 0;
            continue;
        }
        windows.low[i] = automatic == "SAME_UPPER" || wanted.empty() ? all / 2 : all - all / 2;
        if (automatic == "SAME_LOWER")
            windows.low[i] = all - all / 2;
        windows.high[i] = all - windows.low[i];
    }
    Params params = paramsOf(windows);
    params["filters"] = filters.weight.dims[1] * c.integer("group", 1);
    params["dilation"] = windows.dilation;
    params["groups"] = c.integer("group", 1);
    params["bias"] = c.has(2);
    params["output_padding"] = extra;
    std::vector<GraphWriter::Weight> weights = {{"weight", floatsOf(filters.weight)}};
    if (c.has(2))
        weights.push_back({"bias", floatsOf(c.known(2))});
    c.give(c.layer(layerFor(true, filters.spatial), std::move(params), x, std::move(weights)));
}

} // namespace

Operand convolution(Conversion& c, const Operand& given, const OnnxConstant& weight, const OnnxConstant* bias)
{
    const Operand x = c.folded(given);
    const Filters filters = filtersOf(c, x, weight);
    const OnnxWindows windows = windowsOf(c, x, filters.kernel);
    Params params = paramsOf(windows);
    params["filters"] = filters.weight.dims[0];
    params["dilation"] = windows.dilation;
    params["groups"] = c.integer("group", 1);
    params["bias"] = bias != nullptr;
    std::vector<GraphWriter::Weight> weights = {{"weight", floatsOf(filters.weight)}};
    if (bias != nullptr)
        weights.push_back({"bias", floatsOf(*bias)});
    return c.layer(layerFor(false, filters.spatial), std::move(params), x, std::move(weights));
}

std::span<const OnnxOperator> convolutionOperators()
{
    static constexpr OnnxOperator all[] = {{"Conv", conv}, {"ConvTranspose", convTranspose}};
    return all;
}

} // namespace weft
