#include "engine/import/onnx/fold/fold_row.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

// One shape for operands that are repeated along their axes of size 1, and how each is stepped through.
struct Repeated {
    std::vector<int64_t> dims = {};
    std::vector<std::vector<int64_t>> strides = {};
};
Repeated repeated(const Conversion& node, const std::vector<const OnnxConstant*>& operands)
{
    size_t rank = 0;
    for (const OnnxConstant* const one : operands)
        rank = std::max(rank, one->dims.size());
    Repeated common {.dims = std::vector<int64_t>(rank, 1)};
    for (const OnnxConstant* const one : operands) {
        std::vector<int64_t>& strides = common.strides.emplace_back(rank, 0);
        const std::vector<int64_t> own = stridesFor(one->dims);
        for (size_t i = 0; i < one->dims.size(); ++i) {
            const size_t at = rank - one->dims.size() + i;
            if (one->dims[i] == 1)
                continue;
            if (common.dims[at] != 1 && common.dims[at] != one->dims[i])
                node.refuse("its operands do not fit");
            common.dims[at] = one->dims[i];
            strides[at] = own[i];
        }
    }
    return common;
}

std::optional<Folded> foldReduceProduct(const Conversion& node, size_t)
{
    const OnnxConstant& x = node.known(0);
    if (x.dims.size() != 1 || isFloat(x.type))
        return std::nullopt;
    double product = 1;
    for (size_t i = 0; i < x.size(); ++i)
        product *= x.number(i);
    return Folded {constantOf(
        x.type, node.integer("keepdims", 1) != 0 ? std::vector<int64_t> {1} : std::vector<int64_t> {}, {product})};
}

std::vector<double> numbersAt(const OnnxConstant& x, std::span<const int64_t> dims, std::span<const int64_t> strides)
{
    std::vector<double> numbers;
    eachPlace(dims, strides, [&](size_t place) { numbers.push_back(x.number(place)); });
    return numbers;
}

using Arithmetic = double (*)(double a, double b, bool whole);

template <Arithmetic apply, bool makesBool> std::optional<Folded> foldBinary(const Conversion& node, size_t left)
{
    const OnnxConstant &a = node.known(0), &b = node.known(1);
    Repeated common = repeated(node, {&a, &b});
    const size_t count = elementsOf(common.dims);
    if (count > size_t(mostFolded) || count > left)
        return std::nullopt;
    const std::vector<double> first = numbersAt(a, common.dims, common.strides[0]);
    std::vector<double> numbers = numbersAt(b, common.dims, common.strides[1]);
    for (size_t i = 0; i < count; ++i)
        numbers[i] = apply(first[i], numbers[i], !isFloat(a.type));
    return Folded {constantOf(makesBool ? OnnxType::boolean : a.type, std::move(common.dims), std::move(numbers))};
}

std::optional<Folded> foldWhere(const Conversion& node, size_t left)
{
    const OnnxConstant &choice = node.known(0), &a = node.known(1), &b = node.known(2);
    Repeated common = repeated(node, {&choice, &a, &b});
    OnnxConstant y = picked(a, common.dims, common.strides[1], left);
    y.isWeight = false;
    std::vector<bool> isOther;
    isOther.reserve(y.size());
    eachPlace(common.dims, common.strides[0], [&](size_t place) { isOther.push_back(choice.number(place) == 0); });
    std::visit(
        [&]<class Number>(std::vector<Number>& numbers) {
            size_t i = 0;
            eachPlace(common.dims, common.strides[2], [&](size_t place) {
                if (isOther[i])
                    numbers[i] = std::is_integral_v<Number> ? Number(b.integer(place)) : Number(b.number(place));
                ++i;
            });
        },
        y.data);
    return Folded {std::move(y)};
}

std::optional<Folded> foldTriangle(const Conversion& node, size_t left)
{
    const OnnxConstant& x = node.known(0);
    const size_t rank = x.dims.size();
    if (rank < 2)
        node.refuse("it has no matrices");
    demand(x.size(), x, left);
    const bool upper = node.integer("upper", 1) != 0;
    const int64_t shift = node.has(1) && node.known(1).size() == 1
        ? std::clamp<int64_t>(node.known(1).integer(0), -(int64_t(1) << 40), int64_t(1) << 40)
        : 0;
    OnnxConstant y = x;
    y.isWeight = false;
    std::visit(
        [&](auto& numbers) {
            for (size_t i = 0; i < numbers.size(); ++i) {
                const int64_t column = int64_t(i) % x.dims[rank - 1];
                const int64_t row = int64_t(i) / x.dims[rank - 1] % x.dims[rank - 2];
                if (upper ? column < row + shift : column > row + shift)
                    numbers[i] = 0;
            }
        },
        y.data);
    return Folded {std::move(y)};
}

using Function = double (*)(double x);

template <Function apply> std::optional<Folded> foldUnary(const Conversion& node, size_t left)
{
    const OnnxConstant& x = node.known(0);
    if (x.size() > size_t(mostFolded) || x.size() > left)
        return std::nullopt;
    std::vector<double> numbers;
    for (size_t i = 0; i < x.size(); ++i)
        numbers.push_back(apply(x.number(i)));
    return Folded {constantOf(x.type, x.dims, std::move(numbers))};
}

double divided(double a, double b, bool whole)
{
    return !whole ? a / b : b == 0 ? 0 : std::trunc(a / b);
}

constexpr FoldRow rows[] = {
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

std::span<const FoldRow> foldedArithmetic()
{
    return rows;
}

} // namespace weft
