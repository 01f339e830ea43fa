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

} // namespace weft
