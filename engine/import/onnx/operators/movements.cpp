#include "engine/import/onnx/fold/fold.h"
#include "engine/import/onnx/operators/operators.h"

#include <algorithm>
#include <numeric>

namespace weft {

namespace {

int64_t productOf(const std::vector<int64_t>& dims, size_t count)
{
    return int64_t(elementsOf(std::span(dims).first(count)));
}

// The samples stay one axis if the new shape has one of their size with as much before it.
Operand laidOut(Conversion& c, const Operand& x, const std::vector<int64_t>& dims)
{
    if (x.batchAxis < 0)
        return c.reshaped(x, dims, -1);
    const auto axis = size_t(x.batchAxis);
    const int64_t before = productOf(x.dims, axis), samples = x.dims[axis];
    for (size_t i = 0; i < dims.size(); ++i) {
        if (dims[i] == samples && productOf(dims, i) == before)
            return c.reshaped(x, dims, int(i));
    }
    for (size_t i = 2; axis == 0 && i <= x.dims.size() && !dims.empty(); ++i) { // samples and more as rows
        if (productOf(x.dims, i) != dims[0] || dims.size() < 2)
            continue;
        std::vector<int64_t> apart(x.dims.begin(), x.dims.begin() + ptrdiff_t(i));
        apart.insert(apart.end(), dims.begin() + 1, dims.end());
        Operand y = c.reshaped(x, apart, 0);
        y.joined = int(i) - 1;
        return y;
    }
    for (size_t i = 0; i < dims.size() && samples > 1; ++i) { // samples with what lies before or after them
        const int64_t outer = productOf(dims, i), inside = outer > 0 ? before / outer * samples : 0;
        if (outer == 0 || before % outer != 0 || dims[i] % inside != 0)
            continue;
        std::vector<int64_t> apart(dims.begin(), dims.begin() + ptrdiff_t(i));
        const bool isBefore = before != outer, isAfter = dims[i] != inside;
        if (isBefore)
            apart.push_back(before / outer);
        const int at = int(apart.size());
        apart.push_back(samples);
        if (isAfter)
            apart.push_back(dims[i] / inside);
        apart.insert(apart.end(), dims.begin() + ptrdiff_t(i) + 1, dims.end());
        Operand y = c.reshaped(x, apart, at);
        y.joined = isAfter;
        y.joinedBefore = isBefore;
        return y;
    }
    return c.reshaped(c.unfolded(x), dims, -1);
}

void reshape(Conversion& c)
{
    Operand x = c.wired(c.in(0));
    std::vector<int64_t> dims = c.has(1) ? integersOf(c.known(1)) : c.integers("shape");
    const bool zerosCopy = c.integer("allowzero", 0) == 0;
    int64_t known = 1;
    int open = -1;
    for (size_t i = 0; i < dims.size(); ++i) {
        if (dims[i] == 0 && zerosCopy && i < x.dims.size() && !x.isJoined())
            dims[i] = x.dims[i];
        if (dims[i] == -1) {
            if (open >= 0)
                c.refuse("two sizes of its shape are open");
            open = int(i);
        } else if (dims[i] < 1 || known > x.elements() / dims[i]) {
            c.refuse("its shape does not fit");
        } else {
            known *= dims[i];
        }
    }
    if (open >= 0)
        dims[size_t(open)] = x.elements() / known;
    if (productOf(dims, dims.size()) != x.elements())
        c.refuse("its shape does not fit");
    x.joined = x.joinedBefore = 0;
    c.give(laidOut(c, x, dims));
}

void flatten(Conversion& c)
{
    const Operand x = c.wired(c.in(0));
    const int64_t given = c.integer("axis", 1), axis = given < 0 ? given + x.rank() : given;
    if (axis < 0 || axis > x.rank())
        c.refuse("there is no such axis");
    const int64_t rows = productOf(x.dims, size_t(axis));
    c.give(laidOut(c, x, {rows, rows == 0 ? 0 : x.elements() / rows}));
}

std::optional<std::vector<int64_t>> axesOf(Conversion& c)
{
    if (c.has(1))
        return integersOf(c.known(1));
    if (c.find("axes") != nullptr)
        return c.integers("axes");
    return std::nullopt;
}

void squeeze(Conversion& c)
{
    Operand x = c.wired(c.in(0));
    const auto axes = axesOf(c);
    std::vector<bool> gone(x.dims.size(), false);
    for (size_t i = 0; i < gone.size(); ++i)
        gone[i] = !axes && x.dims[i] == 1 && int(i) != x.batchAxis;
    for (const int64_t given : axes.value_or(std::vector<int64_t>())) {
        const int axis = c.axisIn(given, x.rank());
        if (x.dims[size_t(axis)] != 1 && axis != x.batchAxis)
            c.refuse("an axis that it takes out is not 1");
        if (axis == x.batchAxis)
            x = c.unfolded(x);
        gone[size_t(axis)] = true;
    }
    std::vector<int64_t> dims;
    int batchAxis = x.batchAxis;
    for (size_t i = 0; i < gone.size(); ++i) {
        if (!gone[i])
            dims.push_back(x.dims[i]);
        else if (int(i) < x.batchAxis)
            --batchAxis;
    }
    c.give(c.reshaped(x, dims, batchAxis));
}

void unsqueeze(Conversion& c)
{
    const Operand x = c.wired(c.in(0));
    const std::vector<int64_t> axes = axesOf(c).value_or(std::vector<int64_t>());
    const size_t rank = x.dims.size() + axes.size();
    std::vector<bool> fresh(rank, false);
    for (const int64_t axis : axes)
        fresh[size_t(c.axisIn(axis, int(rank)))] = true;
    if (size_t(std::ranges::count(fresh, true)) != axes.size())
        c.refuse("it names an axis twice");
    std::vector<int64_t> dims;
    int batchAxis = -1;
    size_t next = 0;
    for (size_t i = 0; i < rank; ++i) {
        if (!fresh[i] && int(next) == x.batchAxis)
            batchAxis = int(i);
        dims.push_back(fresh[i] ? 1 : x.dims[next++]);
    }
    c.give(c.reshaped(x, dims, batchAxis));
}

void transpose(Conversion& c)
{
    const Operand& x = c.in(0);
    const std::vector<int64_t> given = c.integers("perm");
    const int rank = x.rank() - x.joined - x.joinedBefore;
    std::vector<int> order(size_t(rank), 0);
    std::iota(order.rbegin(), order.rend(), 0);
    if (!given.empty()) {
        if (given.size() != order.size())
            c.refuse("its order does not fit");
        std::vector<bool> seen(order.size(), false);
        for (size_t i = 0; i < order.size(); ++i) {
            order[i] = c.axisIn(given[i], rank);
            if (seen[size_t(order[i])])
                c.refuse("its order names an axis twice");
            seen[size_t(order[i])] = true;
        }
    }
    std::vector<int> apart; // the axes that are joined with the samples move with them
    const int block = x.batchAxis - x.joinedBefore, more = x.joined + x.joinedBefore;
    for (const int axis : order) {
        for (int i = 0; i <= (x.isJoined() && axis == block ? more : 0); ++i)
            apart.push_back(axis + i + (x.isJoined() && axis > block ? more : 0));
    }
    c.give(c.permuted(x, apart));
}

void concat(Conversion& c)
{
    std::vector<Operand> parts;
    for (size_t i = 0; i < c.inputs(); ++i)
        parts.push_back(c.in(i));
    if (parts.empty())
        c.refuse("it has no inputs");
    const int axis = c.axisIn(c.integer("axis", 0), parts[0].rank());
    for (const Operand& one : parts) {
        if (one.rank() != parts[0].rank())
            c.refuse("its inputs differ in their axes");
    }
    if (parts.size() == 1)
        return c.give(parts[0]);
    for (Operand& one : parts) {
        if (one.constant == nullptr && one.batchAxis == axis)
            one = c.unfolded(one);
    }
    parts = c.aligned(std::move(parts));
    GraphWriter::Request request {.type = "concat", .params = {{"axis", int64_t(c.place(parts[0], axis))}}};
    for (const Operand& one : parts)
        request.wires.push_back({"x", one.output});
    c.give(c.layer(std::move(request), parts[0].batchAxis, parts[0].type));
}

void slice(Conversion& c)
{
    Operand x = c.in(0);
    const bool old = c.find("starts") != nullptr;
    const std::vector<int64_t> starts = old ? c.integers("starts") : integersOf(c.known(1));
    const std::vector<int64_t> ends = old ? c.integers("ends") : integersOf(c.known(2));
    std::vector<int64_t> axes = old ? c.integers("axes") : c.has(3) ? integersOf(c.known(3)) : std::vector<int64_t>();
    const std::vector<int64_t> steps = c.has(4) ? integersOf(c.known(4)) : std::vector<int64_t>(starts.size(), 1);
    if (axes.empty()) {
        axes.resize(starts.size());
        std::iota(axes.begin(), axes.end(), 0);
    }
    if (ends.size() != starts.size() || axes.size() != starts.size() || steps.size() != starts.size())
        c.refuse("its ends do not fit");
    for (size_t i = 0; i < starts.size(); ++i) {
        const int axis = c.axisIn(axes[i], x.rank());
        const SliceRange range = sliceRange(starts[i], ends[i], steps[i], x.dims[size_t(axis)]);
        if (range.count < 1)
            c.refuse("its result is empty");
        if (steps[i] > 0) {
            x = c.sliced(x, axis, range.start, range.count, range.count == 1 ? 1 : steps[i]);
            continue;
        }
        std::vector<int64_t> indices;
        for (int64_t k = 0; k < range.count; ++k)
            indices.push_back(range.start + k * steps[i]);
        x = c.gathered(x, c.constant(constantOf(indices)), axis);
    }
    c.give(c.wired(x));
}

void split(Conversion& c)
{
    const Operand x = c.wired(c.in(0));
    const int axis = c.axisIn(c.integer("axis", 0), x.rank());
    const int64_t size = x.dims[size_t(axis)], count = std::ssize(c.node().outputs);
    std::vector<int64_t> parts = c.has(1) ? integersOf(c.known(1)) : c.integers("split");
    for (int64_t i = 0, rest = size; parts.empty() || std::ssize(parts) < count; ++i) {
        const int64_t each = (size + count - 1) / count;
        if (i > 0 && c.has(1))
            break;
        parts.push_back(std::min(each, rest));
        rest -= parts.back();
    }
    int64_t start = 0;
    for (const int64_t part : parts) {
        if (part < 1 || part > size - start)
            c.refuse("a part of it is empty");
        c.give(c.sliced(x, axis, start, part));
        start += part;
    }
}

void tile(Conversion& c)
{
    Operand x = c.wired(c.in(0));
    const std::vector<int64_t> repeats = integersOf(c.known(1));
    if (std::ssize(repeats) != x.rank())
        c.refuse("its repeats do not fit");
    if (x.batchAxis >= 0 && repeats[size_t(x.batchAxis)] != 1)
        x = c.unfolded(x);
    std::vector<int64_t> places;
    for (int i = 0; i < x.rank(); ++i) {
        if (repeats[size_t(i)] < 1)
            c.refuse("its result is empty");
        if (i != x.batchAxis)
            places.push_back(repeats[size_t(i)]);
    }
    c.give(places.empty() ? x : c.layer("tile", {{"repeats", places}}, x));
}

void expand(Conversion& c)
{
    Operand x = c.wired(c.in(0));
    std::vector<int64_t> wanted = integersOf(c.known(1)), dims = x.dims;
    while (wanted.size() < dims.size())
        wanted.insert(wanted.begin(), 1);
    const int more = int(wanted.size() - dims.size());
    dims.insert(dims.begin(), size_t(more), 1);
    x = c.reshaped(x, dims, x.batchAxis < 0 ? -1 : x.batchAxis + more);
    std::vector<int64_t> repeats;
    bool any = false;
    for (size_t i = 0; i < dims.size(); ++i) {
        if (wanted[i] < 1 || (dims[i] != 1 && wanted[i] != 1 && wanted[i] != dims[i]))
            c.refuse("its shape does not fit");
        if (int(i) == x.batchAxis) {
            if (wanted[i] != 1 && wanted[i] != dims[i])
                Conversion::refuseAcross();
            continue;
        }
        repeats.push_back(dims[i] == 1 ? wanted[i] : 1);
        any = any || repeats.back() != 1;
    }
    c.give(any ? c.layer("tile", {{"repeats", repeats}}, x) : x);
}

void pad(Conversion& c)
{
    Operand x = c.wired(c.in(0));
    const std::vector<int64_t> pads = c.has(1) ? integersOf(c.known(1)) : c.integers("pads");
    const std::string_view mode = c.text("mode", "constant");
    double value = c.real("value", 0);
    if (c.has(2)) {
        if (c.known(2).size() != 1)
            c.refuse("what it fills with is not one number");
        value = c.known(2).number(0);
    }
    std::vector<int64_t> low(size_t(x.rank()), 0), high = low, axes(low.size());
    std::iota(axes.begin(), axes.end(), 0);
    if (c.has(3))
        axes = integersOf(c.known(3));
    if (pads.size() != 2 * axes.size() || (mode != "constant" && mode != "reflect" && mode != "edge"))
        c.refuse("its pads do not fit");
    for (size_t i = 0; i < axes.size(); ++i) {
        const auto axis = size_t(c.axisIn(axes[i], x.rank()));
        low[axis] = pads[i];
        high[axis] = pads[axes.size() + i];
    }
    for (int i = 0; i < x.rank(); ++i) {
        const auto at = size_t(i);
        if (std::min(low[at], high[at]) < 0) {
            const int64_t start = std::max<int64_t>(0, -low[at]);
            x = c.sliced(x, i, start, x.dims[at] - start - std::max<int64_t>(0, -high[at]));
        } else if ((low[at] > 0 || high[at] > 0) && i == x.batchAxis) {
            x = c.unfolded(x);
        }
    }
    std::vector<int64_t> before, after;
    bool any = false;
    for (int i = 0; i < x.rank(); ++i) {
        if (i == x.batchAxis)
            continue;
        before.push_back(std::max<int64_t>(0, low[size_t(i)]));
        after.push_back(std::max<int64_t>(0, high[size_t(i)]));
        any = any || before.back() > 0 || after.back() > 0;
    }
    if (!any)
        return c.give(x);
    if (before.size() > 1 && before[0] == 0 && after[0] == 0) { // the channels stay: the layer's usual form
        before.erase(before.begin());
        after.erase(after.begin());
    }
    c.give(c.layer("pad",
                   {{"before", before},
                    {"after", after},
                    {"value", mode == "constant" ? value : 0.0},
                    {"mode", std::string(mode)}},
                   x));
}

// Channels become places, or the other way round.
void rearrange(Conversion& c)
{
    const Operand x = c.folded(c.in(0));
    const int64_t block = c.integer("blocksize", 0);
    if (x.rank() != 4 || block < 1 || block > 1024)
        c.refuse("it does not take images");
    const int64_t samples = x.dims[0], channels = x.dims[1], rows = x.dims[2], columns = x.dims[3];
    if (c.node().op == "SpaceToDepth") {
        if (rows % block != 0 || columns % block != 0)
            c.refuse("its blocks do not fit");
        const Operand apart = c.reshaped(x, {samples, channels, rows / block, block, columns / block, block}, 0);
        return c.give(c.reshaped(c.permuted(apart, {0, 3, 5, 1, 2, 4}),
                                 {samples, channels * block * block, rows / block, columns / block}, 0));
    }
    const int64_t left = channels / block / block;
    if (left * block * block != channels)
        c.refuse("its blocks do not fit");
    const bool rowsFirst = c.text("mode", "DCR") == "CRD";
    const Operand apart = c.reshaped(x,
                                     rowsFirst ? std::vector {samples, left, block, block, rows, columns}
                                               : std::vector {samples, block, block, left, rows, columns},
                                     0);
    const Operand mixed =
        c.permuted(apart, rowsFirst ? std::vector {0, 1, 4, 2, 5, 3} : std::vector {0, 3, 4, 1, 5, 2});
    c.give(c.reshaped(mixed, {samples, left, rows * block, columns * block}, 0));
}

} // namespace

std::span<const OnnxOperator> movementOperators()
{
    static constexpr OnnxOperator all[] = {
        {"Reshape", reshape},
        {"Flatten", flatten},
        {"Squeeze", squeeze},
        {"Unsqueeze", unsqueeze},
        {"Transpose", transpose},
        {"Concat", concat},
        {"Slice", slice},
        {"Split", split},
        {"Tile", tile},
        {"Expand", expand},
        {"Pad", pad},
        {"DepthToSpace", rearrange},
        {"SpaceToDepth", rearrange},
    };
    return all;
}

} // namespace weft
