#include "engine/data/steps/join.h"
#include "engine/data/steps/step.h"
#include "engine/support/error.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace weft {

namespace {

bool canMiss(const Column& column)
{
    return column.kind == ColumnKind::numbers || column.kind == ColumnKind::classIndex
        || column.kind == ColumnKind::text;
}

bool isFresh(const Dataset& data, int64_t sample) // it was asked for, so it stays
{
    return !data.parts.empty() && data.parts[size_t(sample)] == Part::fresh;
}

// Everything dropped would leave nothing to say why; the data then stays, with a diagnostic.
void keepOr(const StepContext& context, std::span<const int64_t> kept, const std::string& sentence)
{
    if (kept.empty())
        return context.settings.problem("columns", sentence);
    if (std::ssize(kept) < context.prepared.data.size)
        keepSamples(context.prepared.data, kept);
}

void dropMissing(const StepContext& context)
{
    const Dataset& data = context.prepared.data;
    std::vector<int> columns = context.select(canMiss, "numbers, classes or text");
    std::erase_if(columns, [&](int i) { // what will be filled is not missing
        return std::ranges::count(context.fills, data.columns[size_t(i)].name, &Fill::column) > 0;
    });
    std::vector<int64_t> kept;
    for (int64_t sample = 0; sample < data.size; ++sample) {
        if (isFresh(data, sample)
            || std::ranges::none_of(columns, [&](int i) { return isMissing(data.columns[size_t(i)], sample); }))
            kept.push_back(sample);
    }
    keepOr(context, kept,
           "every sample has a missing value, so none would be left; drop the columns that miss most first, "
           "or fill them.");
}

void fillMissing(const StepContext& context)
{
    if (context.isKnown)
        return;
    const std::string& with = context.settings.text("with");
    const bool words = with == "most_frequent" || with == "constant";
    const auto fits = [&](const Column& column) {
        return words ? canMiss(column) : column.kind == ColumnKind::numbers;
    };
    for (const int i :
         context.select(fits, words ? "numbers, classes or text" : "numbers; most_frequent is for classes")) {
        const Column& column = context.prepared.data.columns[size_t(i)];
        bool any = false;
        for (int64_t sample = 0; sample < context.prepared.data.size && !any; ++sample)
            any = isMissing(column, sample);
        if (!any && column.shape.rank() > 0)
            continue;
        const std::string& word = context.settings.text("word");
        if (with == "constant" && column.kind != ColumnKind::numbers && word.empty()) {
            if (!any)
                continue;
            context.settings.problem("word",
                                     "“" + printable(column.name)
                                         + "” holds words; say in “word” what is put where one is missing.");
            continue;
        }
        context.fills.push_back({.column = column.name,
                                 .with = with == "mean"   ? Fill::With::mean
                                     : with == "median"   ? Fill::With::median
                                     : with == "constant" ? Fill::With::constant
                                                          : Fill::With::mostFrequent,
                                 .isNeeded = any,
                                 .constant = context.settings.real("value"),
                                 .word = word});
    }
}

void dropColumns(const StepContext& context)
{
    if (context.columns.empty())
        return context.settings.problem("columns", "name the columns to drop.");
    std::vector<int> columns = context.select([](const Column&) { return true; }, "all columns");
    std::ranges::sort(columns, std::greater<>());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    std::vector<Column>& all = context.prepared.data.columns;
    if (columns.size() == all.size())
        return context.settings.problem("columns", "no column would be left.");
    for (const int i : columns)
        all.erase(all.begin() + i);
}

// The stored values of a sample, as text to compare by: bits for numbers, so that NaN equals NaN.
std::string keyOf(const Dataset& data, std::span<const int> columns, int64_t sample)
{
    std::string key;
    std::vector<std::byte> unused;
    for (const int i : columns) {
        const Column& column = data.columns[size_t(i)];
        if (column.kind == ColumnKind::text) {
            key += std::to_string(column.texts[size_t(sample)].size()) + ":" + column.texts[size_t(sample)];
        } else {
            const std::span stored = storedSample(column, sample, unused);
            key.append(reinterpret_cast<const char*>(stored.data()), stored.size());
        }
    }
    return key;
}

void dropDuplicates(const StepContext& context)
{
    const Dataset& data = context.prepared.data;
    const std::vector<int> columns =
        context.select([](const Column& c) { return c.files.empty(); }, "columns in memory");
    std::unordered_map<size_t, std::vector<int64_t>> seen; // by hash: keeping the keys would keep the data twice
    std::vector<int64_t> kept;
    for (int64_t sample = 0; sample < data.size; ++sample) {
        if (isFresh(data, sample)) {
            kept.push_back(sample);
            continue;
        }
        const std::string key = keyOf(data, columns, sample);
        std::vector<int64_t>& alike = seen[std::hash<std::string>()(key)];
        if (std::ranges::any_of(alike, [&](int64_t other) { return keyOf(data, columns, other) == key; }))
            continue;
        alike.push_back(sample);
        kept.push_back(sample);
    }
    keepOr(context, kept, "no sample would be left.");
}

double fillingNumber(const Fill& fill, const Column& column, std::span<const int64_t> samples, int64_t element)
{
    std::vector<float> values;
    for (const int64_t sample : samples) {
        const float value = valuesOf<float>(column)[sample * column.elements() + element];
        if (!std::isnan(value))
            values.push_back(value);
    }
    if (fill.with == Fill::With::constant)
        return fill.constant;
    if (values.empty())
        return std::nan("");
    if (fill.with == Fill::With::mean) {
        double sum = 0;
        for (const float value : values)
            sum += double(value);
        return sum / double(values.size());
    }
    if (fill.with == Fill::With::median) {
        const auto half = values.begin() + std::ssize(values) / 2;
        std::ranges::nth_element(values, half);
        const auto upper = double(*half);
        return values.size() % 2 == 1 ? upper : (double(*std::max_element(values.begin(), half)) + upper) / 2;
    }
    std::ranges::sort(values);
    auto best = values.begin();
    ptrdiff_t most = 0;
    for (auto from = values.begin(); from != values.end();) {
        const auto to = std::upper_bound(from, values.end(), *from);
        if (to - from > most) {
            most = to - from;
            best = from;
        }
        from = to;
    }
    return double(*best);
}

// The most frequent of what is there, the first by name among equals.
std::string fillingWord(const Fill& fill, const Column& column, std::span<const int64_t> samples)
{
    if (fill.with == Fill::With::constant)
        return fill.word;
    std::map<std::string, int64_t> counts;
    for (const int64_t sample : samples) {
        if (!isMissing(column, sample))
            ++counts[column.kind == ColumnKind::text ? column.texts[size_t(sample)]
                                                     : column.classes[size_t(valuesOf<int32_t>(column)[sample])]];
    }
    const auto best = std::ranges::max_element(counts, {}, [](const auto& one) { return one.second; });
    return best == counts.end() ? std::string() : best->first;
}

} // namespace

