#include "engine/import/onnx/fold/fold_row.h"

#include <algorithm>
#include <numeric>

namespace weft {

namespace {

OnnxConstant redimmed(const OnnxConstant& x, std::vector<int64_t> dims, size_t left)
{
    if (elementsOf(dims) != x.size())
        throw Unsupported("its sizes do not fit");
    demand(x.size(), x, left);
    OnnxConstant y = x;
    y.dims = std::move(dims);
    return y;
}

// Axes from the attribute (older operators) or the input.
std::optional<std::vector<int64_t>> axesOf(const Conversion& node, size_t input)
{
    if (node.has(input))
        return integersOf(node.known(input));
    if (node.find("axes") != nullptr)
        return node.integers("axes");
    return std::nullopt;
}

std::optional<Folded> foldReshape(const Conversion& node, size_t left)
{
    const OnnxConstant& x = node.known(0);
    std::vector<int64_t> dims = node.has(1) ? integersOf(node.known(1)) : node.integers("shape");
    int64_t rest = int64_t(x.size());
    int open = -1;
    for (size_t i = 0; i < dims.size(); ++i) {
        if (dims[i] == 0 && node.integer("allowzero", 0) == 0 && i < x.dims.size())
            dims[i] = x.dims[i];
        if (dims[i] < 0)
            open = int(i);
        else if (dims[i] > 0)
            rest /= dims[i];
    }
    if (open >= 0)
        dims[size_t(open)] = rest;
    return Folded {redimmed(x, std::move(dims), left)};
}

std::optional<Folded> foldFlatten(const Conversion& node, size_t left)
{
    const OnnxConstant& x = node.known(0);
    const int64_t axis = node.integer("axis", 1);
    const int64_t split = std::clamp<int64_t>(axis < 0 ? axis + std::ssize(x.dims) : axis, 0, std::ssize(x.dims));
    const auto rows = int64_t(elementsOf(std::span(x.dims).first(size_t(split))));
    return Folded {redimmed(x, {rows, int64_t(elementsOf(std::span(x.dims).subspan(size_t(split))))}, left)};
}

std::optional<Folded> foldSqueeze(const Conversion& node, size_t left)
{
    const OnnxConstant& x = node.known(0);
    const auto axes = axesOf(node, 1);
    std::vector<bool> gone(x.dims.size(), false);
    for (size_t i = 0; i < gone.size(); ++i)
        gone[i] = !axes && x.dims[i] == 1;
    for (const int64_t axis : axes.value_or(std::vector<int64_t>()))
        gone[size_t(node.axisIn(axis, int(x.dims.size())))] = true;
    std::vector<int64_t> dims;
    for (size_t i = 0; i < gone.size(); ++i) {
        if (!gone[i])
            dims.push_back(x.dims[i]);
    }
    return Folded {redimmed(x, std::move(dims), left)};
}

std::optional<Folded> foldUnsqueeze(const Conversion& node, size_t left)
{
    const OnnxConstant& x = node.known(0);
    const std::vector<int64_t> axes = axesOf(node, 1).value_or(std::vector<int64_t>());
    const size_t rank = x.dims.size() + axes.size();
    std::vector<bool> fresh(rank, false);
    for (const int64_t axis : axes)
        fresh[size_t(node.axisIn(axis, int(rank)))] = true;
    std::vector<int64_t> dims;
    size_t next = 0;
    for (size_t i = 0; i < rank; ++i)
        dims.push_back(fresh[i] || next >= x.dims.size() ? 1 : x.dims[next++]);
    return Folded {redimmed(x, std::move(dims), left)};
}

std::optional<Folded> foldTranspose(const Conversion& node, size_t left)
{
    const OnnxConstant& x = node.known(0);
    std::vector<int64_t> order = node.integers("perm");
    if (order.empty()) {
        order.resize(x.dims.size());
        std::iota(order.rbegin(), order.rend(), 0);
    }
    if (order.size() != x.dims.size())
        node.refuse("its order does not fit");
    const std::vector<int64_t> strides = stridesFor(x.dims);
    std::vector<int64_t> dims, steps;
    for (const int64_t axis : order) {
        const auto from = size_t(node.axisIn(axis, int(order.size())));
        dims.push_back(x.dims[from]);
        steps.push_back(strides[from]);
    }
    if (elementsOf(dims) != x.size())
        node.refuse("its order names an axis twice");
    return Folded {picked(x, std::move(dims), steps, left)};
}

std::optional<Folded> foldSlice(const Conversion& node, size_t left)
{
    const OnnxConstant& x = node.known(0);
    const bool old = node.find("starts") != nullptr;
    const std::vector<int64_t> starts = old ? node.integers("starts") : integersOf(node.known(1));
    const std::vector<int64_t> ends = old ? node.integers("ends") : integersOf(node.known(2));
    std::vector<int64_t> axes = old ? node.integers("axes")
        : node.has(3)               ? integersOf(node.known(3))
                                    : std::vector<int64_t>();
    const std::vector<int64_t> steps = node.has(4) ? integersOf(node.known(4)) : std::vector<int64_t>(starts.size(), 1);
    if (axes.empty()) {
        axes.resize(starts.size());
        std::iota(axes.begin(), axes.end(), 0);
    }
    if (ends.size() != starts.size() || axes.size() != starts.size() || steps.size() != starts.size())
        node.refuse("its ends do not fit");
    std::vector<int64_t> dims = x.dims, strides = stridesFor(x.dims);
    int64_t first = 0;
    for (size_t i = 0; i < starts.size(); ++i) {
        const auto axis = size_t(node.axisIn(axes[i], int(dims.size())));
        const SliceRange range = sliceRange(starts[i], ends[i], steps[i], dims[axis]);
        first += range.start * strides[axis];
        strides[axis] *= steps[i];
        dims[axis] = range.count;
    }
    return Folded {picked(x, std::move(dims), strides, left, first)};
}

std::optional<Folded> foldConcat(const Conversion& node, size_t left)
{
    const OnnxConstant& y = node.known(0);
    const auto axis = size_t(node.axisIn(node.integer("axis", 0), int(y.dims.size())));
    std::vector<int64_t> dims = y.dims;
    dims[axis] = 0;
    size_t count = 0;
    for (size_t i = 0; i < node.inputs(); ++i) {
        const OnnxConstant& part = node.known(i);
        if (part.dims.size() != y.dims.size())
            node.refuse("its inputs differ in their axes");
        if (__builtin_add_overflow(dims[axis], part.dims[axis], &dims[axis]))
            node.refuse("its inputs are too long");
        count += part.size();
        demand(count, y, left);
    }
    if (elementsOf(dims) != count)
        node.refuse("its inputs differ in their sizes");
    const size_t outer = elementsOf(std::span(dims).first(axis));
    OnnxConstant joined {.type = y.type, .dims = std::move(dims)};
    std::visit(
        [&]<class Number>(const std::vector<Number>&) {
            std::vector<Number> to;
            to.reserve(count);
            for (size_t o = 0; o < outer; ++o) {
                for (size_t i = 0; i < node.inputs(); ++i) {
                    const OnnxConstant& part = node.known(i);
                    const size_t block = part.size() / outer, first = o * block;
                    if (block * outer != part.size())
                        node.refuse("its inputs differ in their sizes");
                    if (const auto* const from = std::get_if<std::vector<Number>>(&part.data))
                        to.insert(to.end(), from->begin() + ptrdiff_t(first), from->begin() + ptrdiff_t(first + block));
                    else
                        node.refuse("its inputs differ in their kinds");
                }
            }
            joined.data = std::move(to);
        },
        y.data);
    return Folded {std::move(joined)};
}

std::optional<Folded> foldGather(const Conversion& node, size_t)
{
    const OnnxConstant &x = node.known(0), &indices = node.known(1);
    const auto axis = size_t(node.axisIn(node.integer("axis", 0), int(x.dims.size())));
    const std::vector<int64_t> strides = stridesFor(x.dims);
    if (indices.size() > size_t(mostFolded) || x.dims[axis] == 0)
        return std::nullopt;
    std::vector<int64_t> dims(x.dims.begin(), x.dims.begin() + ptrdiff_t(axis));
    dims.insert(dims.end(), indices.dims.begin(), indices.dims.end());
    dims.insert(dims.end(), x.dims.begin() + ptrdiff_t(axis) + 1, x.dims.end());
    if (elementsOf(dims) > size_t(mostFolded))
        return std::nullopt;
    const auto inner = size_t(strides[axis]);
    const size_t along = size_t(x.dims[axis]) * inner;
    std::vector<double> numbers;
    for (size_t o = 0; along > 0 && o < x.size() / along; ++o) {
        for (size_t i = 0; i < indices.size(); ++i) {
            const int64_t index = indices.integer(i) < 0 ? indices.integer(i) + x.dims[axis] : indices.integer(i);
            if (index < 0 || index >= x.dims[axis])
                node.refuse("it picks an element that is not there");
            for (size_t k = 0; k < inner; ++k)
                numbers.push_back(x.number(o * along + size_t(index) * inner + k));
        }
    }
    return Folded {constantOf(x.type, std::move(dims), std::move(numbers))};
}

std::optional<Folded> foldExpand(const Conversion& node, size_t left)
{
    const OnnxConstant& x = node.known(0);
    const std::vector<int64_t> wanted = integersOf(node.known(1));
    const size_t rank = std::max(wanted.size(), x.dims.size());
    std::vector<int64_t> dims(rank, 1), strides(rank, 0);
    const std::vector<int64_t> own = stridesFor(x.dims);
    for (size_t i = 0; i < rank; ++i) {
        const size_t fromEnd = rank - i;
        const int64_t here = fromEnd <= x.dims.size() ? x.dims[x.dims.size() - fromEnd] : 1;
        const int64_t there = fromEnd <= wanted.size() ? wanted[wanted.size() - fromEnd] : 1;
        dims[i] = here == 1 ? there : here;
        strides[i] = here == 1 ? 0 : own[x.dims.size() - fromEnd];
    }
    return Folded {picked(x, std::move(dims), strides, left)};
}

constexpr FoldRow rows[] = {
    {"Reshape", foldReshape},     {"Flatten", foldFlatten},     {"Squeeze", foldSqueeze},
    {"Unsqueeze", foldUnsqueeze}, {"Transpose", foldTranspose}, {"Slice", foldSlice},
    {"Concat", foldConcat, -1},   {"Gather", foldGather, 2},    {"Expand", foldExpand, 2},
};

} // namespace

SliceRange sliceRange(int64_t start, int64_t end, int64_t step, int64_t size)
{
    if (step == 0)
        throw Unsupported("it steps by 0");
    const int64_t low = step > 0 ? 0 : -1, high = step > 0 ? size : size - 1;
    const auto bound = [&](int64_t at) {
        return std::clamp(at < 0 ? std::max<int64_t>(at + size, -1) : at, low, high);
    };
    const int64_t first = start < -size ? low : bound(start);
    const int64_t last = end < -size ? low : bound(end);
    const int64_t from = step > 0 ? std::max<int64_t>(first, 0) : first;
    const int64_t distance = step > 0 ? last - from : from - last;
    const auto stride = uint64_t(step > 0 ? step : -(step + 1)) + (step > 0 ? 0 : 1);
    return {from, distance <= 0 ? 0 : int64_t((uint64_t(distance) + stride - 1) / stride)};
}

std::span<const FoldRow> foldedMovements()
{
    return rows;
}

} // namespace weft
