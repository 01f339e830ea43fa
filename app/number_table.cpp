#include "app/number_table.h"

#include "app/exit_code.h"
#include "engine/data/formats/format.h"
#include "engine/graph/nearest_name.h"
#include "engine/graph/project.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace weft {

namespace {

// As the project's own tables, and with what a table made by hand may lack of them.
std::vector<CsvOptions> optionsToTry(const CsvOptions& options)
{
    std::vector<CsvOptions> all;
    for (const char delimiter : {options.delimiter, '\0'}) {
        for (const int64_t skipLines : {options.skipLines, int64_t(0)}) {
            CsvOptions changed = options;
            changed.delimiter = delimiter;
            changed.skipLines = skipLines;
            if (std::ranges::find(all, changed) == all.end())
                all.push_back(changed);
        }
    }
    return all;
}

CsvRecords parsed(std::string_view content, CsvOptions options, const std::string& path)
{
    try {
        return parseCsv(content, options, path);
    } catch (const Error&) { // a quote in a title, as a rule
        options.quotes = false;
        return parseCsv(content, options, path);
    }
}

std::vector<std::string> headerOf(const CsvRecords& table)
{
    std::vector<std::string> header;
    bool isNumbers = true;
    for (size_t column = 0; column < table.columns && table.rows() > 0; ++column) {
        header.emplace_back(table.cell(0, column));
        isNumbers = isNumbers && csvNumber(header.back());
    }
    return isNumbers ? std::vector<std::string>() : csvColumnNames(std::move(header));
}

struct NamedTable {
    CsvRecords records = {};
    std::vector<std::string> header = {};
    size_t known = 0; // of the names that are asked for
};

NamedTable findHeader(std::string_view content, const NumberTableForm& form, const std::string& path)
{
    // "# a b" is how numpy.savetxt writes names.
    const auto isComment = [](const std::string& name) { return name.starts_with('#'); };
    if (content.starts_with('#') && std::ranges::none_of(form.names, isComment))
        content.remove_prefix(1);
    NamedTable best;
    for (const CsvOptions& options : optionsToTry(form.options)) {
        NamedTable table {.records = parsed(content, options, path)};
        table.header = headerOf(table.records);
        for (const std::string& name : form.names)
            table.known += std::ranges::count(table.header, name) > 0 ? 1 : 0;
        if (table.known > best.known)
            best = std::move(table);
    }
    return best;
}

std::vector<size_t> columnsOf(const NamedTable& table, const std::vector<std::string>& names, const std::string& path)
{
    std::vector<size_t> columns;
    std::string missing;
    const auto isSpare = [&](const std::string& one) { return std::ranges::count(names, one) == 0; };
    std::vector<std::string> spare;
    std::ranges::copy_if(table.header, std::back_inserter(spare), isSpare);
    for (const std::string& name : names) {
        const auto found = std::ranges::find(table.header, name);
        columns.push_back(size_t(found - table.header.begin()));
        if (found != table.header.end())
            continue;
        const std::string_view near =
            nearestName(name, spare, [](const std::string& one) { return std::string_view(one); });
        missing += (missing.empty() ? "" : ", ") + printable(name)
            + (near.empty() ? "" : " (it has “" + printable(near) + "”)");
    }
    if (!missing.empty())
        throw CommandError(exitUsage, path + ": the network takes what its header does not name: " + missing + ".");
    return columns;
}

// Whether these are its names and no others.
bool isInOrder(const NamedTable& table, const std::vector<std::string>& names)
{
    size_t named = table.header.size();
    while (named > 0 && table.records.cell(0, named - 1).empty())
        --named;
    return std::ranges::equal(std::span(table.header).first(named), names);
}

// Nothing: they are to be taken by their order.
std::optional<std::vector<NumberRow>> rowsByNames(std::string_view content, const NumberTableForm& form,
                                                  const std::string& path)
{
    const NamedTable table = findHeader(content, form, path);
    if (table.known == 0)
        return std::nullopt;
    const std::vector<size_t> columns = columnsOf(table, form.names, path);
    const CsvRecords& records = table.records;
    if (!records.problems.empty()) {
        if (isInOrder(table, form.names)) // as where only the header or only the rows end with a comma
            return std::nullopt;
        throw Error(path + ": " + records.problems.front() + ".");
    }
    bool comma = form.comma;
    for (size_t row = 1; row < records.rows(); ++row)
        comma = comma && std::ranges::none_of(columns, [&](size_t i) {
                    return records.cell(row, i).find('.') < std::string_view::npos;
                });
    std::vector<NumberRow> rows;
    for (size_t row = 1; row < records.rows(); ++row) {
        NumberRow& one = rows.emplace_back(NumberRow {.line = records.lines[row]});
        for (size_t i = 0; i < columns.size(); ++i) {
            const std::string_view cell = records.cell(row, columns[i]);
            const std::optional<double> number = csvNumber(cell, comma);
            if (!number)
                throw Error(path + ", line " + std::to_string(one.line) + ": “" + printable(cell, 40)
                            + "” in the column “" + printable(form.names[i]) + "” is not a number.");
            one.numbers.push_back(float(*number));
        }
    }
    return rows;
}

std::vector<NumberRow> rowsByOrder(std::string_view content, const NumberTableForm& form, const std::string& path)
{
    std::vector<NumberRow> rows;
    bool comma = form.comma;
    int64_t line = 0;
    for (size_t start = 0; start < content.size();) {
        const size_t end = std::min(content.find('\n', start), content.size());
        const std::string_view text = content.substr(start, end - start);
        start = end + 1;
        ++line;
        std::optional<std::vector<float>> numbers = numbersIn(text, comma, form.options.strip);
        if (rows.empty() && comma && (!numbers || numbers->size() != form.count)) {
            std::optional<std::vector<float>> pointed = numbersIn(text, false, form.options.strip);
            if (pointed && pointed->size() == form.count) {
                numbers = std::move(pointed);
                comma = false;
            }
        }
        const bool mayBeWords = rows.empty() && (line <= form.options.skipLines + 1 || text.starts_with('#'));
        if (!numbers && !mayBeWords)
            throw Error(path + ", line " + std::to_string(line) + ": is not a row of numbers.");
        if (numbers && !numbers->empty())
            rows.push_back({line, std::move(*numbers)});
    }
    return rows;
}

} // namespace

