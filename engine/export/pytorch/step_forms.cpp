#include "engine/export/pytorch/steps.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

using F = ScalarFunction;

std::string axesOf(const Shape& axes)
{
    std::vector<std::string> all;
    for (const int64_t axis : axes)
        all.push_back(std::to_string(axis));
    return pythonTuple(all);
}

std::string axisOf(const Node& node)
{
    return std::to_string(std::get<AxisAttrs>(node.attrs).axis);
}

void writeConstant(StepWriter& steps, const Node& node, int)
{
    steps.setNumber(node.out[0], std::get<ConstantAttrs>(node.attrs).value);
}

void writeIota(StepWriter& steps, const Node& node, int)
{
    const auto& how = std::get<IotaAttrs>(node.attrs);
    const Extents extents = steps.code().extents(node.out[0]);
    Extents column(extents.size(), Extent {1, false});
    column[size_t(how.axis)] = extents[size_t(how.axis)];
    const std::string range = "torch.arange(" + steps.size(extents[size_t(how.axis)])
        + ", dtype=" + steps.type(how.dtype) + steps.device() + ")";
    steps.give(node.out[0], range + ".reshape" + steps.sizes(column) + ".expand" + steps.sizes(extents));
}

void writeCast(StepWriter& steps, const Node& node, int)
{
    steps.give(node.out[0], steps.name(node.in[0]) + ".to(" + steps.type(std::get<CastAttrs>(node.attrs).dtype) + ")");
}

void writeReshape(StepWriter& steps, const Node& node, int)
{
    if (steps.isNumber(node.in[0]))
        steps.setNumber(node.out[0], steps.number(node.in[0]));
    else
        steps.give(node.out[0], steps.name(node.in[0]) + ".reshape" + steps.sizes(steps.code().extents(node.out[0])));
}

void writeBroadcast(StepWriter& steps, const Node& node, int)
{
    if (steps.isNumber(node.in[0]))
        steps.setNumber(node.out[0], steps.number(node.in[0]));
    else
        steps.give(node.out[0], steps.name(node.in[0]) + ".expand" + steps.sizes(steps.code().extents(node.out[0])));
}

void writePermute(StepWriter& steps, const Node& node, int)
{
    steps.give(node.out[0], steps.name(node.in[0]) + ".permute" + axesOf(std::get<PermuteAttrs>(node.attrs).order));
}

void writeSlice(StepWriter& steps, const Node& node, int)
{
    const auto& how = std::get<SliceAttrs>(node.attrs);
    const Extents from = steps.code().extents(node.in[0]), to = steps.code().extents(node.out[0]);
    std::string range;
    for (int axis = 0; axis < how.sizes.rank(); ++axis) {
        range += axis > 0 ? ", " : "";
        if (from[size_t(axis)] == to[size_t(axis)] && how.starts[axis] == 0) {
            range += ":";
            continue;
        }
        if (from[size_t(axis)].perSample)
            steps.refuse("a slice of the batch");
        const int64_t end = how.starts[axis] + (how.sizes[axis] - 1) * how.steps[axis] + 1;
        range += std::to_string(how.starts[axis]) + ":" + std::to_string(end)
            + (how.steps[axis] == 1 ? "" : ":" + std::to_string(how.steps[axis]));
    }
    steps.give(node.out[0], steps.name(node.in[0]) + "[" + range + "]");
}

void writePad(StepWriter& steps, const Node& node, int)
{
    const auto& how = std::get<PadAttrs>(node.attrs);
    std::vector<std::string> all;
    for (int axis = how.low.rank() - 1; axis >= 0; --axis) {
        if (how.interior[axis] != 0)
            steps.refuse("zeros between elements");
        all.push_back(std::to_string(how.low[axis]));
        all.push_back(std::to_string(how.high[axis]));
    }
    steps.give(node.out[0], "F.pad(" + steps.name(node.in[0]) + ", " + pythonTuple(all) + ")");
}

