#include "engine/import/onnx/fold/fold_row.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

std::optional<Folded> foldShape(const Conversion& node, size_t)
{
    const std::vector<int64_t> dims = node.in(0).joinedDims();
    const int64_t rank = std::ssize(dims);
    const auto bound = [&](int64_t at) { return std::clamp<int64_t>(at < 0 ? at + rank : at, 0, rank); };
    const int64_t start = bound(node.integer("start", 0)), end = std::max(start, bound(node.integer("end", rank)));
    return Folded {constantOf(std::vector<int64_t>(dims.begin() + start, dims.begin() + end))};
}

std::optional<Folded> foldSize(const Conversion& node, size_t)
{
    OnnxConstant size = constantOf(std::vector<int64_t> {node.in(0).elements()});
    size.dims.clear();
    return Folded {std::move(size)};
}

std::optional<Folded> foldConstantOfShape(const Conversion& node, size_t left)
{
    const std::vector<int64_t> dims = integersOf(node.known(0));
    const size_t count = elementsOf(dims);
    OnnxConstant y {.type = OnnxType::f32, .dims = dims};
    const OnnxAttribute* const value = node.find("value");
    if (value == nullptr || value->tensor == nullptr) {
        demand(count, y, left);
        y.data = std::vector<float>(count, 0.0f);
        return Folded {std::move(y)};
    }
    const OnnxConstant one = readConstant(*value->tensor, realFileSystem(), ".");
    if (one.size() != 1)
        node.refuse("its value is not one number");
    demand(count, one, left);
    y.type = one.type;
    std::visit([&](const auto& numbers) { y.data = std::remove_cvref_t<decltype(numbers)>(count, numbers[0]); },
               one.data);
    y.isWeight = count > 1 && isFloat(y.type);
    return Folded {std::move(y)};
}

std::optional<Folded> foldRange(const Conversion& node, size_t left)
{
    const OnnxConstant &first = node.known(0), &limit = node.known(1), &step = node.known(2);
    if (first.size() != 1 || limit.size() != 1 || step.size() != 1 || step.number(0) == 0)
        node.refuse("its ends are not three numbers");
    const double count = std::max(0.0, std::ceil((limit.number(0) - first.number(0)) / step.number(0)));
    if (!(count <= double(std::min(left, size_t(mostFolded)))))
        throw PastLimit("The model counts further than Weft follows; it is damaged, or made to do harm.");
    std::vector<double> numbers;
    for (int64_t i = 0; i < int64_t(count); ++i)
        numbers.push_back(first.number(0) + double(i) * step.number(0));
    return Folded {constantOf(first.type, {int64_t(count)}, std::move(numbers))};
}

std::optional<Folded> foldCast(const Conversion& node, size_t left)
{
    const OnnxConstant& x = node.known(0);
    const auto type = OnnxType(node.integer("to", int64_t(OnnxType::f32)));
    if (type == OnnxType::string || int(type) > int(OnnxType::bf16))
        node.refuse("it makes texts");
    OnnxConstant y {.type = type, .dims = x.dims, .isWeight = x.isWeight};
    const auto fill = [&]<class To>(std::vector<To> numbers, const auto& convert) {
        y.data = std::move(numbers);
        demand(x.size(), y, left);
        auto& to = std::get<std::vector<To>>(y.data);
        to.resize(x.size());
        for (size_t i = 0; i < to.size(); ++i)
            to[i] = convert(i);
    };
    if (type == OnnxType::f64)
        fill(std::vector<double>(), [&](size_t i) { return x.number(i); });
    else if (isFloat(type))
        fill(std::vector<float>(), [&](size_t i) { return float(x.number(i)); });
    else if (type == OnnxType::boolean)
        fill(std::vector<int64_t>(), [&](size_t i) { return int64_t(x.number(i) != 0); });
    else
        fill(std::vector<int64_t>(), [&](size_t i) { return x.integer(i); });
    return Folded {std::move(y)};
}

constexpr FoldRow rows[] = {
    {"Shape", foldShape, 0}, {"Size", foldSize, 0}, {"ConstantOfShape", foldConstantOfShape},
    {"Range", foldRange, 3}, {"Cast", foldCast},
};

} // namespace

std::span<const FoldRow> foldedSizes()
{
    return rows;
}

} // namespace weft
