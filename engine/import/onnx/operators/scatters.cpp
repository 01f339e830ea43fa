#include "engine/import/onnx/operators/operators.h"

#include <numeric>

namespace weft {

namespace {

// Elements put into a tensor at places that are known: each element of the result is picked from the tensor and what is
// put into it, laid out one behind the other.

int64_t wrapped(Conversion& c, int64_t index, int64_t size)
{
    const int64_t place = index < 0 ? index + size : index;
    if (place < 0 || place >= size)
        c.refuse("it writes to an element that is not there");
    return place;
}

Operand flat(Conversion& c, const Operand& x)
{
    const Operand all = c.unfolded(x);
    return c.reshaped(all, {all.elements()}, -1);
}

Operand joined(Conversion& c, const Operand& a, const Operand& b)
{
    return c.layer({.type = "concat", .params = {{"axis", int64_t(1)}}, .wires = {{"x", a.output}, {"x", b.output}}},
                   -1, a.type);
}

// `targets`: of each element of `updates` its place in `data`.
void put(Conversion& c, const Operand& data, const Operand& updates, const std::vector<int64_t>& targets)
{
    const std::string_view how = c.text("reduction", "none");
    const Operand x = flat(c, data), y = flat(c, updates);
    const auto size = x.elements();
    if (std::ssize(targets) != y.elements())
        c.refuse("its indices do not fit what they place");
    if (how == "none") {
        std::vector<int64_t> places(size_t(size), 0);
        std::iota(places.begin(), places.end(), 0);
        for (size_t i = 0; i < targets.size(); ++i)
            places[size_t(targets[i])] = size + int64_t(i);
        return c.give(c.reshaped(c.gathered(joined(c, x, y), c.constant(constantOf(places)), 0), data.dims, -1));
    }
    const std::string formula = how == "add" ? "x + y"
        : how == "mul"                       ? "x * y"
        : how == "max"                       ? "max(x, y)"
                                             : "min(x, y)";
    // Where several go to one place, one after the other; where nothing does, what changes nothing.
    std::vector<std::vector<int64_t>> rounds;
    std::vector<size_t> times(size_t(size), 0);
    const bool ownStays = how == "max" || how == "min";
    const auto nothing = [&](int64_t place) { return ownStays ? place : size + y.elements(); };
    for (size_t i = 0; i < targets.size(); ++i) {
        const size_t round = times[size_t(targets[i])]++;
        if (round == 64)
            c.refuse("it puts more than 64 elements to one place");
        if (round == rounds.size()) {
            auto& places = rounds.emplace_back(size_t(size));
            for (int64_t place = 0; place < size; ++place)
                places[size_t(place)] = nothing(place);
        }
        rounds[round][size_t(targets[i])] = size + int64_t(i);
    }
    Operand all = joined(c, x, y);
    if (!ownStays)
        all = joined(c, all, c.wired(c.constant(constantOf(x.type, {1}, {how == "mul" ? 1.0 : 0.0}))));
    Operand result = x;
    for (const std::vector<int64_t>& places : rounds)
        result = c.formula(formula, {result, c.gathered(all, c.constant(constantOf(places)), 0)});
    c.give(c.reshaped(result, data.dims, -1));
}

// As many indices as updates, each along one axis.
void scatterElements(Conversion& c)
{
    const Operand& data = c.in(0);
    const OnnxConstant& indices = c.known(1);
    const int axis = c.axisIn(c.integer("axis", 0), data.rank());
    if (int(indices.dims.size()) != data.rank())
        c.refuse("its indices have other axes than its data");
    std::vector<int64_t> targets, at(indices.dims.size(), 0);
    for (size_t i = 0; i < indices.size(); ++i) {
        int64_t target = 0;
        for (size_t k = 0; k < at.size(); ++k) {
            const int64_t place = int(k) == axis ? indices.integer(i) : at[k];
            target = target * data.dims[k] + wrapped(c, place, data.dims[k]);
        }
        targets.push_back(target);
        for (size_t k = at.size(); k-- > 0 && ++at[k] == indices.dims[k];)
            at[k] = 0;
    }
    put(c, data, c.in(2), targets);
}

// Each row of indices names a place in the first axes, for all that lies behind it.
void scatterPlaces(Conversion& c)
{
    const Operand& data = c.in(0);
    const OnnxConstant& indices = c.known(1);
    const int64_t depth = indices.dims.empty() ? 0 : indices.dims.back();
    if (depth < 1 || depth > data.rank())
        c.refuse("its indices do not fit its data");
    const auto behind = int64_t(elementsOf(std::span(data.dims).subspan(size_t(depth))));
    std::vector<int64_t> targets;
    for (size_t row = 0; row < indices.size() / size_t(depth); ++row) {
        int64_t place = 0;
        for (int64_t k = 0; k < depth; ++k)
            place = place * data.dims[size_t(k)]
                + wrapped(c, indices.integer(row * size_t(depth) + size_t(k)), data.dims[size_t(k)]);
        for (int64_t i = 0; i < behind; ++i)
            targets.push_back(place * behind + i);
    }
    put(c, data, c.in(2), targets);
}

// The beginning of each sequence backwards; how much of it is known.
void reverse(Conversion& c)
{
    const Operand x = c.unfolded(c.in(0));
    const OnnxConstant& lengths = c.known(1);
    const auto time = size_t(c.axisIn(c.integer("time_axis", 0), x.rank()));
    const auto batch = size_t(c.axisIn(c.integer("batch_axis", 1), x.rank()));
    if (time == batch || int64_t(lengths.size()) != x.dims[batch])
        c.refuse("its lengths do not fit its sequences");
    std::vector<int64_t> places, at(x.dims.size(), 0);
    for (int64_t i = 0; i < x.elements(); ++i) {
        const int64_t length = lengths.integer(size_t(at[batch]));
        if (length < 0 || length > x.dims[time])
            c.refuse("its lengths do not fit its sequences");
        int64_t place = 0;
        for (size_t k = 0; k < at.size(); ++k)
            place = place * x.dims[k] + (k == time && at[k] < length ? length - 1 - at[k] : at[k]);
        places.push_back(place);
        for (size_t k = at.size(); k-- > 0 && ++at[k] == x.dims[k];)
            at[k] = 0;
    }
    c.give(c.reshaped(c.gathered(flat(c, x), c.constant(constantOf(places)), 0), x.dims, -1));
}

} // namespace

std::span<const OnnxOperator> scatterOperators()
{
    static constexpr OnnxOperator all[] = {{"Scatter", scatterElements},
                                           {"ScatterElements", scatterElements},
                                           {"ScatterND", scatterPlaces},
                                           {"ReverseSequence", reverse}};
    return all;
}

} // namespace weft
