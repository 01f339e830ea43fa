#include "engine/data/formats/csv_samples.h"
#include "engine/data/formats/format.h"
#include "engine/data/prepare.h"
#include "engine/serve/api/api_request.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

namespace weft {

namespace {

constexpr size_t mostWarnings = 20; // in an answer
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

// Said once of each, of the first row that has it.
class Warnings {
public:
    explicit Warnings(std::vector<std::string>& sentences)
        : m_sentences(sentences)
    {
    }
    void say(const std::string& what, const std::string& sentence)
    {
        if (m_said.size() < mostWarnings && m_said.insert(what).second)
            m_sentences.push_back(sentence);
    }

private:
    std::vector<std::string>& m_sentences;
    std::set<std::string> m_said = {};
};

std::string unknownWord(const std::string& word, const std::string& column)
{
    return "\"" + printable(word, 40) + "\" does not occur in the data's column \"" + column + "\"";
}

// null and the words for it are missing, and so is a word that the training never met.
void put(const Json& value, Column& column, const std::vector<std::string>& gaps, const std::string& place,
         Warnings& warnings)
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
        const bool isKnown = !isNone && found != column.classes.end();
        if (!isNone && !isKnown)
            warnings.say(column.name + ": " + wordOf(value),
                         place + unknownWord(wordOf(value), column.name) + "; it counts as missing.");
        const int32_t index = isKnown ? int32_t(found - column.classes.begin()) : -1;
        std::memcpy(bytes, &index, sizeof index);
    }
    column.bytes.insert(column.bytes.end(), std::begin(bytes), std::end(bytes));
}

// The columns that the network's answer hangs on, and that no value is known for where they are missing.
std::set<std::string> neededColumns(const ModelDescription& model)
{
    std::set<std::string> needed;
    for (const InputForm& input : model.inputs) {
        for (const std::string& name : model.preparation.madeOf(input.column().name)) {
            if (std::ranges::count(model.preparation.fillings, name, &Preparation::Filling::column) == 0)
                needed.insert(name);
        }
    }
    return needed;
}

Dataset samplesOf(const Json::Array& rows, const ModelDescription& model, Warnings& warnings)
{
    Dataset samples {.size = std::ssize(rows)};
    samples.columns = model.preparation.columns;
    const std::vector<std::string> gaps = gapWords(model.data);
    const std::set<std::string> needed = neededColumns(model);
    for (size_t i = 0; i < rows.size(); ++i) {
        const std::string place = "Row " + std::to_string(i + 1) + ": ";
        if (!rows[i].isObject())
            refuse(place + "it should be an object, {COLUMN: value}.");
        for (const auto& [name, value] : rows[i].members()) {
            if (samples.find(name) == nullptr)
                warnings.say(
                    name, place + "the model's data has no column \"" + printable(name, 40) + "\"; it is passed over.");
        }
        for (Column& column : samples.columns) {
            const Json* const value = rows[i].find(column.name);
            if (value == nullptr && needed.contains(column.name))
                refuse(place + "there is no \"" + column.name
                       + "\", and the project does not say what to fill in; give it a value.");
            put(value == nullptr ? Json() : *value, column, gaps, place, warnings);
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
    Warnings warnings(job.warnings);
    Dataset samples = samplesOf(rows.items(), model, warnings);
    const Dataset raw = samples;
    Diagnostics diagnostics;
    const PreparedData prepared = prepareFresh(model.data, model.preparation, std::move(samples), diagnostics);
    for (const Diagnostic& one : diagnostics) { // also words that become classes here
        if (one.severity == Severity::error)
            refuse(one.text);
        warnings.say(one.text, one.text);
    }
    job.samples = raw.size;
    for (const InputForm& input : model.inputs) {
        const Column& column = *prepared.data.find(input.column().name);
        const std::vector<std::string> parts = model.preparation.madeOf(column.name);
        std::vector<std::byte>& feed = job.feeds[input.feed()];
        feed.resize(size_t(raw.size) * input.bytesPerSample());
        std::vector<std::byte> scratch;
        for (int64_t i = 0; i < raw.size; ++i) {
            const std::string place = "Row " + std::to_string(i + 1);
            if (isMissing(column, i)) {
                const std::string gap = model.preparation.gapIn(raw, i, parts);
                const Json* const given = rows.items()[size_t(i)].find(gap);
                const std::string word = given == nullptr ? std::string() : wordOf(*given);
                refuse(place + ": " + (word.empty() ? "there is no value for \"" + gap + "\"" : unknownWord(word, gap))
                       + ", and the project does not say what to fill in.");
            }
            const std::span stored = storedSample(column, i, scratch);
            input.check(stored, place);
            input.write(stored, feed.data() + size_t(i) * input.bytesPerSample());
        }
    }
}

} // namespace weft
