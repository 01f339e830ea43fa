#include "engine/import/onnx/operators/windows.h"

#include "engine/support/printable.h"

#include <algorithm>

namespace weft {

OnnxWindows windowsOf(Conversion& c, const Operand& x, std::vector<int64_t> kernel, bool automatic)
{
    const size_t spatial = kernel.size();
    OnnxWindows w {.kernel = std::move(kernel),
                   .stride = c.integers("strides"),
                   .dilation = c.integers("dilations"),
                   .low = std::vector<int64_t>(spatial, 0),
                   .high = std::vector<int64_t>(spatial, 0),
                   .places = std::vector<int64_t>(spatial, 0)};
    w.stride.resize(spatial, 1);
    w.dilation.resize(spatial, 1);
    const std::vector<int64_t> pads = c.integers("pads");
    if (!pads.empty() && pads.size() != 2 * spatial)
        c.refuse("its pads do not fit its kernel");
    const std::string_view mode = c.text("auto_pad", "NOTSET");
    if (!mode.empty() && mode != "NOTSET" && mode != "SAME_UPPER" && mode != "SAME_LOWER" && mode != "VALID")
        c.refuse("its auto_pad is \"" + printable(mode, 40) + "\", which ONNX does not know");
    const bool same = automatic && (mode == "SAME_UPPER" || mode == "SAME_LOWER");
    for (size_t i = 0; i < spatial; ++i) {
        const int64_t size = x.dims[i + 2];
        constexpr int64_t most = 1 << 20;
        for (const int64_t number : {w.kernel[i], w.stride[i], w.dilation[i]}) {
            if (number < 1 || number > most)
                c.refuse("its window is of an impossible size");
        }
        const int64_t span = w.dilation[i] * (w.kernel[i] - 1) + 1;
        if (same) {
            const int64_t all =
                std::max<int64_t>(0, ((size + w.stride[i] - 1) / w.stride[i] - 1) * w.stride[i] + span - size);
            w.low[i] = mode == "SAME_UPPER" ? all / 2 : all - all / 2;
            w.high[i] = all - w.low[i];
        } else if (!pads.empty() && mode != "VALID") {
            w.low[i] = pads[i];
            w.high[i] = pads[spatial + i];
        }
        if (w.low[i] < 0 || w.high[i] < 0 || w.low[i] > most || w.high[i] > most)
            c.refuse("its padding takes away or is too large");
        const int64_t room = size + w.low[i] + w.high[i] - span;
        if (room < 0)
            continue; // the layer says so
        w.places[i] = room / w.stride[i] + 1;
        if (c.integer("ceil_mode", 0) != 0 && room % w.stride[i] != 0) {
            w.high[i] += w.stride[i] - room % w.stride[i];
            ++w.places[i];
        }
    }
    return w;
}

Params paramsOf(const OnnxWindows& windows)
{
    const auto brief = [](const std::vector<int64_t>& all) {
        return std::ranges::count(all, all[0]) == std::ssize(all) ? std::vector<int64_t>(1, all[0]) : all;
    };
    Params params = {{"kernel", brief(windows.kernel)}, {"stride", brief(windows.stride)}};
    std::vector<int64_t> pad = windows.low;
    if (windows.low == windows.high)
        pad = brief(pad);
    else
        pad.insert(pad.end(), windows.high.begin(), windows.high.end());
    if (std::ranges::any_of(pad, [](int64_t zeros) { return zeros != 0; })) {
        params["padding"] = std::string("explicit");
        params["pad"] = pad;
    }
    return params;
}

} // namespace weft
