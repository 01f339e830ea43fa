#include "engine/import/onnx/fold.h"

#include "engine/import/onnx/operators/masks.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace weft {

namespace {

using Results = std::vector<OnnxConstant>;

constexpr int64_t mostFolded = 1 << 20; // numbers of one result of arithmetic; larger ones are the network's work

std::vector<int64_t> stridesFor(std::span<const int64_t> dims)
{
    std::vector<int64_t> strides(dims.size(), 1);
    for (size_t i = dims.size(); i-- > 1;)
        strides[i - 1] = strides[i] * dims[i];
    return strides;
}

// Calls with the place of each element of `dims` in a tensor of these strides.
void eachPlace(std::span<const int64_t> dims, std::span<const int64_t> strides,
               const std::function<void(size_t)>& visit)
{
    std::vector<int64_t> at(dims.size(), 0);
    const size_t count = elementsOf(dims);
    int64_t place = 0;
    for (size_t i = 0; i < count; ++i) {
        visit(size_t(place));
        for (size_t axis = dims.size(); axis-- > 0;) {
            place += strides[axis];
            if (++at[axis] < dims[axis])
                break;
            place -= strides[axis] * dims[axis];
            at[axis] = 0;
        }
    }
}

OnnxConstant picked(const OnnxConstant& x, std::vector<int64_t> dims, const std::vector<int64_t>& strides,
                    int64_t start = 0)
{
    OnnxConstant y {.type = x.type, .dims = std::move(dims), .isWeight = x.isWeight};
    std::visit(
        [&](const auto& from) {
            std::remove_cvref_t<decltype(from)> to;
            to.reserve(elementsOf(y.dims));
            eachPlace(y.dims, strides, [&](size_t place) { to.push_back(from[size_t(start) + place]); });
            y.data = std::move(to);
        },
        x.data);
    return y;
}

OnnxConstant redimmed(const OnnxConstant& x, std::vector<int64_t> dims)
{
    if (elementsOf(dims) != x.size())
        throw Unsupported("its sizes do not fit");
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

std::optional<Results> foldShape(const Conversion& node, size_t&)
{
    const std::vector<int64_t> dims = node.in(0).joinedDims();
    const int64_t rank = std::ssize(dims);
    const auto bound = [&](int64_t at) { return std::clamp<int64_t>(at < 0 ? at + rank : at, 0, rank); };
    const int64_t start = bound(node.integer("start", 0)), end = std::max(start, bound(node.integer("end", rank)));
    return Results {constantOf(std::vector<int64_t>(dims.begin() + start, dims.begin() + end))};
}

std::optional<Results> foldSize(const Conversion& node, size_t&)
{
    OnnxConstant size = constantOf(std::vector<int64_t> {node.in(0).elements()});
    size.dims.clear();
    return Results {std::move(size)};
}

std::optional<Results> foldConstantOfShape(const Conversion& node, size_t& made)
{
    const std::vector<int64_t> dims = integersOf(node.known(0));
    const size_t count = elementsOf(dims);
    if (count > made)
        throw Error("The model makes constants of more numbers than Weft holds; it is damaged, or made to do harm.");
    made -= count;
    OnnxConstant y {.type = OnnxType::f32, .dims = dims};
    const OnnxAttribute* const value = node.find("value");
    if (value == nullptr || value->tensor == nullptr) {
        y.data = std::vector<float>(count, 0.0f);
        return Results {std::move(y)};
    }
    const OnnxConstant one = readConstant(*value->tensor, realFileSystem(), ".");
    if (one.size() != 1)
        node.refuse("its value is not one number");
    y.type = one.type;
    std::visit([&](const auto& numbers) { y.data = std::remove_cvref_t<decltype(numbers)>(count, numbers[0]); },
               one.data);
    y.isWeight = count > 1 && isFloat(y.type);
    return Results {std::move(y)};
}

std::optional<Results> foldRange(const Conversion& node, size_t& made)
{
    const OnnxConstant &first = node.known(0), &limit = node.known(1), &step = node.known(2);
    if (first.size() != 1 || limit.size() != 1 || step.size() != 1 || step.number(0) == 0)
        node.refuse("its ends are not three numbers");
    const double count = std::max(0.0, std::ceil((limit.number(0) - first.number(0)) / step.number(0)));
    if (!(count <= double(std::min(made, size_t(mostFolded)))))
        throw Error("The model counts further than Weft follows; it is damaged, or made to do harm.");
    made -= size_t(count);
    std::vector<double> numbers;
    for (int64_t i = 0; i < int64_t(count); ++i)
        numbers.push_back(first.number(0) + double(i) * step.number(0));
    return Results {constantOf(first.type, {int64_t(count)}, std::move(numbers))};
}

std::optional<Results> foldIdentity(const Conversion& node, size_t&)
{
    return Results {node.known(0)};
}

std::optional<Results> foldCast(const Conversion& node, size_t&)
{
    const OnnxConstant& x = node.known(0);
    const auto type = OnnxType(node.integer("to", int64_t(OnnxType::f32)));
    if (type == OnnxType::string || int(type) > int(OnnxType::bf16))
        node.refuse("it makes texts");
    if (isFloat(type) && isFloat(x.type) && type != OnnxType::f64 && x.type != OnnxType::f64) {
        OnnxConstant y = x;
        y.type = type;
        return Results {std::move(y)};
    }
    std::vector<double> numbers(x.size());
    for (size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = type == OnnxType::boolean ? double(x.number(i) != 0) : x.number(i);
    OnnxConstant y = constantOf(type, x.dims, std::move(numbers));
    if (const auto* whole = std::get_if<std::vector<int64_t>>(&x.data);
        whole != nullptr && !isFloat(type) && type != OnnxType::boolean)
        y.data = *whole; // exact beyond what a double holds
    y.isWeight = x.isWeight;
    return Results {std::move(y)};
}

std::optional<Results> foldReshape(const Conversion& node, size_t&)
{
    const OnnxConstant& x = node.known(0);
    std::vector<int64_t> dims = node.has(1) ? integersOf(node.known(1)) : node.integers("shape");
    int64_t left = int64_t(x.size());
    int open = -1;
    for (size_t i = 0; i < dims.size(); ++i) {
        if (dims[i] == 0 && node.integer("allowzero", 0) == 0 && i < x.dims.size())
            dims[i] = x.dims[i];
        if (dims[i] < 0)
            open = int(i);
        else if (dims[i] > 0)
            left /= dims[i];
    }
    if (open >= 0)
        dims[size_t(open)] = left;
    return Results {redimmed(x, std::move(dims))};
}

std::optional<Results> foldFlatten(const Conversion& node, size_t&)
{
    const OnnxConstant& x = node.known(0);
    const int64_t axis = node.integer("axis", 1);
    const int64_t split = std::clamp<int64_t>(axis < 0 ? axis + std::ssize(x.dims) : axis, 0, std::ssize(x.dims));
    const auto rows = int64_t(elementsOf(std::span(x.dims).first(size_t(split))));
    return Results {redimmed(x, {rows, int64_t(elementsOf(std::span(x.dims).subspan(size_t(split))))})};
}

std::optional<Results> foldSqueeze(const Conversion& node, size_t&)
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
    return Results {redimmed(x, std::move(dims))};
}

std::optional<Results> foldUnsqueeze(const Conversion& node, size_t&)
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
    return Results {redimmed(x, std::move(dims))};
}

std::optional<Results> foldTranspose(const Conversion& node, size_t&)
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
    return Results {picked(x, std::move(dims), steps)};
}

