#include "engine/import/onnx/operators/operators.h"

#include <algorithm>

namespace weft {

namespace {

// Sums of products as a formula of axes, "bij,bjk->bik": axes put in order, one matrix product, and again in order.

constexpr std::string_view freshAxes = "0123456"; // what "..." stands for, from the left

struct Term {
    std::string axes = {}; // a letter each
    Operand value = {};
};

// Without spaces; "..." as letters of their own.
std::string spelt(Conversion& c, std::string_view text, int rank)
{
    std::string axes;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ' ')
            continue;
        if (text.substr(i, 3) == "...") {
            const auto letters = std::ranges::count_if(text, [](char one) { return one != '.' && one != ' '; });
            const int64_t more = rank - letters;
            if (more < 0 || more > std::ssize(freshAxes))
                c.refuse("its formula does not fit its operands");
            axes += freshAxes.substr(0, size_t(more));
            i += 2;
            continue;
        }
        if (axes.find(text[i]) != std::string::npos)
            c.refuse("it takes a diagonal");
        axes += text[i];
    }
    return axes;
}

Operand permuted(Conversion& c, const Operand& x, const std::vector<int>& order)
{
    if (x.constant == nullptr)
        return c.permuted(x, order);
    const OnnxConstant& from = *x.constant;
    std::vector<size_t> strides(from.dims.size(), 1);
    for (size_t i = from.dims.size(); i-- > 1;)
        strides[i - 1] = strides[i] * size_t(from.dims[i]);
    std::vector<int64_t> dims, at(from.dims.size(), 0);
    for (const int axis : order)
        dims.push_back(from.dims[size_t(axis)]);
    std::vector<double> numbers;
    for (size_t i = 0; i < from.size(); ++i) {
        size_t place = 0;
        for (size_t k = 0; k < order.size(); ++k)
            place += strides[size_t(order[k])] * size_t(at[k]);
        numbers.push_back(from.number(place));
        for (size_t k = at.size(); k-- > 0 && ++at[k] == dims[k];)
            at[k] = 0;
    }
    OnnxConstant made = constantOf(from.type, dims, numbers);
    made.isWeight = from.isWeight;
    return c.constant(std::move(made));
}

void arrange(Conversion& c, Term& term, const std::string& axes)
{
    std::vector<int> order;
    for (const char letter : axes)
        order.push_back(int(term.axes.find(letter)));
    if (!std::ranges::is_sorted(order))
        term.value = permuted(c, term.value, order);
    term.axes = axes;
}

// Axes that nobody else has are summed away first.
void sumAway(Conversion& c, Term& term, const std::string& wanted)
{
    std::vector<int> axes;
    std::string left;
    for (size_t i = 0; i < term.axes.size(); ++i) {
        if (wanted.find(term.axes[i]) == std::string::npos)
            axes.push_back(int(i));
        else
            left += term.axes[i];
    }
    if (axes.empty())
        return;
    term.value = c.reduced(term.value, "sum", axes, false);
    term.axes = left;
}

std::string common(const std::string& of, const std::string& with, bool is)
{
    std::string letters;
    std::ranges::copy_if(of, std::back_inserter(letters),
                         [&](char one) { return (with.find(one) != std::string::npos) == is; });
    return letters;
}

// `last` axes together as one, behind the others.
Operand joined(Conversion& c, const Operand& x, size_t last)
{
    std::vector<int64_t> dims(x.dims.begin(), x.dims.end() - ptrdiff_t(last));
    dims.push_back(int64_t(elementsOf(std::span(x.dims).last(last))));
    if (x.constant != nullptr) {
        OnnxConstant same = *x.constant;
        same.dims = dims;
        return c.constant(std::move(same));
    }
    if (x.batchAxis >= std::ssize(dims) - 1 && last != 1)
        return c.reshaped(c.unfolded(x), dims, -1);
    return c.reshaped(x, dims, x.batchAxis);
}

