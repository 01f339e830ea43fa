#include "engine/import/onnx/fold/fold.h"

#include "engine/import/onnx/fold/fold_row.h"

#include <algorithm>

namespace weft {

namespace {

const FoldRow* rowOf(std::string_view op)
{
    for (const std::span<const FoldRow> rows : {foldedSizes(), foldedMovements(), foldedArithmetic()}) {
        const auto row = std::ranges::find(rows, op, &FoldRow::op);
        if (row != rows.end())
            return &*row;
    }
    return nullptr;
}

} // namespace

void demand(size_t count, const OnnxConstant& like, size_t left)
{
    if (count > left / like.wordsEach())
        throw PastLimit(
            "The model makes constants of more numbers than Weft holds; it is damaged, or made to do harm.");
}

std::vector<int64_t> stridesFor(std::span<const int64_t> dims)
{
    std::vector<int64_t> strides(dims.size(), 1);
    for (size_t i = dims.size(); i-- > 1;)
        strides[i - 1] = strides[i] * dims[i];
    return strides;
}

OnnxConstant picked(const OnnxConstant& x, std::vector<int64_t> dims, const std::vector<int64_t>& strides, size_t left,
                    int64_t start)
{
    demand(elementsOf(dims), x, left);
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

std::optional<std::vector<OnnxConstant>> fold(const Conversion& node, size_t& made)
{
    const FoldRow* const row = rowOf(node.node().op);
    if (row == nullptr)
        return std::nullopt;
    for (size_t i = 0; i < node.inputs(); ++i) { // a node that needs a known input and misses it says so itself
        if (row->operands != 0 && node.has(i) && node.in(i).constant == nullptr)
            return std::nullopt;
    }
    if (row->operands > 0 && node.inputs() < size_t(row->operands))
        node.refuse("it has too few inputs");
    if (node.node().op == "Concat" && node.inputs() == 0)
        node.refuse("it has no inputs");
    std::optional<Folded> results = row->apply(node, made);
    if (!results)
        return std::nullopt;
    for (const OnnxConstant& one : *results) {
        demand(one.size(), one, made);
        made -= one.words();
    }
    return results;
}

} // namespace weft
