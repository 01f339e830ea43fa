#include "engine/export/cpp/steps.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <cstring>

namespace weft {

namespace {

struct Caller {
    PlainProgram& program;
    const PlainMemory& memory;
    const Node& node;
    PlainStep step = {};

    std::string read(size_t operand)
    {
        const int home = memory.home(node.in[operand]);
        step.reads.push_back(home);
        return plainName(home);
    }
    std::string write(size_t result = 0)
    {
        const int home = memory.home(node.out[result]);
        step.writes.push_back(home);
        return plainName(home);
    }
    const Shape& shape(size_t operand) const { return program.shape(node.in[operand]); }
    const Shape& resultShape(size_t result = 0) const { return program.shape(node.out[result]); }
    PlainSize size(int value, int axis) const { return PlainSize::of(program.code.extents(value)[size_t(axis)]); }
    std::string tail()
    {
        const auto found = program.tails.find(node.out[0]);
        if (found == program.tails.end() || (found->second.bias < 0 && !found->second.relu))
            return "Tail()";
        if (found->second.bias >= 0)
            step.reads.push_back(found->second.bias);
        return "Tail {" + (found->second.bias >= 0 ? plainName(found->second.bias) : std::string("nullptr"))
            + (found->second.relu ? ", 0.0f}" : "}");
    }
    [[noreturn]] void refuse(const std::string& what) const
    {
        throw Error("\"" + program.origin(node) + "\" needs " + what
                    + ", which Weft has no plain C++ for; export the network as ONNX.");
    }
};

using Three = std::array<int64_t, 3>;

// The last of up to three sizes; those in front are `usual`.
Three three(const Shape& sizes, int from, int64_t usual)
{
    Three all = {usual, usual, usual};
    const int count = sizes.rank() - from;
    for (int i = 0; i < count; ++i)
        all[size_t(3 - count + i)] = sizes[from + i];
    return all;
}

std::string text(const Three& sizes)
{
    return "{" + std::to_string(sizes[0]) + ", " + std::to_string(sizes[1]) + ", " + std::to_string(sizes[2]) + "}";
}

void product(Caller& call)
{
    const bool turned = std::get<MatmulAttrs>(call.node.attrs).transposeA;
    const int a = call.node.in[0], b = call.node.in[1], rank = call.shape(0).rank();
    const PlainSize rows = call.size(a, turned ? rank - 1 : rank - 2), depth = call.size(b, rank - 2);
    const PlainSize columns = call.size(b, rank - 1), one = PlainSize::of(1);
    const PlainSize count = rank == 3 ? call.size(a, 0) : one;
    const std::string left = call.read(0), right = call.read(1), tail = call.tail(), result = call.write();
    call.step.text = "multiply(threads, " + left + ", " + right + ", " + tail + ", " + result + ", {" + count.text()
        + ", " + rows.text() + ", " + depth.text() + ", " + columns.text() + ", " + (turned ? one : depth).text() + ", "
        + (turned ? rows : one).text() + ", " + (rows * depth).text() + ", " + (depth * columns).text() + "});\n";
}

// A filter of inputs × filters of the group × taps as filters × inputs of the group × taps, the taps backwards.
HostTensor turnedRound(const HostTensor& filter, int64_t groups)
{
    const Shape& from = filter.info.shape;
    const int64_t inputs = from[0] / groups, filters = from[1], taps = from.elements() / from[0] / from[1];
    HostTensor turned = filter;
    turned.info.shape[0] = groups * filters;
    turned.info.shape[1] = inputs;
    const auto* const x = reinterpret_cast<const float*>(filter.bytes.data());
    auto* const y = reinterpret_cast<float*>(turned.bytes.data());
    for (int64_t g = 0; g < groups; ++g) {
        for (int64_t c = 0; c < inputs; ++c) {
            for (int64_t f = 0; f < filters; ++f) {
                for (int64_t t = 0; t < taps; ++t)
                    y[((g * filters + f) * inputs + c) * taps + taps - 1 - t] =
                        x[((g * inputs + c) * filters + f) * taps + t];
            }
        }
    }
    return turned;
}

void convolution(Caller& call)
{
    const auto& how = std::get<ConvAttrs>(call.node.attrs);
    const bool isTransposed = call.node.op == &convInputGradientOp;
    const Shape &x = call.shape(0), &filter = call.shape(1), &y = call.resultShape();
    if (x.rank() > 5)
        call.refuse("a convolution of more than three sizes");
    const Three size = three(x, 2, 1), result = three(y, 2, 1), kernel = three(filter, 2, 1);
    const Three dilation = three(how.dilation, 0, 1), stride = three(how.stride, 0, 1), ones = {1, 1, 1};
    Three low = three(how.padLow, 0, 0), bordered = {}, spread = isTransposed ? stride : ones;
    const Three steps = isTransposed ? ones : stride;
    bool isBare = spread == ones;
    for (size_t i = 0; i < 3; ++i) {
        const int64_t span = dilation[i] * (kernel[i] - 1) + 1;
        if (isTransposed)
            low[i] = span - 1 - low[i];
        bordered[i] = (result[i] - 1) * steps[i] + span;
        isBare = isBare && low[i] == 0 && bordered[i] == size[i];
    }
    std::string weights;
    const std::string image = call.read(0);
    if (isTransposed) {
        if (!call.program.constants.contains(call.node.in[1]))
            call.refuse("a transposed convolution with a filter that is computed");
        const int turned = 1'000'000 + call.node.out[0];
        call.program.constants[turned] = turnedRound(call.program.constants.at(call.node.in[1]), how.groups);
        call.step.reads.push_back(turned);
        weights = plainName(turned);
    } else {
        weights = call.read(1);
    }
    if (!isBare)
        call.step.scratch =
            call.size(call.node.in[0], 0) * PlainSize::of(x[1] * bordered[0] * bordered[1] * bordered[2]);
    const std::string tail = call.tail();
    call.step.text = "convolve(threads, " + call.size(call.node.in[0], 0).text() + ", " + image + ", " + weights + ", "
        + tail + ", " + call.write() + ", " + (isBare ? "nullptr" : "scratch") + ", {" + std::to_string(how.groups)
        + ", " + std::to_string(x[1] / how.groups) + ", " + std::to_string(y[1] / how.groups) + ", " + text(size) + ", "
        + text(result) + ", " + text(kernel) + ", " + text(dilation) + ", " + text(steps) + ", " + text(spread) + ", "
        + text(low) + ", " + text(bordered) + ", " + (isBare ? "true" : "false") + "});\n";
}

void pool(Caller& call)
{
    const auto& how = std::get<PoolAttrs>(call.node.attrs);
    const Shape &x = call.shape(0), &y = call.resultShape();
    if (x.rank() > 5)
        call.refuse("a pooling of more than three sizes");
    const PlainSize planes = call.size(call.node.in[0], 0) * PlainSize::of(x[1]);
    const std::string image = call.read(0);
    call.step.text = std::string("pool<") + (call.node.op == &maxPoolOp ? "true" : "false") + ">(threads, "
        + planes.text() + ", " + image + ", " + call.write() + ", {" + text(three(x, 2, 1)) + ", "
        + text(three(y, 2, 1)) + ", " + text(three(how.kernel, 0, 1)) + ", " + text(three(how.stride, 0, 1)) + ", "
        + text(three(how.padLow, 0, 0)) + ", " + (how.countPadding ? "true" : "false") + "});\n";
}

void gather(Caller& call)
{
    const Extents table = call.program.code.extents(call.node.in[0]);
    const PlainSize width = elementsOf(Extents(table.begin() + 1, table.end()));
    const std::string from = call.read(0), index = call.read(1);
    call.step.text = "gather(threads, " + elementsOf(call.program.code.extents(call.node.in[1])).text() + ", "
        + PlainSize::of(table[0]).text() + ", " + width.text() + ", " + from + ", " + index + ", " + call.write()
        + ");\n";
}

void argmax(Caller& call)
{
    const int axis = std::get<AxisAttrs>(call.node.attrs).axis;
    const Extents x = call.program.code.extents(call.node.in[0]);
    const auto place = x.begin() + axis;
    const std::string from = call.read(0);
    call.step.text = "argmax(" + elementsOf(Extents(x.begin(), place)).text() + ", " + PlainSize::of(*place).text()
        + ", " + elementsOf(Extents(place + 1, x.end())).text() + ", " + from + ", " + call.write() + ");\n";
}

void lstm(Caller& call)
{
    if (call.program.readsOf(call.node.out[2]) > 0)
        call.refuse("the gates of an LSTM");
    const int gates = call.node.in[0];
    const PlainSize samples = call.size(gates, 0), units = PlainSize::of(call.shape(1)[0]);
    std::string operands;
    for (size_t i = 0; i < 4; ++i)
        operands += call.read(i) + ", ";
    call.step.scratch = samples * PlainSize::of(call.shape(1)[1]);
    const std::string h = call.write(0), c = call.write(1);
    call.step.text = "lstm(threads, " + samples.text() + ", " + call.size(gates, 1).text() + ", " + units.text() + ", "
        + operands + h + ", " + c + ", scratch);\n";
}

struct CallForm {
    const Op* op;
    void (*write)(Caller& call);
};
const CallForm forms[] = {
    {&matmulOp, product}, {&convOp, convolution}, {&convInputGradientOp, convolution},
    {&maxPoolOp, pool},   {&avgPoolOp, pool},     {&gatherOp, gather},
    {&argmaxOp, argmax},  {&lstmOp, lstm},
};

} // namespace

std::optional<PlainStep> callStep(PlainProgram& program, const PlainMemory& memory, const Node& node)
{
    const auto form = std::ranges::find(forms, node.op, &CallForm::op);
    if (form == std::end(forms))
        return std::nullopt;
    const bool isNumbers = program.dtype(node.in[0]) == DType::f32 || node.op == &gatherOp || node.op == &argmaxOp;
    Caller call {program, memory, node};
    if (!isNumbers)
        call.refuse("\"" + std::string(node.op->name) + "\" in " + plainType(program.dtype(node.in[0])));
    form->write(call);
    return call.step;
}

} // namespace weft
