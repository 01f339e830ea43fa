#include "engine/import/onnx/operators/masks.h"

#include <algorithm>

namespace weft {

namespace {

constexpr double farBelow = -1e30; // so far that sums with scores, and of several masks, stay finite
constexpr double hidden = -1e4; // what exporters write where they mean no infinity

Operand known(OnnxConstant constant)
{
    Operand x {.type = constant.type, .dims = constant.dims};
    x.constant = std::make_shared<const OnnxConstant>(std::move(constant));
    return x;
}

// With far below for minus infinity.
Operand softened(const Operand& x)
{
    if (x.constant == nullptr || !isFloat(x.type))
        return x;
    std::vector<double> numbers;
    bool changed = false;
    for (size_t i = 0; i < x.constant->size(); ++i) {
        const double number = x.constant->number(i);
        changed = changed || number < farBelow;
        numbers.push_back(std::max(number, farBelow)); // NaN stays what it is
    }
    return changed ? known(constantOf(x.type, x.dims, std::move(numbers))) : x;
}

void pay(size_t count, size_t& made)
{
    if (count > made)
        throw Error("The model makes constants of more numbers than Weft holds; it is damaged, or made to do harm.");
    made -= count;
}

// Steps from one element of `dims` to the next in an operand that is repeated to them.
std::vector<size_t> stepsOf(const Conversion& node, const OnnxConstant& x, std::vector<int64_t>& dims)
{
    const size_t missing = dims.size() - x.dims.size();
    std::vector<size_t> steps(dims.size(), 0);
    size_t step = 1;
    for (size_t i = x.dims.size(); i-- > 0;) {
        int64_t& common = dims[missing + i];
        if (x.dims[i] != 1) {
            if (common != 1 && common != x.dims[i])
                node.refuse("its operands do not fit");
            common = x.dims[i];
            steps[missing + i] = step;
        }
        step *= size_t(x.dims[i]);
    }
    return steps;
}

// Along the last axis, which the softmax runs over. A row with nothing to see comes out even where it is replaced by
// one number, and does not where that is added.
bool everyRowIsSeen(const OnnxConstant& places, bool whereSeen)
{
    const size_t length = places.dims.empty() ? 1 : size_t(places.dims.back());
    for (size_t row = 0; row < places.size(); row += length) {
        size_t i = 0;
        while (i < length && (places.number(row + i) != 0) != whereSeen)
            ++i;
        if (i == length)
            return false;
    }
    return true;
}

} // namespace

OnnxNode withFiniteMask(const OnnxNode& node, std::vector<Operand>& inputs)
{
    if (node.op == "Where" && inputs.size() == 3 && inputs[0].constant != nullptr) {
        const OnnxConstant& places = *inputs[0].constant;
        for (const size_t hides : {size_t(1), size_t(2)}) {
            const Operand &mask = inputs[hides], &scores = inputs[3 - hides];
            if (mask.constant == nullptr || scores.constant != nullptr || !mask.constant->isUniform()
                || !(mask.constant->number(0) <= hidden) || mask.constant->size() != 1
                || (mask.constant->number(0) > farBelow && !everyRowIsSeen(places, hides == 2)))
                continue;
            std::vector<double> added;
            for (size_t i = 0; i < places.size(); ++i)
                added.push_back((places.number(i) != 0) == (hides == 1) ? std::max(mask.constant->number(0), farBelow)
                                                                        : 0);
            OnnxNode sum = node;
            sum.op = "Add";
            sum.inputs = {node.inputs[3 - hides], node.inputs[hides]};
            inputs = {scores, known(constantOf(OnnxType::f32, places.dims, std::move(added)))};
            return sum;
        }
    }
    if (node.op == "Where" || node.op == "Add")
        std::ranges::transform(inputs, inputs.begin(), softened);
    return node;
}

std::optional<std::vector<OnnxConstant>> foldWhere(const Conversion& node, size_t& made)
{
    const OnnxConstant* const operands[] = {&node.known(0), &node.known(1), &node.known(2)};
    size_t rank = 0;
    for (const OnnxConstant* const one : operands)
        rank = std::max(rank, one->dims.size());
    std::vector<int64_t> dims(rank, 1);
    std::vector<size_t> steps[3];
    for (size_t i = 0; i < 3; ++i)
        steps[i] = stepsOf(node, *operands[i], dims);
    const size_t count = elementsOf(dims);
    pay(count, made);
    std::vector<double> numbers(count);
    std::vector<int64_t> at(rank, 0);
    for (size_t i = 0; i < count; ++i) {
        size_t place[3] = {0, 0, 0};
        for (size_t axis = 0; axis < rank; ++axis) {
            for (size_t k = 0; k < 3; ++k)
                place[k] += steps[k][axis] * size_t(at[axis]);
        }
        const size_t chosen = operands[0]->number(place[0]) != 0 ? 1 : 2;
        numbers[i] = operands[chosen]->number(place[chosen]);
        for (size_t axis = rank; axis-- > 0 && ++at[axis] == dims[axis];)
            at[axis] = 0;
    }
    return std::vector<OnnxConstant> {constantOf(operands[1]->type, std::move(dims), std::move(numbers))};
}

std::optional<std::vector<OnnxConstant>> foldTriangle(const Conversion& node, size_t& made)
{
    const OnnxConstant& x = node.known(0);
    const size_t rank = x.dims.size();
    if (rank < 2)
        node.refuse("it has no matrices");
    pay(x.size(), made);
    const bool upper = node.integer("upper", 1) != 0;
    const int64_t shift = node.has(1) && node.known(1).size() == 1
        ? std::clamp<int64_t>(node.known(1).integer(0), -(int64_t(1) << 40), int64_t(1) << 40)
        : 0;
    std::vector<double> numbers(x.size());
    for (size_t i = 0; i < x.size(); ++i) {
        const int64_t column = int64_t(i) % x.dims[rank - 1], row = int64_t(i) / x.dims[rank - 1] % x.dims[rank - 2];
        numbers[i] = (upper ? column >= row + shift : column <= row + shift) ? x.number(i) : 0;
    }
    return std::vector<OnnxConstant> {constantOf(x.type, x.dims, std::move(numbers))};
}

} // namespace weft
