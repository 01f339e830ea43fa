#include "engine/export/pytorch/forms/forms.h"

namespace weft {

namespace {

std::string dim(const TorchLayer& layer)
{
    return std::to_string(layer.axis("axis"));
}

// A range along one axis, those before it whole.
std::string indexed(int axis, const std::string& range)
{
    std::string text = "[";
    for (int i = 0; i < axis; ++i)
        text += ":, ";
    return text + range + "]";
}

TorchResults flatten(TorchLayer& layer)
{
    if (layer.rank() == 1)
        return {layer.x() + "[:, None]"};
    return {layer.x() + ".flatten(" + dim(layer) + ")"};
}

TorchResults permute(TorchLayer& layer)
{
    std::vector<std::string> order = {"0"};
    for (const int64_t axis : layer.sizes("order"))
        order.push_back(std::to_string(axis));
    return {layer.x() + ".permute" + pythonTuple(order)};
}

TorchResults reshape(TorchLayer& layer)
{
    std::vector<std::string> sizes = {"-1"};
    for (int axis = 1; axis < layer.resultShape().rank(); ++axis)
        sizes.push_back(std::to_string(layer.resultShape()[axis]));
    return {layer.x() + ".reshape" + pythonTuple(sizes)};
}

TorchResults slice(TorchLayer& layer)
{
    const int axis = layer.axis("axis");
    const int64_t step = layer.integer("step"), count = layer.resultShape()[axis];
    const int64_t given = layer.integer("start"), start = given < 0 ? given + layer.shape()[axis] : given;
    const int64_t end = start + (count - 1) * step + 1;
    return {
        layer.x()
        + indexed(axis,
                  std::to_string(start) + ":" + std::to_string(end) + (step == 1 ? "" : ":" + std::to_string(step)))};
}

TorchResults unsqueeze(TorchLayer& layer)
{
    const int64_t given = layer.integer("axis");
    return {layer.x() + ".unsqueeze(" + std::to_string(given) + ")"};
}

TorchResults tile(TorchLayer& layer)
{
    std::vector<std::string> repeats;
    for (int axis = 0; axis < layer.rank(); ++axis)
        repeats.push_back(axis == 0 ? "1" : std::to_string(layer.resultShape()[axis] / layer.shape()[axis]));
    return {layer.x() + ".repeat" + pythonTuple(repeats)};
}

TorchResults reduce(TorchLayer& layer)
{
    const std::string& operation = layer.text("operation");
    const char* const keep = layer.toggle("keep_axes") ? "True" : "False";
    std::vector<std::string> axes;
    std::vector<bool> reduced(size_t(layer.rank()), false);
    for (const int64_t given : layer.sizes("axes")) {
        const int64_t axis = given < 0 ? given + layer.rank() : given;
        axes.push_back(std::to_string(axis));
        reduced[size_t(axis)] = true;
    }
    if (operation == "product") { // one axis at a time, the last first
        std::string y = layer.x();
        for (size_t axis = reduced.size(); axis-- > 0;) {
            if (reduced[axis])
                y += ".prod(" + std::to_string(axis) + ", keepdim=" + keep + ")";
        }
        return {y};
    }
    const std::string word = operation == "maximum" ? "amax" : operation == "minimum" ? "amin" : operation;
    return {layer.x() + "." + word + "(" + pythonTuple(axes) + ", keepdim=" + keep + ")"};
}

TorchResults pad(TorchLayer& layer)
{
    const int rank = layer.rank();
    const bool channels = layer.sizes("before").rank() == rank - 1 && layer.sizes("after").rank() == rank - 1;
    const int first = rank == 2 || channels ? 1 : 2;
    const Shape before = layer.sizes("before"), after = layer.sizes("after");
    const std::string& mode = layer.text("mode");
    if (mode != "constant" && (first != 2 || rank > 5))
        return {};
    std::vector<std::string> all; // the last axis first
    for (int axis = rank - 1; axis >= first; --axis) {
        all.push_back(std::to_string(before[before.rank() == 1 ? 0 : axis - first]));
        all.push_back(std::to_string(after[after.rank() == 1 ? 0 : axis - first]));
    }
    const std::string how = mode == "edge" ? "mode=\"replicate\""
        : mode == "reflect"                ? "mode=\"reflect\""
                                           : "value=" + layer.number("value");
    return {"F.pad(" + layer.x() + ", " + pythonTuple(all) + ", " + how + ")"};
}

TorchResults resize(TorchLayer& layer)
{
    if (layer.text("mode") == "nearest") // nn finds the pixel in f32, which is now and then the one beside it
        return {};
    const Shape& y = layer.resultShape();
    return {"F.interpolate(" + layer.x() + ", size=(" + std::to_string(y[2]) + ", " + std::to_string(y[3])
            + "), mode=\"bilinear\", align_corners=False)"};
}

TorchResults upsample(TorchLayer& layer)
{
    const Shape &x = layer.shape(), &y = layer.resultShape();
    return layer.call("nn.Upsample(scale_factor=(" + std::to_string(y[2] / x[2]) + ", " + std::to_string(y[3] / x[3])
                      + "))");
}

TorchResults argMax(TorchLayer& layer)
{
    if (layer.toggle("last"))
        return {};
    return {layer.x() + (layer.toggle("least") ? ".argmin(" : ".argmax(") + dim(layer) + ").float()"};
}

TorchResults cumulativeSum(TorchLayer& layer)
{
    if (layer.toggle("exclusive"))
        return {};
    const std::string sum = ".cumsum(" + dim(layer) + ")", turn = ".flip(" + dim(layer) + ")";
    return {layer.x() + (layer.toggle("reverse") ? turn + sum + turn : sum)};
}

} // namespace

std::span<const TorchForm> torchShapes()
{
    static const TorchForm all[] = {
        {"flatten", flatten},
        {"permute", permute},
        {"reshape", reshape},
        {"slice", slice},
        {"squeeze", [](TorchLayer& l) { return TorchResults {l.x() + ".squeeze(" + dim(l) + ")"}; }},
        {"unsqueeze", unsqueeze},
        {"tile", tile},
        {"reduce", reduce},
        {"pad", pad},
        {"resize", resize},
        {"upsample2d", upsample},
        {"arg_max", argMax},
        {"cumulative_sum", cumulativeSum},
        {"last_step", [](TorchLayer& l) { return TorchResults {l.x() + "[:, -1]"}; }},
        {"stop_gradient", [](TorchLayer& l) { return TorchResults {l.x() + ".detach()"}; }},
    };
    return all;
}

} // namespace weft
