#include "engine/import/onnx/operators/operators.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace weft {

namespace {

// How one axis is brought to another size (onnx.ai, operator Resize).
struct AxisResize {
    int64_t from = 1;
    int64_t to = 1;
    double scale = 1;
    double start = 0; // of a crop, in shares of the axis
    double end = 1;
};

struct Manner {
    std::string_view mode; // nearest, linear, cubic
    std::string_view place; // coordinate_transformation_mode
    std::string_view nearest;
    double cubic = -0.75;
    bool excludesOutside = false;
};

double placeOf(const AxisResize& axis, const Manner& manner, int64_t i)
{
    const double x = double(i), from = double(axis.from), to = double(axis.to);
    if (manner.place == "align_corners") { // ONNX's size before it is rounded down to `to`
        const double size = axis.scale * from;
        return axis.to == 1 || size <= 1 ? 0 : x * (from - 1) / (size - 1);
    }
    if (manner.place == "asymmetric")
        return x / axis.scale;
    if (manner.place == "pytorch_half_pixel")
        return axis.to > 1 ? (x + 0.5) / axis.scale - 0.5 : 0;
    if (manner.place == "tf_half_pixel_for_nn")
        return (x + 0.5) / axis.scale;
    if (manner.place == "tf_crop_and_resize")
        return axis.to > 1 ? axis.start * (from - 1) + x * (axis.end - axis.start) * (from - 1) / (to - 1)
                           : 0.5 * (axis.start + axis.end) * (from - 1);
    return (x + 0.5) / axis.scale - 0.5; // half_pixel
}

int64_t nearestTo(double place, std::string_view how)
{
    if (how == "floor")
        return int64_t(std::floor(place));
    if (how == "ceil")
        return int64_t(std::ceil(place));
    if (how == "round_prefer_ceil")
        return int64_t(std::floor(place + 0.5));
    return int64_t(std::ceil(place - 0.5)); // round_prefer_floor
}

// Keys 1981, with the slope `a`.
double cubicShare(double distance, double a)
{
    const double d = std::abs(distance);
    return d <= 1 ? ((a + 2) * d - (a + 3)) * d * d + 1 : d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
}

// from × to: the share of each element in each result.
std::vector<float> sharesOf(const AxisResize& axis, const Manner& manner)
{
    std::vector<double> shares(size_t(axis.from * axis.to), 0.0);
    const auto add = [&](int64_t element, int64_t result, double share) {
        if (manner.excludesOutside && (element < 0 || element >= axis.from))
            return;
        shares[size_t(std::clamp<int64_t>(element, 0, axis.from - 1) * axis.to + result)] += share;
    };
    for (int64_t i = 0; i < axis.to; ++i) {
        const double place = placeOf(axis, manner, i);
        if (manner.mode == "nearest") {
            add(nearestTo(place, manner.nearest), i, 1);
            continue;
        }
        const auto below = int64_t(std::floor(place));
        const double rest = place - double(below);
        if (manner.mode == "linear") {
            add(below, i, 1 - rest);
            add(below + 1, i, rest);
            continue;
        }
        for (int64_t k = -1; k <= 2; ++k)
            add(below + k, i, cubicShare(double(k) - rest, manner.cubic));
        double sum = 0;
        for (int64_t k = 0; k < axis.from; ++k)
            sum += shares[size_t(k * axis.to + i)];
        for (int64_t k = 0; manner.excludesOutside && sum != 0 && k < axis.from; ++k)
            shares[size_t(k * axis.to + i)] /= sum;
    }
    return {shares.begin(), shares.end()};
}

// Along one axis as a matrix product; the matrix is known, so it is frozen.
Operand resizedAlong(Conversion& c, const Operand& given, int axis, const AxisResize& how, const Manner& manner)
{
    Operand x = c.freeing(given, axis);
    std::vector<int> order(size_t(x.rank()));
    std::iota(order.begin(), order.end(), 0);
    std::swap(order[size_t(axis)], order.back());
    x = c.permuted(x, order);
    x = c.layer("dense", {{"units", how.to}, {"bias", false}}, x, {{"weight", sharesOf(how, manner)}}, true);
    return c.permuted(x, order);
}

bool repeats(const AxisResize& axis, const Manner& manner)
{
    if (manner.mode != "nearest" || axis.to % axis.from != 0)
        return false;
    for (int64_t i = 0; i < axis.to; ++i) {
        if (std::clamp<int64_t>(nearestTo(placeOf(axis, manner, i), manner.nearest), 0, axis.from - 1)
            != i / (axis.to / axis.from))
            return false;
    }
    return true;
}

void resizeBy(Conversion& c, const std::vector<AxisResize>& axes, const Manner& manner)
{
    Operand x = c.wired(c.in(0));
    const auto stays = [&](size_t i) {
        return axes[i].from == axes[i].to && axes[i].scale == 1 && axes[i].start == 0 && axes[i].end == 1;
    };
    const bool image = x.rank() == 4 && x.batchAxis == 0 && stays(0) && stays(1);
    if (image && repeats(axes[2], manner) && repeats(axes[3], manner))
        return c.give(
            c.layer("upsample2d", {{"factor", std::vector {axes[2].to / axes[2].from, axes[3].to / axes[3].from}}}, x));
    const auto isPlain = [&](const AxisResize& axis) { return axis.scale * double(axis.from) == double(axis.to); };
    const bool centred = manner.place == "half_pixel"
        || (manner.place == "pytorch_half_pixel" && image && axes[2].to > 1 && axes[3].to > 1);
    if (image && manner.mode == "linear" && centred && !manner.excludesOutside && isPlain(axes[2]) && isPlain(axes[3]))
        return c.give(c.layer("resize", {{"size", std::vector {axes[2].to, axes[3].to}}}, x));
    for (size_t i = 0; i < axes.size(); ++i) {
        if (!stays(i))
            x = resizedAlong(c, x, int(i), axes[i], manner);
    }
    c.give(x);
}

void requireSizes(const Conversion& c, const std::vector<AxisResize>& axes)
{
    for (const AxisResize& axis : axes) {
        if (axis.to < 1 || axis.to > 65536 || axis.from < 1 || axis.from > 65536 || !(axis.scale > 0))
            c.refuse("its result is of an impossible size");
    }
}

void resize(Conversion& c)
{
    const Operand& x = c.in(0);
    const bool old = c.opset() < 11; // x, scales
    const size_t scalesAt = old ? 1 : 2;
    Manner manner {.mode = c.text("mode", "nearest"),
                   .place = c.text("coordinate_transformation_mode", old ? "asymmetric" : "half_pixel"),
                   .nearest = c.text("nearest_mode", old ? "floor" : "round_prefer_floor"),
                   .cubic = c.real("cubic_coeff_a", -0.75),
                   .excludesOutside = c.integer("exclude_outside", 0) != 0};
    if (c.find("axes") != nullptr || c.find("antialias") != nullptr
        || (manner.mode != "nearest" && manner.mode != "linear" && manner.mode != "cubic"))
        c.refuse("it resizes in a way that Weft does not know");
    const bool sized = !old && c.has(3) && c.in(3).elements() > 0;
    std::vector<AxisResize> axes;
    for (size_t i = 0; i < x.dims.size(); ++i) {
        const OnnxConstant& given = c.known(sized ? 3 : scalesAt);
        if (given.size() != x.dims.size())
            c.refuse("its sizes do not fit");
        AxisResize axis {.from = x.dims[i]};
        axis.to =
            sized ? given.integer(i) : int64_t(std::clamp(std::floor(double(axis.from) * given.number(i)), 0.0, 1e6));
        axis.scale = sized ? double(axis.to) / double(axis.from) : given.number(i);
        if (manner.place == "tf_crop_and_resize") {
            const OnnxConstant& crop = c.known(1);
            if (crop.size() != 2 * x.dims.size())
                c.refuse("its crop does not fit");
            axis.start = crop.number(i);
            axis.end = crop.number(x.dims.size() + i);
            if (axis.start < 0 || axis.end > 1 || axis.start > 1 || axis.end < 0)
                c.refuse("it crops what lies outside");
        }
        axes.push_back(axis);
    }
    requireSizes(c, axes);
    resizeBy(c, axes, manner);
}

void upsample(Conversion& c)
{
    const Operand& x = c.in(0);
    std::vector<double> scales;
    if (c.has(1)) {
        for (size_t i = 0; i < c.known(1).size(); ++i)
            scales.push_back(c.known(1).number(i));
    } else if (const OnnxAttribute* const given = c.find("scales")) {
        scales.assign(given->reals.begin(), given->reals.end());
    }
    const std::string_view mode = c.text("mode", "nearest");
    if (scales.size() != x.dims.size() || (mode != "nearest" && mode != "linear"))
        c.refuse("its scales do not fit");
    std::vector<AxisResize> axes;
    for (size_t i = 0; i < scales.size(); ++i)
        axes.push_back({.from = x.dims[i],
                        .to = int64_t(std::clamp(std::floor(double(x.dims[i]) * scales[i]), 0.0, 1e6)),
                        .scale = scales[i]});
    requireSizes(c, axes);
    resizeBy(c, axes, {.mode = mode, .place = "asymmetric", .nearest = "floor"});
}

} // namespace

std::span<const OnnxOperator> resizeOperators()
{
    static constexpr OnnxOperator all[] = {{"Resize", resize}, {"Upsample", upsample}};
    return all;
}

} // namespace weft