std::optional<Results> foldSlice(const Conversion& node, size_t&)
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
    return Results {picked(x, std::move(dims), strides, first)};
}

std::optional<Results> foldConcat(const Conversion& node, size_t&)
{
    OnnxConstant y = node.known(0);
    const auto axis = size_t(node.axisIn(node.integer("axis", 0), int(y.dims.size())));
    int64_t total = 0;
    std::vector<double> numbers;
    for (size_t i = 0; i < node.inputs(); ++i) {
        const OnnxConstant& part = node.known(i);
        if (part.dims.size() != y.dims.size())
            node.refuse("its inputs differ in their axes");
        total += part.dims[axis];
    }
    size_t outer = 1;
    for (size_t i = 0; i < axis; ++i)
        outer *= size_t(y.dims[i]);
    for (size_t o = 0; o < outer; ++o) {
        for (size_t i = 0; i < node.inputs(); ++i) {
            const OnnxConstant& part = node.known(i);
            const size_t block = outer == 0 ? 0 : part.size() / outer;
            for (size_t k = 0; k < block; ++k)
                numbers.push_back(part.number(o * block + k));
        }
    }
    std::vector<int64_t> dims = y.dims;
    dims[axis] = total;
    if (elementsOf(dims) != numbers.size())
        node.refuse("its inputs differ in their sizes");
    return Results {constantOf(y.type, std::move(dims), std::move(numbers))};
}

std::optional<Results> foldGather(const Conversion& node, size_t&)
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
    return Results {constantOf(x.type, std::move(dims), std::move(numbers))};
}

std::optional<Results> foldExpand(const Conversion& node, size_t& made)
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
    if (elementsOf(dims) > made)
        throw Error("The model makes constants of more numbers than Weft holds; it is damaged, or made to do harm.");
    made -= elementsOf(dims);
    return Results {picked(x, std::move(dims), strides)};
}

std::optional<Results> foldReduceProduct(const Conversion& node, size_t&)
{
    const OnnxConstant& x = node.known(0);
    if (x.dims.size() != 1 || isFloat(x.type))
        return std::nullopt;
    double product = 1;
    for (size_t i = 0; i < x.size(); ++i)
        product *= x.number(i);
    return Results {constantOf(
        x.type, node.integer("keepdims", 1) != 0 ? std::vector<int64_t> {1} : std::vector<int64_t> {}, {product})};
}

using Arithmetic = double (*)(double a, double b, bool whole);