Term product(Conversion& c, Term a, Term b, const std::string& wanted)
{
    sumAway(c, a, wanted + b.axes);
    sumAway(c, b, wanted + a.axes);
    if (a.value.constant != nullptr && b.value.constant == nullptr)
        std::swap(a, b);
    const std::string both = common(a.axes, b.axes, true);
    const std::string batch = common(both, wanted, true), inner = common(both, wanted, false);
    const std::string rows = common(a.axes, both, false), columns = common(b.axes, both, false);
    arrange(c, a, batch + rows + inner);
    arrange(c, b, batch + inner + columns);
    const std::vector<int64_t> aDims = a.value.dims, bDims = b.value.dims;
    std::vector<int64_t> dims(aDims.begin(), aDims.end() - std::ssize(inner));
    dims.insert(dims.end(), bDims.end() - std::ssize(columns), bDims.end());
    if (dims.size() + 1 > 7)
        c.refuse("it has more than seven axes");
    // rows × inner and inner × columns, one of each for every element of the batch axes
    Operand left = joined(c, a.value, inner.size());
    Operand right = joined(c, b.value, columns.size());
    std::vector<int64_t> matrix(bDims.begin(), bDims.begin() + std::ssize(batch));
    matrix.insert(matrix.end(), {left.dims.back(), right.dims.back()});
    if (right.constant != nullptr) {
        OnnxConstant same = *right.constant;
        same.dims = matrix;
        right = c.constant(std::move(same));
    } else {
        right = c.reshaped(right, matrix, right.batchAxis < std::ssize(batch) ? right.batchAxis : -1);
    }
    const bool isDense = batch.empty() && right.constant != nullptr && !rows.empty();
    if (!isDense) {
        std::vector<int64_t> joinedRows(aDims.begin(), aDims.begin() + std::ssize(batch));
        joinedRows.insert(joinedRows.end(),
                          {int64_t(elementsOf(std::span(aDims).subspan(batch.size(), rows.size()))), left.dims.back()});
        const bool kept = left.batchAxis < std::ssize(batch) || rows.size() == 1;
        left = c.reshaped(kept ? left : c.unfolded(left), joinedRows, kept ? left.batchAxis : -1);
    }
    const Operand y = matrixProduct(c, left, right);
    const bool apart = y.batchAxis >= std::ssize(batch) && rows.size() != 1 && !isDense;
    return {batch + rows + columns, c.reshaped(apart ? c.unfolded(y) : y, dims, apart ? -1 : y.batchAxis)};
}

void einsum(Conversion& c)
{
    const std::string_view text = c.text("equation", "");
    const size_t arrow = text.find("->");
    std::vector<Term> terms;
    std::string_view left = text.substr(0, arrow);
    for (size_t i = 0; i < c.inputs(); ++i) {
        const size_t comma = left.find(',');
        const Operand& value = c.in(i);
        terms.push_back({spelt(c, left.substr(0, comma), value.rank()), value});
        if (std::ssize(terms.back().axes) != value.rank() || (comma == std::string_view::npos) != (i + 1 == c.inputs()))
            c.refuse("its formula does not fit its operands");
        left = comma == std::string_view::npos ? "" : left.substr(comma + 1);
    }
    std::string wanted;
    if (arrow == std::string_view::npos) { // in the order of letters, what only one operand has
        std::string all;
        for (const Term& term : terms)
            all += term.axes;
        std::ranges::copy_if(all, std::back_inserter(wanted),
                             [&](char one) { return std::ranges::count(all, one) == 1; });
        std::ranges::sort(wanted);
    } else {
        size_t fresh = 0;
        for (const Term& term : terms)
            fresh = std::max(fresh, size_t(std::ranges::count_if(term.axes, [](char one) { return one <= '9'; })));
        const std::string_view right = text.substr(arrow + 2);
        const auto letters = std::ranges::count_if(right, [](char one) { return one != '.' && one != ' '; });
        wanted = spelt(c, right, int(letters) + int(fresh));
    }
    Term result = terms[0];
    for (size_t i = 1; i < terms.size(); ++i) {
        std::string later = wanted;
        for (size_t k = i + 1; k < terms.size(); ++k)
            later += terms[k].axes;
        result = product(c, std::move(result), terms[i], later);
    }
    sumAway(c, result, wanted);
    if (std::ssize(result.axes) != std::ssize(wanted))
        c.refuse("its formula repeats what its operands do not have");
    arrange(c, result, wanted);
    c.give(result.value);
}

} // namespace

std::span<const OnnxOperator> einsumOperators()
{
    static constexpr OnnxOperator all[] = {{"Einsum", einsum}};
    return all;
}

} // namespace weft
