#include "engine/data/formats/csv_records.h"
#include "engine/data/formats/format.h"
#include "engine/data/read_file.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace weft {

namespace {

struct Table {
    const CsvRecords& records;
    const std::set<std::string, std::less<>>& missing;
    bool comma;
    size_t firstRow = 0; // 1 behind a header

    size_t rows() const { return records.rows() - firstRow; }
    std::string_view cell(size_t row, size_t column) const { return records.cell(row + firstRow, column); }
    bool isMissing(std::string_view text) const { return text.empty() || missing.contains(text); }
};

bool columnIsNumeric(const Table& table, size_t column, size_t rows)
{
    bool any = false;
    for (size_t row = 0; row < rows; ++row) {
        const std::string_view text = table.cell(row, column);
        if (table.isMissing(text))
            continue;
        if (!csvNumber(text, table.comma))
            return false;
        any = true;
    }
    return any;
}

// A first line is a header if no cell of it is a number or missing, and it differs from what stands below: numbers, or,
// where there are none, words that never come again.
bool looksLikeHeader(const Table& all)
{
    if (all.rows() < 2)
        return false;
    for (size_t column = 0; column < all.records.columns; ++column) {
        const std::string_view text = all.cell(0, column);
        if (all.missing.contains(text) || csvNumber(text, all.comma)) // an empty name is common for row numbers
            return false;
    }
    const Table below {all.records, all.missing, all.comma, 1};
    const size_t rows = std::min<size_t>(below.rows(), 1000);
    bool again = false;
    for (size_t column = 0; column < all.records.columns; ++column) {
        if (columnIsNumeric(below, column, rows))
            return true;
        for (size_t row = 0; row < rows; ++row)
            again = again || below.cell(row, column) == all.cell(0, column);
    }
    return !again;
}

std::vector<std::string> columnNames(const Table& table, const ReadContext& context)
{
    std::vector<std::string> names = context.settings.names("names");
    const size_t columns = table.records.columns;
    if (!names.empty() && names.size() != columns)
        context.settings.problem("names",
                                 "there are " + std::to_string(names.size()) + " names for " + std::to_string(columns)
                                     + " columns.");
    names.resize(std::min(names.size(), columns));
    for (size_t i = names.size(); i < columns; ++i)
        names.emplace_back(table.firstRow ? table.records.cell(0, i) : std::string_view());
    const std::vector<RepeatedName> repeated = repeatedNames(names);
    names = csvColumnNames(std::move(names));
    for (size_t i = 0; i < std::min<size_t>(repeated.size(), 5); ++i) {
        const RepeatedName& one = repeated[i];
        context.settings.problem("file",
                                 "column " + std::to_string(one.first + 1) + " and column "
                                     + std::to_string(one.again + 1) + " are both called “" + printable(one.name)
                                     + "”; the second one goes by “" + printable(names[one.again])
                                     + "” here. Give each a name of its own.",
                                 Severity::warning);
    }
    return names;
}

struct WordCount {
    size_t words = 0;
    size_t different = 0;
};

WordCount countWords(const Table& table, size_t column)
{
    std::set<std::string_view> different;
    size_t words = 0;
    for (size_t row = 0; row < table.rows(); ++row) {
        if (table.isMissing(table.cell(row, column)))
            continue;
        ++words;
        if (different.size() <= 256) // more are no classes, however many
            different.insert(table.cell(row, column));
    }
    return {words, different.size()};
}

Column numbersColumn(const Table& table, size_t column, const std::string& name, const ReadContext& context)
{
    Column numbers {.name = name};
    numbers.bytes.resize(checkedBytes(int64_t(table.rows()), {}, DType::f32, context.settings.place()));
    int wrong = 0;
    size_t infinite = 0;
    size_t firstInfinite = 0;
    for (size_t row = 0; row < table.rows(); ++row) {
        const std::string_view text = table.cell(row, column);
        const auto value = table.isMissing(text) ? std::optional(std::nan("")) : csvNumber(text, table.comma);
        if (!value && ++wrong <= 5)
            context.settings.problem("numbers",
                                     "line " + std::to_string(table.records.lines[row + table.firstRow]) + ", column “"
                                         + printable(name) + "”: “" + printable(text, 40)
                                         + "” is not a number; mend it, or add it to “missing”.");
        valuesOf<float>(numbers)[row] = float(value.value_or(std::nan("")));
        if (std::isinf(valuesOf<float>(numbers)[row]) && infinite++ == 0)
            firstInfinite = row;
    }
    if (infinite > 0) // an error only where a network is fed with it (checkData)
        context.settings.problem("missing",
                                 "line " + std::to_string(table.records.lines[firstInfinite + table.firstRow])
                                     + ", column “" + printable(name) + "”: “"
                                     + printable(table.cell(firstInfinite, column), 40)
                                     + "” is beyond what f32 holds, so it is read as infinite"
                                     + (infinite == 1 ? "" : " (and " + std::to_string(infinite - 1) + " more)")
                                     + "; mend it, or add it to “missing” and clean with drop_missing or fill_missing.",
                                 Severity::warning);
    return numbers;
}

Column wordsColumn(const Table& table, size_t column, const std::string& name)
{
    Column words {.name = name, .kind = ColumnKind::text};
    for (size_t row = 0; row < table.rows(); ++row) {
        const std::string_view text = table.cell(row, column);
        words.texts.emplace_back(table.isMissing(text) ? std::string_view() : text);
    }
    return words;
}

// Classes in alphabetical order, or by size where all are numbers.
Column classesColumn(const Table& table, size_t column, const std::string& name, const std::string& place)
{
    std::map<std::string_view, int32_t> indices;
    bool numeric = true;
    for (size_t row = 0; row < table.rows(); ++row) {
        const std::string_view text = table.cell(row, column);
        if (table.isMissing(text))
            continue;
        indices.emplace(text, 0);
        numeric = numeric && csvNumber(text, table.comma);
    }
    std::vector<std::string_view> words;
    for (const auto& [word, index] : indices)
        words.push_back(word);
    if (numeric)
        std::ranges::stable_sort(words, {}, [&](std::string_view word) { return *csvNumber(word, table.comma); });
    Column classes {.name = name, .kind = ColumnKind::classIndex, .dtype = DType::i32};
    for (const std::string_view word : words) {
        indices[word] = int32_t(classes.classes.size());
        classes.classes.emplace_back(word);
    }
    classes.bytes.resize(checkedBytes(int64_t(table.rows()), {}, DType::i32, place));
    for (size_t row = 0; row < table.rows(); ++row) {
        const std::string_view text = table.cell(row, column);
        valuesOf<int32_t>(classes)[row] = table.isMissing(text) ? -1 : indices[text];
    }
    return classes;
}

// A column that is numbers but for a few cells was most likely meant as numbers.
void warnOfStrayWords(const Table& table, size_t column, const std::string& name, const ReadContext& context)
{
    size_t words = 0;
    size_t values = 0;
    size_t first = 0;
    for (size_t row = 0; row < table.rows(); ++row) {
        const std::string_view text = table.cell(row, column);
        if (table.isMissing(text))
            continue;
        ++values;
        if (!csvNumber(text, table.comma) && words++ == 0)
            first = row;
    }
    if (words > 0 && words * 10 < values)
        context.settings.problem(
            "missing",
            "line " + std::to_string(table.records.lines[first + table.firstRow]) + ", column “" + printable(name)
                + "”: “" + printable(table.cell(first, column), 40)
                + "” is not a number, so the column is read as words; mend it, or add it to “missing”.",
            Severity::warning);
}

Column columnOf(const Table& table, size_t column, const std::string& name, const ReadContext& context)
{
    const auto listed = [&](const char* param) { return std::ranges::count(context.settings.names(param), name) > 0; };
    const std::string& place = context.settings.place();
    if (listed("numbers"))
        return numbersColumn(table, column, name, context);
    if (listed("text"))
        return wordsColumn(table, column, name);
    if (listed("categorical"))
        return classesColumn(table, column, name, place);
    if (const auto known = std::ranges::find(context.known, name, &Column::name); known != context.known.end())
        return known->kind == ColumnKind::numbers ? numbersColumn(table, column, name, context)
            : known->kind == ColumnKind::text     ? wordsColumn(table, column, name)
                                                  : classesColumn(table, column, name, place);
    const WordCount count = countWords(table, column);
    if (count.words == 0 || columnIsNumeric(table, column, table.rows()))
        return numbersColumn(table, column, name, context);
    warnOfStrayWords(table, column, name, context);
    const bool few = count.different <= 256 && (count.different <= 10 || count.different * 2 <= count.words);
    return few ? classesColumn(table, column, name, place) : wordsColumn(table, column, name);
}

bool isAllWords(const Table& table)
{
    for (size_t column = 0; column < table.records.columns; ++column) {
        if (table.isMissing(table.cell(0, column)) || csvNumber(table.cell(0, column), table.comma))
            return false;
    }
    return true;
}

// What the network is then told to lack would mislead: all columns are in one.
void warnOfDelimiter(const CsvRecords& records, std::string_view content, const std::string& path,
                     const Settings& settings)
{
    CsvOptions options = csvOptions(settings);
    if (options.delimiter == '\0' || records.columns != 1)
        return;
    options.delimiter = '\0';
    const size_t columns = parseCsv(content.substr(0, content.find('\n', content.size() / 2)), options, path).columns;
    if (columns > 1)
        settings.problem("delimiter",
                         path + ": with this delimiter there is one column, but the file looks like "
                             + std::to_string(columns) + "; take auto.",
                         Severity::warning);
}

Dataset read(const ReadContext& context)
{
    const Settings& settings = context.settings;
    const std::string path = context.path("file");
    if (path.empty())
        return {};
    const std::string content = readPackedFile(path);
    const CsvRecords records = parseCsv(content, csvOptions(settings), path);
    for (size_t i = 0; i < std::min<size_t>(records.problems.size(), 5); ++i)
        settings.problem("file", path + ": " + records.problems[i] + ".");
    if (records.problems.size() > 5)
        settings.problem("file", path + ": so have " + std::to_string(records.problems.size() - 5) + " more lines.");
    if (records.rows() == 0) {
        settings.problem("file", path + ": the file is empty.");
        return {};
    }
    warnOfDelimiter(records, content, path, settings);
    const std::vector<std::string> stated = settings.names("missing");
    const std::set<std::string, std::less<>> missing(stated.begin(), stated.end());
    Table table {records, missing, settings.text("decimal") == "comma"};
    const std::string& header = settings.text("header");
    table.firstRow = header == "yes" || (header == "auto" && looksLikeHeader(table)) ? 1 : 0;
    const bool isHeaderAlone =
        table.rows() == 0 || (header == "auto" && table.firstRow == 0 && table.rows() == 1 && isAllWords(table));
    if (isHeaderAlone) {
        settings.problem("file", path + ": there is a header, but no row below it.");
        return {};
    }
    Dataset data {.size = int64_t(table.rows())};
    for (size_t row = 0; row < table.rows(); ++row)
        data.lines.push_back(records.lines[row + table.firstRow]);
    const std::vector<std::string> names = columnNames(table, context);
    for (size_t column = 0; column < names.size(); ++column)
        data.columns.push_back(columnOf(table, column, names[column], context));
    for (const char* param : {"numbers", "categorical", "text"}) {
        for (const std::string& name : settings.names(param)) {
            if (!std::ranges::count(names, name))
                settings.problem(param, path + " has no column “" + printable(name) + "”.");
        }
    }
    return data;
}

} // namespace

