#include "engine/train/runs/preparation_json.h"

#include "engine/storage/json_values.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

constexpr int64_t mostElements = int64_t(1) << 24; // of a sample
constexpr ColumnKind kinds[] = {ColumnKind::numbers,  ColumnKind::image,  ColumnKind::classIndex,
                                ColumnKind::classMap, ColumnKind::tokens, ColumnKind::text};
constexpr DType dtypes[] = {DType::f32, DType::i32, DType::u8};

[[noreturn]] void refuse()
{
    throw Error("it is damaged: it does not say how data was prepared.");
}

template <class Range, class ToJson> Json listOf(const Range& range, const ToJson& toJson)
{
    Json list = Json::array();
    for (const auto& one : range)
        list.push(toJson(one));
    return list;
}

Json textsOf(const std::vector<std::string>& texts)
{
    return listOf(texts, [](const std::string& text) { return Json(text); });
}

Json numbersOf(const std::vector<double>& numbers)
{
    return listOf(numbers, [](double number) { return exactNumber(number); });
}

const Json& at(const Json& json, std::string_view key)
{
    const Json* const found = json.find(key);
    return found != nullptr ? *found : (refuse(), json);
}

const Json::Array& listAt(const Json& json, std::string_view key)
{
    const Json& list = at(json, key);
    return list.isArray() ? list.items() : (refuse(), list.items());
}

std::string textOf(const Json& json)
{
    return json.isString() ? json.asString() : (refuse(), std::string());
}

std::vector<std::string> textsAt(const Json& json, std::string_view key)
{
    std::vector<std::string> texts;
    for (const Json& one : listAt(json, key))
        texts.push_back(textOf(one));
    return texts;
}

std::vector<double> numbersAt(const Json& json, std::string_view key)
{
    std::vector<double> numbers;
    for (const Json& one : listAt(json, key)) {
        const std::optional<double> number = exactNumber(one);
        numbers.push_back(number ? *number : (refuse(), 0));
    }
    return numbers;
}

Json columnToJson(const Column& column)
{
    return Json::Object {{"name", column.name},
                         {"kind", name(column.kind)},
                         {"dtype", name(column.dtype)},
                         {"shape", listOf(column.shape, [](int64_t size) { return Json(size); })},
                         {"classes", textsOf(column.classes)}};
}

Column columnFromJson(const Json& json)
{
    const auto kind = std::ranges::find(kinds, textOf(at(json, "kind")), [](ColumnKind one) { return name(one); });
    const auto dtype = std::ranges::find(dtypes, textOf(at(json, "dtype")), [](DType one) { return name(one); });
    std::vector<int64_t> sizes;
    for (const Json& size : listAt(json, "shape"))
        sizes.push_back(size.isInteger() ? size.asInteger() : -1);
    if (kind == std::end(kinds) || dtype == std::end(dtypes) || std::ssize(sizes) > Shape::maxRank
        || !checkedElements(sizes))
        refuse();
    const bool isIndices =
        *kind == ColumnKind::classIndex || *kind == ColumnKind::classMap || *kind == ColumnKind::tokens;
    const bool fits = isIndices      ? *dtype == DType::i32
        : *kind == ColumnKind::image ? *dtype != DType::i32
                                     : *dtype == DType::f32;
    if (!fits || (*kind == ColumnKind::image && sizes.size() != 3))
        refuse();
    Column column = {.name = textOf(at(json, "name")),
                     .kind = *kind,
                     .dtype = *dtype,
                     .shape = Shape(sizes),
                     .classes = textsAt(json, "classes")};
    const bool isNamed = isIndices || column.classes.empty() || std::ssize(column.classes) == column.elements();
    if (!isNamed || column.elements() > mostElements)
        refuse();
    return column;
}

Json stepToJson(const Preparation::Step& step)
{
    Json affine = Json::object();
    for (const auto& [column, one] : step.affine)
        affine.set(column, Json::Object {{"shift", numbersOf(one.shift)}, {"scale", numbersOf(one.scale)}});
    Json classes = Json::object();
    for (const auto& [column, names] : step.classes)
        classes.set(column, textsOf(names));
    return Json::Object {{"affine", std::move(affine)},
                         {"classes", std::move(classes)},
                         {"parts", textsOf(step.parts)},
                         {"whole", step.whole}};
}

Preparation::Step stepFromJson(const Json& json)
{
    Preparation::Step step {.parts = textsAt(json, "parts"), .whole = textOf(at(json, "whole"))};
    const Json& affine = at(json, "affine");
    const Json& classes = at(json, "classes");
    if (!affine.isObject() || !classes.isObject())
        refuse();
    const auto isScale = [](double scale) { return std::isfinite(scale) && scale != 0; };
    for (const auto& [column, one] : affine.members()) {
        const Affine& known =
            step.affine[column] = {.shift = numbersAt(one, "shift"), .scale = numbersAt(one, "scale")};
        if (!std::ranges::all_of(known.shift, [](double shift) { return std::isfinite(shift); })
            || !std::ranges::all_of(known.scale, isScale))
            refuse();
    }
    for (const auto& [column, names] : classes.members())
        step.classes[column] = textsAt(classes, column);
    return step;
}

Preparation read(const Json& json)
{
    Preparation preparation;
    int64_t elements = 0;
    for (const Json& column : listAt(json, "columns")) {
        preparation.columns.push_back(columnFromJson(column));
        elements += preparation.columns.back().elements();
        if (elements > mostElements)
            refuse();
    }
    for (const Json& one : listAt(json, "fillings")) {
        preparation.fillings.push_back({.column = textOf(at(one, "column")),
                                        .numbers = numbersAt(one, "numbers"),
                                        .word = textOf(at(one, "word"))});
        const std::string& name = preparation.fillings.back().column;
        const auto column = std::ranges::find(preparation.columns, name, &Column::name);
        const auto numbers = std::ssize(preparation.fillings.back().numbers);
        if (column == preparation.columns.end()
            || numbers != (column->kind == ColumnKind::numbers ? column->shape.elements() : 0))
            refuse();
    }
    for (const Json& step : listAt(json, "steps"))
        preparation.steps.push_back(stepFromJson(step));
    return preparation;
}

} // namespace

std::optional<Json> toJson(const Preparation& preparation)
{
    const auto filling = [](const Preparation::Filling& one) {
        return Json(Json::Object {{"column", one.column}, {"numbers", numbersOf(one.numbers)}, {"word", one.word}});
    };
    const Json json = Json::Object {{"columns", listOf(preparation.columns, columnToJson)},
                                    {"fillings", listOf(preparation.fillings, filling)},
                                    {"steps", listOf(preparation.steps, stepToJson)}};
    try {
        return parseJson(json.dump()) == json ? std::optional(json) : std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::optional<Preparation> preparationFromJson(const Json& json)
{
    try {
        return read(json);
    } catch (const Error&) {
        return std::nullopt;
    }
}

} // namespace weft
