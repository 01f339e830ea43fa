#include "engine/import/onnx/operators/operators.h"

#include <numeric>

namespace weft {

namespace {

void gather(Conversion& c)
{
    const Operand &x = c.in(0), &indices = c.in(1);
    const int axis = c.axisIn(c.integer("axis", 0), x.rank());
    c.give(c.gathered(x, indices, axis));
}

// As many indices as results, each along one axis.
Operand pickedAlong(Conversion& c, const Operand& given, const Operand& places, int axis)
{
    Operand x = c.freeing(given, axis), indices = c.wired(places);
    if (x.rank() != indices.rank())
        c.refuse("its indices have other axes than its data");
    if (x.batchAxis != indices.batchAxis) {
        x = c.unfolded(x);
        indices = c.unfolded(indices);
    }
    return c.layer({.type = "gather_along",
                    .params = {{"axis", int64_t(c.place(x, axis))}},
                    .wires = {{"x", x.output}, {"index", indices.output}}},
                   x.batchAxis, x.type);
}

void gatherElements(Conversion& c)
{
    c.give(pickedAlong(c, c.in(0), c.in(1), c.axisIn(c.integer("axis", 0), c.in(0).rank())));
}

// Each row of indices names one place in the first axes: counted through, a place in those axes laid out as one.
void gatherPlaces(Conversion& c)
{
    if (c.integer("batch_dims", 0) != 0)
        c.refuse("it counts some axes as a batch");
    const Operand x = c.unfolded(c.in(0)), indices = c.unfolded(c.in(1));
    const int64_t depth = indices.rank() > 0 ? indices.dims.back() : 0;
    if (depth < 1 || depth > x.rank())
        c.refuse("its indices do not fit its data");
    std::vector<int64_t> rest(x.dims.begin() + depth, x.dims.end()), table = rest;
    table.insert(table.begin(), int64_t(elementsOf(std::span(x.dims).first(size_t(depth)))));
    Operand place;
    std::vector<int64_t> asked(indices.dims.begin(), indices.dims.end() - 1);
    for (int64_t k = 0; k < depth; ++k) {
        const Operand one = c.reshaped(c.sliced(indices, indices.rank() - 1, k, 1), asked, -1);
        const std::string size = formulaNumber(double(x.dims[size_t(k)]));
        const Operand wrapped = c.formula("select(x < 0, x + " + size + ", x)", {one});
        place = k == 0 ? wrapped : c.formula("x * " + size + " + y", {place, wrapped});
    }
    c.give(c.gathered(c.reshaped(x, table, -1), place, 0));
}

// Which elements stay is known.
void compress(Conversion& c)
{
    const OnnxConstant& keep = c.known(1);
    Operand x = c.in(0);
    int axis = 0;
    if (c.find("axis") != nullptr) {
        axis = c.axisIn(c.integer("axis", 0), x.rank());
    } else {
        x = c.unfolded(x);
        x = c.reshaped(x, {x.elements()}, -1);
    }
    std::vector<int64_t> indices;
    for (size_t i = 0; i < keep.size() && int64_t(i) < x.dims[size_t(axis)]; ++i) {
        if (keep.number(i) != 0)
            indices.push_back(int64_t(i));
    }
    if (indices.empty())
        c.refuse("its result is empty");
    c.give(c.gathered(x, c.constant(constantOf(indices)), axis));
}

void oneHot(Conversion& c)
{
    const Operand x = c.wired(c.in(0));
    const OnnxConstant &depth = c.known(1), &values = c.known(2);
    if (depth.size() != 1 || values.size() != 2 || depth.number(0) < 1 || depth.number(0) > 1e6)
        c.refuse("its depth or values do not fit");
    const auto classes = depth.integer(0);
    const int axis = c.axisIn(c.integer("axis", -1), x.rank() + 1);
    std::vector<int64_t> column = x.dims, places(x.dims.size() + 1, 1);
    column.insert(column.begin() + axis, 1);
    places[size_t(axis)] = classes;
    std::vector<double> numbers(size_t(classes), 0.0);
    std::iota(numbers.begin(), numbers.end(), 0.0);
    const Operand asked = c.reshaped(x, column, x.batchAxis < axis ? x.batchAxis : x.batchAxis + 1);
    const std::string size = formulaNumber(double(classes));
    c.give(c.formula("select(select(x < 0, x + " + size + ", x) == y, " + formulaNumber(values.number(1)) + ", "
                         + formulaNumber(values.number(0)) + ")",
                     {asked, c.constant(constantOf(OnnxType::i64, places, numbers))}, values.type));
}

// The part of each matrix on one side of a diagonal.
void triangle(Conversion& c)
{
    const Operand& x = c.in(0);
    if (x.rank() < 2 || x.batchAxis >= x.rank() - 2)
        Conversion::refuseAcross();
    const bool upper = c.integer("upper", 1) != 0;
    const int64_t shift = c.has(1) ? c.known(1).integer(0) : 0;
    const int64_t rows = x.dims[x.dims.size() - 2], columns = x.dims.back();
    std::vector<double> mask;
    for (int64_t r = 0; r < rows; ++r) {
        for (int64_t k = 0; k < columns; ++k)
            mask.push_back(upper ? k >= r + shift : k <= r + shift);
    }
    if (mask.empty())
        c.refuse("its result is empty");
    c.give(c.formula("select(y, x, 0)", {x, c.constant(constantOf(OnnxType::f32, {rows, columns}, mask))}));
}

void eye(Conversion& c)
{
    const Operand& x = c.in(0);
    if (x.rank() != 2 || x.batchAxis >= 0)
        Conversion::refuseAcross();
    const int64_t shift = c.integer("k", 0);
    std::vector<double> numbers;
    for (int64_t r = 0; r < x.dims[0]; ++r) {
        for (int64_t k = 0; k < x.dims[1]; ++k)
            numbers.push_back(k - r == shift);
    }
    c.give(c.constant(constantOf(OnnxType(c.integer("dtype", int64_t(x.type))), x.dims, numbers)));
}

void sums(Conversion& c)
{
    if (c.known(1).size() != 1)
        c.refuse("its axis is not one number");
    const int64_t axis = c.known(1).integer(0);
    const Operand x = c.freeing(c.in(0), axis);
    c.give(c.layer("cumulative_sum",
                   {{"axis", int64_t(c.place(x, axis))},
                    {"exclusive", c.integer("exclusive", 0) != 0},
                    {"reverse", c.integer("reverse", 0) != 0}},
                   x));
}

} // namespace

std::span<const OnnxOperator> indexOperators()
{
    static constexpr OnnxOperator all[] = {
        {"Gather", gather},         {"GatherElements", gatherElements},
        {"GatherND", gatherPlaces}, {"Compress", compress},
        {"OneHot", oneHot},         {"Trilu", triangle},
        {"EyeLike", eye},           {"CumSum", sums},
    };
    return all;
}

Operand Conversion::gathered(const Operand& x, const Operand& given, int axis)
{
    const int64_t size = x.dims[size_t(axis)];
    if (given.constant != nullptr) {
        std::vector<int64_t> places = integersOf(*given.constant);
        bool isRange = !places.empty();
        for (int64_t& place : places) {
            place += place < 0 ? size : 0;
            if (place < 0 || place >= size)
                refuse("it picks an element that is not there");
        }
        const int64_t step = places.size() > 1 ? places[1] - places[0] : 1;
        for (size_t i = 1; i < places.size(); ++i)
            isRange = isRange && places[i] - places[i - 1] == step;
        if (isRange && step > 0 && given.rank() <= 1) {
            const Operand part = wired(sliced(x, axis, places[0], std::ssize(places), step));
            if (given.rank() == 1)
                return part;
            std::vector<int64_t> dims = part.dims;
            dims.erase(dims.begin() + axis);
            return reshaped(part, dims, part.batchAxis < axis ? part.batchAxis : part.batchAxis - 1);
        }
    }
    if (x.constant != nullptr && axis == 0 && x.rank() == 2 && given.isIndices) {
        Operand y = layer({.type = "embedding",
                           .params = {{"vocabulary", x.dims[0]}, {"width", x.dims[1]}},
                           .wires = {{"x", given.output}},
                           .weights = {{"weight", floatsOf(*x.constant)}}},
                          given.batchAxis, x.type);
        return y;
    }
    Operand from = freeing(x, axis), indices = wired(given);
    if (from.batchAxis >= 0 && indices.batchAxis >= 0) {
        from = unfolded(from);
        indices = unfolded(indices);
    }
    const int batchAxis = indices.batchAxis >= 0 ? axis + indices.batchAxis
        : from.batchAxis < axis                  ? from.batchAxis
                                                 : from.batchAxis - 1 + indices.rank();
    return layer({.type = "gather",
                  .params = {{"axis", int64_t(place(from, axis))}},
                  .wires = {{"x", from.output}, {"index", indices.output}}},
                 batchAxis, x.type);
}

} // namespace weft