Format csvFormat()
{
    return {.id = "csv",
            .title = "Table (CSV, TSV)",
            .doc =
                "One sample a line, also packed as .gz. Each column becomes numbers, classes (few different words) or "
                "text. Numbers are written with a point, whatever the machine's language.",
            .params = {text("file", "", "The table."),
                       choice("delimiter", "auto", {"auto", "comma", "semicolon", "tab", "bar", "blanks"},
                              "What stands between fields; blanks: any run of them."),
                       choice("header", "auto", {"auto", "yes", "no"}, "Whether the first line names the columns."),
                       text("names", "", "Names of the columns, with commas between; instead of the header's."),
                       text("categorical", "", "Columns to read as classes, though they look like numbers or text."),
                       text("numbers", "", "Columns to read as numbers; what is none is reported."),
                       text("text", "", "Columns to keep as text."),
                       text("missing", "?, NA, N/A, NaN, nan, null, NULL",
                            "Words for a missing value, besides an empty field."),
                       choice("decimal", "point", {"point", "comma"}, "Sign before the decimals."),
                       toggle("quotes", true, "\" encloses fields; false: it is a character like others."),
                       text("strip", "", "Characters to take off the end of every field, e.g. a full stop."),
                       integer("skip_lines", 0, "Lines at the beginning to pass over.", 0, 1e6)},
            .read = read};
}

} // namespace weft
