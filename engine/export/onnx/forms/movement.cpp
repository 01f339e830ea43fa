#include "engine/export/onnx/forms/forms.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

Error notForAnyBatch(const OnnxWriter& graph, const OpNode& node)
{
    return Error("\"" + graph.model().originOf(node.node()) + "\" takes samples of the batch apart, which an exported "
                 + "model for any number of samples cannot.");
}

void writeConstant(OnnxWriter& graph, const OpNode& node)
{
    const auto& how = node.attrs<ConstantAttrs>();
    graph.same(node.out(), graph.number(how.value, how.dtype));
}

// 0, 1, … along one axis, repeated along the others.
void writeIota(OnnxWriter& graph, const OpNode& node)
{
    const auto& how = node.attrs<IotaAttrs>();
    const Extents extents = graph.code().extents(node.out());
    const Extent along = extents[size_t(how.axis)];
    const std::string whole = graph.add(
        "Range",
        {graph.number(0, DType::i64), graph.add("Squeeze", {graph.sizes({along})}), graph.number(1, DType::i64)});
    const std::string cast = graph.add("Cast", {whole}, {{"to", int64_t(onnxType(how.dtype))}});
    std::vector<int64_t> column(extents.size(), 1);
    column[size_t(how.axis)] = -1;
    const std::string shaped = graph.add("Reshape", {cast, graph.integers(column)});
    graph.give(node.out(), "Expand", {shaped, graph.sizes(extents)});
}

void writeCast(OnnxWriter& graph, const OpNode& node)
{
    const DType to = node.attrs<CastAttrs>().dtype;
    graph.give(node.out(), "Cast", {graph.name(node.in(0))}, {{"to", int64_t(onnxType(to))}});
}

void writeReshape(OnnxWriter& graph, const OpNode& node)
{
    const Extents from = graph.code().extents(node.in(0)), to = graph.code().extents(node.out());
    if (to.size() == 2 && to[0] == Extent {1, true} && from.size() > 2 && from[0] == to[0]) {
        graph.give(node.out(), "Flatten", {graph.name(node.in(0))}, {{"axis", int64_t(1)}});
        return;
    }
    std::vector<int64_t> sizes;
    for (const Extent& extent : to)
        sizes.push_back(extent.perSample ? -1 : extent.size);
    graph.give(node.out(), "Reshape", {graph.name(node.in(0)), graph.integers(sizes)});
}

void writeSame(OnnxWriter& graph, const OpNode& node)
{
    graph.same(node.out(), graph.name(node.in(0)));
}

void writePermute(OnnxWriter& graph, const OpNode& node)
{
    graph.give(node.out(), "Transpose", {graph.name(node.in(0))}, {{"perm", listOf(node.attrs<PermuteAttrs>().order)}});
}

// Expand repeats axes of size 1 and leaves the others, so an axis that has its size already is asked for as 1.
void writeBroadcast(OnnxWriter& graph, const OpNode& node)
{
    const Extents from = graph.code().extents(node.in(0));
    Extents to = graph.code().extents(node.out());
    const size_t lead = to.size() - from.size();
    for (size_t i = 0; i < from.size(); ++i) {
        if (from[i] == to[lead + i] && to[lead + i].perSample)
            to[lead + i] = {1, false};
    }
    graph.give(node.out(), "Expand", {graph.name(node.in(0)), graph.sizes(to)});
}

void writeSlice(OnnxWriter& graph, const OpNode& node)
{
    const auto& how = node.attrs<SliceAttrs>();
    const Extents from = graph.code().extents(node.in(0)), to = graph.code().extents(node.out());
    std::vector<int64_t> starts, ends, axes, steps;
    for (int axis = 0; axis < how.sizes.rank(); ++axis) {
        if (from[size_t(axis)] == to[size_t(axis)] && how.starts[axis] == 0)
            continue;
        if (from[size_t(axis)].perSample)
            throw notForAnyBatch(graph, node);
        starts.push_back(how.starts[axis]);
        ends.push_back(how.starts[axis] + (how.sizes[axis] == 0 ? 0 : (how.sizes[axis] - 1) * how.steps[axis] + 1));
        axes.push_back(axis);
        steps.push_back(how.steps[axis]);
    }
    if (axes.empty())
        return writeSame(graph, node);
    Names in = {graph.name(node.in(0)), graph.integers(starts), graph.integers(ends), graph.integers(axes)};
    if (std::ranges::any_of(steps, [](int64_t step) { return step != 1; }))
        in.push_back(graph.integers(steps));
    graph.give(node.out(), "Slice", in);
}