std::vector<Preparation::Filling> learnFillings(std::span<const Fill> fills, const PreparedData& prepared,
                                                Diagnostics& diagnostics)
{
    std::vector<Preparation::Filling> fillings;
    for (const Fill& fill : fills) {
        const Column* const column = prepared.data.find(fill.column);
        if (!column)
            continue; // dropped after all
        Preparation::Filling filling {.column = fill.column};
        if (column->kind != ColumnKind::numbers)
            filling.word = fillingWord(fill, *column, prepared.train);
        for (int64_t element = 0; column->kind == ColumnKind::numbers && element < column->elements(); ++element)
            filling.numbers.push_back(fillingNumber(fill, *column, prepared.train, element));
        if (column->kind == ColumnKind::classIndex && !fill.isNeeded
            && !std::ranges::count(column->classes, filling.word))
            continue; // a class that the network has never seen
        const bool isEmpty = column->kind != ColumnKind::numbers
            ? filling.word.empty()
            : std::ranges::any_of(filling.numbers, [](double number) { return std::isnan(number); });
        if (!isEmpty)
            fillings.push_back(std::move(filling));
        else if (fill.isNeeded)
            diagnostics.push_back(
                {.port = "columns",
                 .text = "Cleaning (fill_missing): “" + printable(fill.column)
                     + "” has no value in the training part to fill the missing ones with; drop the column, or "
                       "fill it with a constant."});
    }
    return fillings;
}

void applyFillings(std::span<const Preparation::Filling> fillings, Dataset& data)
{
    for (const Preparation::Filling& filling : fillings) {
        Column* const column = data.find(filling.column);
        if (!column)
            continue;
        for (size_t element = 0; element < filling.numbers.size(); ++element) {
            for (int64_t sample = 0; sample < data.size; ++sample) {
                float& value = valuesOf<float>(*column)[sample * column->elements() + int64_t(element)];
                value = std::isnan(value) ? float(filling.numbers[element]) : value;
            }
        }
        if (column->kind == ColumnKind::numbers)
            continue;
        const std::string& word = filling.word;
        for (int64_t sample = 0; sample < data.size; ++sample) {
            if (!isMissing(*column, sample))
                continue;
            if (column->kind == ColumnKind::text) {
                column->texts[size_t(sample)] = word;
                continue;
            }
            auto index = std::ranges::find(column->classes, word);
            if (index == column->classes.end())
                index = column->classes.insert(index, word);
            valuesOf<int32_t>(*column)[sample] = int32_t(index - column->classes.begin());
        }
    }
}

const std::vector<StepType>& cleaningSteps()
{
    static const std::vector<StepType> all = {
        {.id = "drop_missing",
         .title = "Drop samples with missing values",
         .doc = "Leaves out every sample that misses a value. Default: in any column.",
         .apply = dropMissing},
        {.id = "fill_missing",
         .title = "Fill missing values",
         .doc = "Puts a value where one is missing, taken from the training part only. Default: all columns it fits.",
         .params = {choice("with", "mean", {"mean", "median", "most_frequent", "constant"}, "What is put there."),
                    real("value", 0, "constant: for numbers."), text("word", "", "constant: for classes and text.")},
         .apply = fillMissing},
        {.id = "drop_columns", .title = "Drop columns", .doc = "Leaves out the named columns.", .apply = dropColumns},
        {.id = "drop_duplicates",
         .title = "Drop duplicates",
         .doc = "Of samples that are equal in the named columns (default: all), only the first stays.",
         .apply = dropDuplicates},
    };
    return all;
}

} // namespace weft
