#include "engine/import/onnx/operators/operators.h"
#include "engine/import/onnx/operators/windows.h"

#include <algorithm>

namespace weft {

namespace {

const char* layerFor(bool average, size_t spatial)
{
    static constexpr const char* means[] = {"avg_pool1d", "avg_pool2d", "avg_pool3d"};
    static constexpr const char* greatest[] = {"max_pool1d", "max_pool2d", "max_pool3d"};
    return (average ? means : greatest)[spatial - 1];
}

// Same windows all over: no more of them than ceil_mode adds behind.
void pool(Conversion& c)
{
    const bool average = c.node().op == "AveragePool";
    const Operand x = c.folded(c.in(0));
    const std::vector<int64_t> kernel = c.integers("kernel_shape");
    if (kernel.empty() || kernel.size() > 3 || x.rank() != int(kernel.size()) + 2)
        c.refuse("it has more than three axes of places");
    if (c.isUsed(1))
        c.refuse("it also gives the places of the greatest");
    const OnnxWindows windows = windowsOf(c, x, kernel);
    if (std::ranges::any_of(windows.dilation, [](int64_t d) { return d != 1; }))
        c.refuse("its windows have holes");
    const bool counts = c.integer("count_include_pad", 0) != 0;
    bool padded = false, ceiled = false;
    for (size_t i = 0; i < kernel.size(); ++i) {
        const std::vector<int64_t> pads = c.integers("pads");
        padded = padded || windows.low[i] > 0 || windows.high[i] > 0;
        ceiled = ceiled || (!pads.empty() ? windows.high[i] != pads[kernel.size() + i] : false);
    }
    if (average && counts && ceiled)
        c.refuse("it counts its padding and rounds its size up at once");
    Params params = paramsOf(windows);
    if (params["stride"] == params["kernel"])
        params.erase("stride"); // as the window: the layer's default
    if (average && padded)
        params["count_padding"] = counts;
    c.give(c.layer(layerFor(average, kernel.size()), std::move(params), x));
}

void globalPool(Conversion& c)
{
    const Operand x = c.folded(c.in(0));
    const char* const type = c.node().op == "GlobalAveragePool" ? "global_avg_pool" : "global_max_pool";
    c.give(c.layer(type, {{"keep_axes", true}}, x));
}

} // namespace

std::span<const OnnxOperator> poolingOperators()
{
    static constexpr OnnxOperator all[] = {
        {"MaxPool", pool},
        {"AveragePool", pool},
        {"GlobalAveragePool", globalPool},
        {"GlobalMaxPool", globalPool},
    };
    return all;
}

} // namespace weft