// Zeros between the elements of one axis: each gets so many behind it, and what follows the last is cut off.
std::string spread(OnnxWriter& graph, const std::string& x, Extents& extents, size_t axis, int64_t zeros)
{
    const auto shaped = [&](const std::string& name, const Extents& to) {
        std::vector<int64_t> sizes;
        for (const Extent& extent : to)
            sizes.push_back(extent.perSample ? -1 : extent.size);
        return graph.add("Reshape", {name, graph.integers(sizes)});
    };
    Extents apart = extents;
    apart.insert(apart.begin() + int64_t(axis) + 1, Extent {1, false});
    std::vector<int64_t> behind(2 * apart.size(), 0);
    behind[apart.size() + axis + 1] = zeros;
    const std::string padded = graph.add("Pad", {shaped(x, apart), graph.integers(behind)});
    extents[axis].size *= zeros + 1;
    const std::string whole = shaped(padded, extents);
    extents[axis].size -= zeros;
    const auto place = int64_t(axis);
    return graph.add("Slice",
                     {whole, graph.integers({0}), graph.integers({extents[axis].size}), graph.integers({place})});
}

void writePad(OnnxWriter& graph, const OpNode& node)
{
    const auto& how = node.attrs<PadAttrs>();
    Extents extents = graph.code().extents(node.in(0));
    std::string x = graph.name(node.in(0));
    for (int axis = 0; axis < how.interior.rank(); ++axis) {
        const bool moves = how.interior[axis] != 0 || how.low[axis] != 0 || how.high[axis] != 0;
        if (moves && extents[size_t(axis)].perSample)
            throw notForAnyBatch(graph, node);
        if (how.interior[axis] != 0 && extents[size_t(axis)].size > 1)
            x = spread(graph, x, extents, size_t(axis), how.interior[axis]);
    }
    graph.give(node.out(), "Pad", {x, graph.integers(pads(how.low, how.high))});
}

void writeConcat(OnnxWriter& graph, const OpNode& node)
{
    Names in;
    for (const int value : node.node().in)
        in.push_back(graph.name(value));
    graph.give(node.out(), "Concat", in, {{"axis", int64_t(node.attrs<AxisAttrs>().axis)}});
}

void writeSplit(OnnxWriter& graph, const OpNode& node)
{
    const auto& how = node.attrs<SplitAttrs>();
    const std::string x = graph.name(node.in(0));
    Names out;
    for (const int value : node.node().out)
        out.push_back(graph.resultName(value, "Split"));
    if (graph.code().extents(node.in(0))[size_t(how.axis)].perSample)
        throw notForAnyBatch(graph, node);
    if (how.parts == 1)
        graph.addNamed("Identity", {x}, out);
    else
        graph.addNamed("Split", {x}, out, {{"axis", int64_t(how.axis)}});
}

// Weft reads zeros for an index outside the table; the data room lets none through, and ONNX forbids it.
void writeGather(OnnxWriter& graph, const OpNode& node)
{
    graph.give(node.out(), "Gather", {graph.name(node.in(0)), graph.name(node.in(1))}, {{"axis", int64_t(0)}});
}

} // namespace

std::span<const OpForm> movementForms()
{
    static const OpForm all[] = {
        {&constantOp, writeConstant},   {&iotaOp, writeIota},         {&castOp, writeCast},
        {&reshapeOp, writeReshape},     {&stopGradientOp, writeSame}, {&permuteOp, writePermute},
        {&broadcastOp, writeBroadcast}, {&sliceOp, writeSlice},       {&padOp, writePad},
        {&concatOp, writeConcat},       {&splitOp, writeSplit},       {&gatherOp, writeGather},
    };
    return all;
}

} // namespace weft
