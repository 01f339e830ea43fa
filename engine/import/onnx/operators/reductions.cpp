#include "engine/import/onnx/operators/operators.h"

#include <algorithm>
#include <numeric>

namespace weft {

namespace {

struct Reduction {
    std::vector<int> axes = {};
    bool keep = true;
};

// Nothing: the node is to leave its input as it is.
std::optional<Reduction> reductionOf(Conversion& c)
{
    Reduction reduction {.keep = c.integer("keepdims", 1) != 0};
    const std::vector<int64_t> given = c.has(1) ? integersOf(c.known(1)) : c.integers("axes");
    const int rank = c.in(0).rank();
    if (given.empty() && c.integer("noop_with_empty_axes", 0) != 0)
        return std::nullopt;
    for (const int64_t axis : given)
        reduction.axes.push_back(c.axisIn(axis, rank));
    if (given.empty()) {
        reduction.axes.resize(size_t(rank));
        std::iota(reduction.axes.begin(), reduction.axes.end(), 0);
    }
    std::ranges::sort(reduction.axes);
    return reduction;
}

template <class Make> void reduceBy(Conversion& c, Make make)
{
    const auto reduction = reductionOf(c);
    c.give(reduction ? make(c, c.in(0), *reduction) : c.in(0));
}

Operand by(Conversion& c, const Operand& x, const char* operation, const Reduction& r)
{
    return c.reduced(x, operation, r.axes, r.keep);
}

void sum(Conversion& c)
{
    reduceBy(c, [](Conversion& k, const Operand& x, const Reduction& r) { return by(k, x, "sum", r); });
}

void mean(Conversion& c)
{
    reduceBy(c, [](Conversion& k, const Operand& x, const Reduction& r) { return by(k, x, "mean", r); });
}

void maximum(Conversion& c)
{
    reduceBy(c, [](Conversion& k, const Operand& x, const Reduction& r) { return by(k, x, "maximum", r); });
}

void minimum(Conversion& c)
{
    reduceBy(c, [](Conversion& k, const Operand& x, const Reduction& r) { return by(k, x, "minimum", r); });
}

void product(Conversion& c)
{
    reduceBy(c, [](Conversion& k, const Operand& x, const Reduction& r) { return by(k, x, "product", r); });
}

void sizes(Conversion& c)
{
    reduceBy(c, [](Conversion& k, const Operand& x, const Reduction& r) {
        return by(k, k.formula("abs(x)", {x}), "sum", r);
    });
}

void squares(Conversion& c)
{
    reduceBy(c, [](Conversion& k, const Operand& x, const Reduction& r) {
        return by(k, k.formula("square(x)", {x}), "sum", r);
    });
}

void length(Conversion& c)
{
    reduceBy(c, [](Conversion& k, const Operand& x, const Reduction& r) {
        return k.formula("sqrt(x)", {by(k, k.formula("square(x)", {x}), "sum", r)});
    });
}

void logOfSum(Conversion& c)
{
    reduceBy(c, [](Conversion& k, const Operand& x, const Reduction& r) {
        return k.formula("log(x)", {by(k, x, "sum", r)});
    });
}

void logOfExponentials(Conversion& c)
{
    reduceBy(c, [](Conversion& k, const Operand& given, const Reduction& r) {
        Operand x = k.wired(given);
        for (const int axis : r.axes)
            x = k.freeing(x, axis);
        const Operand greatest = k.reduced(x, "maximum", r.axes, true);
        const Operand sums = by(k, k.formula("exp(x - y)", {x, greatest}), "sum", r);
        if (r.keep)
            return k.formula("log(x) + y", {sums, greatest});
        return k.formula("log(x) + y", {sums, k.reduced(greatest, "sum", r.axes, false)});
    });
}

void argOf(Conversion& c)
{
    const int axis = c.axisIn(c.integer("axis", 0), c.in(0).rank());
    const Operand x = c.freeing(c.in(0), axis);
    const bool keep = c.integer("keepdims", 1) != 0;
    const Operand kept = c.layer({.type = "arg_max",
                                  .params = {{"axis", int64_t(c.place(x, axis))},
                                             {"least", c.node().op == "ArgMin"},
                                             {"last", c.integer("select_last_index", 0) != 0}},
                                  .wires = {{"x", x.output}}},
                                 x.batchAxis < axis ? x.batchAxis : x.batchAxis - 1, OnnxType::i64);
    if (!keep)
        return c.give(kept);
    std::vector<int64_t> dims = x.dims;
    dims[size_t(axis)] = 1;
    c.give(c.reshaped(kept, dims, x.batchAxis));
}

// 1 at the first greatest along the axis.
void hardmax(Conversion& c)
{
    const int axis = c.axisIn(c.integer("axis", c.opset() < 13 ? 1 : -1), c.in(0).rank());
    if (c.opset() < 13 && axis != c.in(0).rank() - 1)
        c.refuse("this old form of it joins axes");
    const Operand x = c.freeing(c.in(0), axis);
    const Operand chosen =
        c.layer({.type = "arg_max", .params = {{"axis", int64_t(c.place(x, axis))}}, .wires = {{"x", x.output}}},
                x.batchAxis < axis ? x.batchAxis : x.batchAxis - 1, OnnxType::i64);
    std::vector<int64_t> one = x.dims, places(x.dims.size(), 1);
    one[size_t(axis)] = 1;
    places[size_t(axis)] = x.dims[size_t(axis)];
    std::vector<double> numbers(size_t(x.dims[size_t(axis)]));
    std::iota(numbers.begin(), numbers.end(), 0.0);
    const Operand count = c.constant(constantOf(OnnxType::i64, places, numbers));
    c.give(c.formula("x == y", {c.reshaped(chosen, one, x.batchAxis), count}, x.type));
}

} // namespace

std::span<const OnnxOperator> reductionOperators()
{
    static constexpr OnnxOperator all[] = {
        {"ReduceSum", sum},         {"ReduceMean", mean},
        {"ReduceMax", maximum},     {"ReduceMin", minimum},
        {"ReduceProd", product},    {"ReduceL1", sizes},
        {"ReduceL2", length},       {"ReduceSumSquare", squares},
        {"ReduceLogSum", logOfSum}, {"ReduceLogSumExp", logOfExponentials},
        {"ArgMax", argOf},          {"ArgMin", argOf},
        {"Hardmax", hardmax},
    };
    return all;
}

} // namespace weft
