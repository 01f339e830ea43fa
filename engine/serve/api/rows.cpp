#include "engine/data/formats/csv_samples.h"
#include "engine/data/formats/format.h"
#include "engine/data/prepare.h"
#include "engine/serve/api/api_request.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace weft {

namespace {

constexpr size_t mostRows = 10'000; // each may become as many numbers as its words have classes

[[noreturn]] void refuse(const std::string& sentence)
{
    throw HttpError(400, sentence);
}

std::string wordOf(const Json& value)
{
    return value.isString() ? value.asString() : value.isNumber() ? value.numberText() : std::string();
}

// The project's words for what is missing.
std::vector<std::string> gapWords(const DataSection& data)
{
    const auto source = std::ranges::find(data.sources, "csv", &DataSource::format);
    if (source == data.sources.end())
        return {};
    Diagnostics said; // when the data was read
    return Settings("The table", findFormat(source->format)->params, source->params, said).names("missing");
}

// null, what is left out and the words for it are missing.
void put(const Json& value, Column& column, const std::vector<std::string>& gaps, const std::string& place)
{
    const bool isNone = value.isNull()
        || (value.isString() && (value.asString().empty() || std::ranges::count(gaps, value.asString()) > 0));
    if (!isNone && !value.isNumber() && !value.isString())
        refuse(place + "\"" + column.name + "\" takes a number or a word, not " + std::string(value.kindName()) + ".");
    if (column.kind == ColumnKind::text) {
        column.texts.push_back(isNone ? std::string() : wordOf(value));
        return;
    }
    std::byte bytes[4] = {};
    if (column.kind == ColumnKind::numbers) {
        if (!isNone && !value.isNumber())
            refuse(place + "\"" + column.name + "\" takes a number.");
        const float number = isNone ? std::nanf("") : float(value.asDouble());
        std::memcpy(bytes, &number, sizeof number);
    } else {
        const auto found = std::ranges::find(column.classes, wordOf(value));
        if (!isNone && found == column.classes.end())
            refuse(place + "\"" + wordOf(value) + "\" is no class of \"" + column.name + "\".");
        const int32_t index = isNone ? -1 : int32_t(found - column.classes.begin());
        std::memcpy(bytes, &index, sizeof index);
    }
    column.bytes.insert(column.bytes.end(), std::begin(bytes), std::end(bytes));
}

Dataset samplesOf(const Json::Array& rows, const ModelDescription& model)
{
    Dataset samples {.size = std::ssize(rows)};
    samples.columns = model.preparation.columns;
    const std::vector<std::string> gaps = gapWords(model.data);
    for (size_t i = 0; i < rows.size(); ++i) {
        const std::string place = "Row " + std::to_string(i + 1) + ": ";
        if (!rows[i].isObject())
            refuse(place + "it should be an object, {COLUMN: value}.");
        for (const auto& [name, value] : rows[i].members()) {
            if (samples.find(name) == nullptr)
                refuse(place + "the model's data has no column \"" + name + "\".");
        }
        for (Column& column : samples.columns) {
            const Json* const value = rows[i].find(column.name);
            put(value == nullptr ? Json() : *value, column, gaps, place);
        }
    }
    return samples;
}

} // namespace

void readRows(const Json& rows, const ModelDescription& model, Job& job)
{
    if (!rows.isArray() || rows.items().empty() || rows.items().size() > mostRows)
        refuse("\"rows\" takes from 1 to " + std::to_string(mostRows) + " objects, {COLUMN: value}.");
    const std::vector<Column>& columns = model.preparation.columns;
    if (columns.empty() || !std::ranges::all_of(columns, isCsvColumn))
        refuse("The model was not trained on a table; send {\"inputs\": {NAME: numbers}}.");
    Dataset samples = samplesOf(rows.items(), model);
    const Dataset raw = samples;
    Diagnostics diagnostics;
    const PreparedData prepared = prepareFresh(model.data, model.preparation, std::move(samples), diagnostics);
    if (!diagnostics.empty()) // a word that no class is known for, too
        refuse(diagnostics.front().text);
    job.samples = raw.size;
    for (const InputForm& input : model.inputs) {
        const Column& column = *prepared.data.find(input.column().name);
        const std::vector<std::string> parts = model.preparation.madeOf(column.name);
        std::vector<std::byte>& feed = job.feeds[input.feed()];
        feed.resize(size_t(raw.size) * input.bytesPerSample());
        std::vector<std::byte> scratch;
        for (int64_t i = 0; i < raw.size; ++i) {
            const std::string place = "Row " + std::to_string(i + 1);
            if (isMissing(column, i))
                refuse(place + ": there is no value for \"" + model.preparation.gapIn(raw, i, parts)
                       + "\", and the project does not say what to fill in.");
            const std::span stored = storedSample(column, i, scratch);
            input.check(stored, place);
            input.write(stored, feed.data() + size_t(i) * input.bytesPerSample());
        }
    }
}

} // namespace weft