template <Arithmetic apply, bool makesBool> std::optional<Results> foldBinary(const Conversion& node, size_t& made)
{
    const OnnxConstant &a = node.known(0), &b = node.known(1);
    const size_t rank = std::max(a.dims.size(), b.dims.size());
    std::vector<int64_t> dims(rank, 1), placesA(rank, 0), placesB(rank, 0);
    const auto strides = [&](const OnnxConstant& x, std::vector<int64_t>& places) {
        const std::vector<int64_t> own = stridesFor(x.dims);
        for (size_t i = 0; i < x.dims.size(); ++i) {
            const size_t at = rank - x.dims.size() + i;
            if (x.dims[i] != 1) {
                if (dims[at] != 1 && dims[at] != x.dims[i])
                    node.refuse("its operands do not fit");
                dims[at] = x.dims[i];
                places[at] = own[i];
            }
        }
    };
    strides(a, placesA);
    strides(b, placesB);
    const size_t count = elementsOf(dims);
    if (count > size_t(mostFolded) || count > made)
        return std::nullopt;
    made -= count;
    std::vector<double> left, numbers;
    eachPlace(dims, placesA, [&](size_t place) { left.push_back(a.number(place)); });
    const bool whole = !isFloat(a.type);
    eachPlace(dims, placesB,
              [&](size_t place) { numbers.push_back(apply(left[numbers.size()], b.number(place), whole)); });
    return Results {constantOf(makesBool ? OnnxType::boolean : a.type, std::move(dims), std::move(numbers))};
}

using Function = double (*)(double x);

template <Function apply> std::optional<Results> foldUnary(const Conversion& node, size_t& made)
{
    const OnnxConstant& x = node.known(0);
    if (x.size() > size_t(mostFolded) || x.size() > made)
        return std::nullopt;
    made -= x.size();
    std::vector<double> numbers;
    for (size_t i = 0; i < x.size(); ++i)
        numbers.push_back(apply(x.number(i)));
    return Results {constantOf(x.type, x.dims, std::move(numbers))};
}

double divided(double a, double b, bool whole)
{
    return !whole ? a / b : b == 0 ? 0 : std::trunc(a / b);
}

struct Row {
    std::string_view op;
    std::optional<Results> (*apply)(const Conversion& node, size_t& made);
    int operands = 1; // that must be known
};

constexpr Row rows[] = {
    {"Shape", foldShape, 0},
    {"Size", foldSize, 0},
    {"ConstantOfShape", foldConstantOfShape},
    {"Range", foldRange, 3},
    {"Identity", foldIdentity},
    {"Cast", foldCast},
    {"Reshape", foldReshape},
    {"Flatten", foldFlatten},
    {"Squeeze", foldSqueeze},
    {"Unsqueeze", foldUnsqueeze},
    {"Transpose", foldTranspose},
    {"Slice", foldSlice},
    {"Concat", foldConcat, -1},
    {"Gather", foldGather, 2},
    {"Expand", foldExpand, 2},
    {"ReduceProd", foldReduceProduct},
    {"Where", foldWhere, 3},
    {"Trilu", foldTriangle},
    {"Add", foldBinary<[](double a, double b, bool) { return a + b; }, false>, 2},
    {"Sub", foldBinary<[](double a, double b, bool) { return a - b; }, false>, 2},
    {"Mul", foldBinary<[](double a, double b, bool) { return a * b; }, false>, 2},
    {"Div", foldBinary<divided, false>, 2},
    {"Pow", foldBinary<[](double a, double b, bool) { return std::pow(a, b); }, false>, 2},
    {"Equal", foldBinary<[](double a, double b, bool) { return double(a == b); }, true>, 2},
    {"Less", foldBinary<[](double a, double b, bool) { return double(a < b); }, true>, 2},
    {"Greater", foldBinary<[](double a, double b, bool) { return double(a > b); }, true>, 2},
    {"And", foldBinary<[](double a, double b, bool) { return double(a != 0 && b != 0); }, true>, 2},
    {"Or", foldBinary<[](double a, double b, bool) { return double(a != 0 || b != 0); }, true>, 2},
    {"Not", foldUnary<[](double x) { return double(x == 0); }>},
    {"Neg", foldUnary<[](double x) { return -x; }>},
    {"Floor", foldUnary<[](double x) { return std::floor(x); }>},
    {"Ceil", foldUnary<[](double x) { return std::ceil(x); }>},
    {"Sqrt", foldUnary<[](double x) { return std::sqrt(x); }>},
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

std::optional<std::vector<OnnxConstant>> fold(const Conversion& node, size_t& made)
{
    const auto row = std::ranges::find(rows, node.node().op, &Row::op);
    if (row == std::end(rows))
        return std::nullopt;
    for (size_t i = 0; i < node.inputs(); ++i) { // a node that needs a known input and misses it says so itself
        if (row->operands != 0 && node.has(i) && node.in(i).constant == nullptr)
            return std::nullopt;
    }
    if (row->operands > 0 && node.inputs() < size_t(row->operands))
        node.refuse("it has too few inputs");
    if (node.node().op == "Concat" && node.inputs() == 0)
        node.refuse("it has no inputs");
    return row->apply(node, made);
}

} // namespace weft