void writeConcat(StepWriter& steps, const Node& node, int)
{
    std::vector<std::string> parts;
    for (const int value : node.in)
        parts.push_back(steps.name(value));
    steps.give(node.out[0], "torch.cat(" + pythonTuple(parts) + ", dim=" + axisOf(node) + ")");
}

void writeSplit(StepWriter& steps, const Node& node, int)
{
    const auto& how = std::get<SplitAttrs>(node.attrs);
    std::string names;
    for (const int value : node.out) {
        const std::string name = steps.fresh();
        names += name + ", ";
        steps.bind(value, name);
    }
    const int64_t part = steps.shape(node.out[0])[how.axis];
    steps.line(names.substr(0, names.size() - 1) + " = " + steps.name(node.in[0]) + ".split(" + std::to_string(part)
               + ", dim=" + std::to_string(how.axis) + ")");
}

void writeGather(StepWriter& steps, const Node& node, int)
{
    steps.give(node.out[0], steps.name(node.in[0]) + "[" + steps.name(node.in[1]) + ".long()]");
}

void writeSame(StepWriter& steps, const Node& node, int)
{
    steps.give(node.out[0], steps.name(node.in[0]) + ".detach()");
}

void writeSum(StepWriter& steps, const Node& node, int)
{
    steps.give(node.out[0],
               steps.name(node.in[0]) + ".sum(" + axesOf(std::get<ReduceAttrs>(node.attrs).axes) + ", keepdim=True)");
}

void writeMax(StepWriter& steps, const Node& node, int)
{
    steps.give(node.out[0],
               steps.name(node.in[0]) + ".amax(" + axesOf(std::get<ReduceAttrs>(node.attrs).axes) + ", keepdim=True)");
}

void writeArgmax(StepWriter& steps, const Node& node, int)
{
    steps.give(node.out[0], steps.name(node.in[0]) + ".argmax(" + axisOf(node) + ").int()");
}

void writeMatmul(StepWriter& steps, const Node& node, int)
{
    const auto& how = std::get<MatmulAttrs>(node.attrs);
    steps.give(node.out[0],
               steps.name(node.in[0]) + (how.transposeA ? ".transpose(-2, -1)" : "") + " @ " + steps.name(node.in[1])
                   + (how.transposeB ? ".transpose(-2, -1)" : ""));
}

void writeSoftmax(StepWriter& steps, const Node& node, int)
{
    steps.give(node.out[0], steps.name(node.in[0]) + "." + std::string(node.op->name) + "(" + axisOf(node) + ")");
}

void writeNorm(StepWriter& steps, const Node& node, int)
{
    const auto& how = std::get<NormAttrs>(node.attrs);
    const std::string x = steps.name(node.in[0]), axes = axesOf(how.axes) + ", keepdim=True)";
    steps.give(node.out[1], x + ".mean(" + axes);
    const std::string mean = steps.name(node.out[1]);
    steps.give(node.out[2],
               "torch.rsqrt((" + x + " - " + mean + ").square().mean(" + axes + " + " + pythonNumber(how.epsilon)
                   + ")");
    steps.give(node.out[0],
               "(" + x + " - " + mean + ") * " + steps.name(node.out[2]) + " * " + steps.operand(node.in[1]) + " + "
                   + steps.operand(node.in[2]));
}