NumberTableForm tableFormOf(const Project& project)
{
    const auto source = std::ranges::find(project.data.sources, "csv", &DataSource::format);
    if (source == project.data.sources.end())
        return {};
    Diagnostics diagnostics; // said when the data was read
    const Settings settings("The table", findFormat(source->format)->params, source->params, diagnostics);
    return {.options = csvOptions(settings), .comma = settings.text("decimal") == "comma"};
}

std::vector<NumberRow> readNumberTable(std::string_view content, const NumberTableForm& form, const std::string& path)
{
    if (content.starts_with("\xEF\xBB\xBF")) // a byte order mark, as spreadsheets write
        content.remove_prefix(3);
    const bool hasHeader = form.options.skipLines > 0 || !numbersIn(content.substr(0, content.find('\n')), form.comma);
    if (hasHeader && !form.names.empty()) {
        if (std::optional<std::vector<NumberRow>> rows = rowsByNames(content, form, path))
            return std::move(*rows);
    }
    return rowsByOrder(content, form, path);
}

std::optional<std::vector<float>> numbersIn(std::string_view line, bool comma, std::string_view strip)
{
    const std::string_view between = comma ? ";|\t \r" : ",;|\t \r";
    std::vector<float> numbers;
    for (size_t at = line.find_first_not_of(between); at != std::string_view::npos;
         at = line.find_first_not_of(between, at)) {
        const size_t end = std::min(line.find_first_of(between, at), line.size());
        std::string_view word = line.substr(at, end - at);
        while (!word.empty() && strip.find(word.back()) != std::string_view::npos)
            word.remove_suffix(1);
        const std::optional<double> number = csvNumber(word, comma);
        if (!number)
            return std::nullopt;
        numbers.push_back(float(*number));
        at = end;
    }
    return numbers;
}

} // namespace weft