// F.avg_pool divides by the whole window; where the border does not count, by what of it lies inside.
void writeAvgPool(StepWriter& steps, const Node& node, int)
{
    const auto& how = std::get<PoolAttrs>(node.attrs);
    const int spatial = how.kernel.rank();
    if (spatial > 3)
        steps.refuse("avg_pool of more than three sizes");
    std::vector<std::string> pads;
    for (int axis = spatial - 1; axis >= 0; --axis) {
        pads.push_back(std::to_string(how.padLow[axis]));
        pads.push_back(std::to_string(how.padHigh[axis]));
    }
    const auto pooled = [&](const std::string& x) {
        return "F.avg_pool" + std::to_string(spatial) + "d(F.pad(" + x + ", " + pythonTuple(pads) + "), "
            + pythonSizes(how.kernel) + ", stride=" + pythonSizes(how.stride) + ")";
    };
    const std::string x = steps.name(node.in[0]);
    steps.give(node.out[0], pooled(x) + (how.countPadding ? "" : " / " + pooled("torch.ones_like(" + x + ")")));
}

} // namespace

std::span<const StepForm> movementSteps()
{
    static const StepForm all[] = {
        {&constantOp, writeConstant}, {&iotaOp, writeIota},       {&castOp, writeCast},
        {&reshapeOp, writeReshape},   {&permuteOp, writePermute}, {&broadcastOp, writeBroadcast},
        {&sliceOp, writeSlice},       {&padOp, writePad},         {&concatOp, writeConcat},
        {&splitOp, writeSplit},       {&gatherOp, writeGather},   {&stopGradientOp, writeSame},
    };
    return all;
}

std::span<const StepForm> numberSteps()
{
    static const StepForm all[] = {
        {&sumOp, writeSum},       {&maxOp, writeMax},         {&argmaxOp, writeArgmax},
        {&matmulOp, writeMatmul}, {&softmaxOp, writeSoftmax}, {&logSoftmaxOp, writeSoftmax},
        {&normOp, writeNorm},     {&avgPoolOp, writeAvgPool},
    };
    return all;
}

std::string scalarStep(ScalarFunction function, const std::vector<std::string>& x)
{
    const auto infix = [&](const char* sign) { return x[0] + " " + sign + " " + x[1]; };
    const auto call = [&](const char* name) { return std::string("torch.") + name + "(" + x[0] + ")"; };
    const auto isNumber = [&](const std::string& text) {
        return text[0] == '-' || (text[0] >= '0' && text[0] <= '9') || text.starts_with("float(");
    };
    const auto bounded = [&](const char* name, const char* side) {
        const size_t number = isNumber(x[0]) ? 0 : 1;
        return isNumber(x[number]) ? x[1 - number] + ".clamp(" + side + "=" + x[number] + ")"
                                   : std::string("torch.") + name + "(" + x[0] + ", " + x[1] + ")";
    };
    switch (function) {
    case F::negate:
        return "-" + x[0];
    case F::abs:
        return call("abs");
    case F::sign:
        return call("sign");
    case F::exp:
        return call("exp");
    case F::log:
        return call("log");
    case F::log1p:
        return call("log1p");
    case F::sqrt:
        return call("sqrt");
    case F::rsqrt:
        return call("rsqrt");
    case F::reciprocal:
        return "1 / " + x[0];
    case F::square:
        return call("square");
    case F::tanh:
        return call("tanh");
    case F::sigmoid:
        return call("sigmoid");
    case F::relu:
        return call("relu");
    case F::erf:
        return call("erf");
    case F::sin:
        return call("sin");
    case F::cos:
        return call("cos");
    case F::floor:
        return call("floor");
    case F::is_finite:
        return call("isfinite");
    case F::add:
        return infix("+");
    case F::subtract:
        return infix("-");
    case F::multiply:
        return infix("*");
    case F::divide:
        return infix("/");
    case F::maximum:
        return bounded("maximum", "min");
    case F::minimum:
        return bounded("minimum", "max");
    case F::power:
        return "torch.pow(" + x[0] + ", " + x[1] + ")";
    case F::equal:
        return infix("==");
    case F::less:
        return infix("<");
    case F::less_equal:
        return infix("<=");
    case F::select:
        return "torch.where(" + x[0] + " != 0, " + x[1] + ", " + x[2] + ")";
    case F::constant:
        break;
    }
    return "";
}

} // namespace weft
