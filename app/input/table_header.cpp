#include "app/input/table_header.h"

#include "app/exit_code.h"
#include "engine/data/formats/format.h"
#include "engine/graph/nearest_name.h"
#include "engine/graph/project.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <span>

namespace weft {

namespace {

constexpr int mostWordLines = 100; // above the rows, besides those that begin with #

std::vector<char> delimitersToTry(const TableForm& form)
{
    std::vector<char> all = {form.options.delimiter};
    for (const char one : form.comma ? std::string_view(";\t| ,") : std::string_view(",;\t| ")) {
        if (one != all.front())
            all.push_back(one);
    }
    if (all.front() == '\0')
        all.erase(all.begin());
    return all;
}

TableHeader readHeader(std::string_view text, char delimiter, const TableForm& form, const std::string& path)
{
    CsvOptions options = form.options;
    options.delimiter = delimiter;
    options.skipLines = 0;
    TableHeader header {.delimiter = delimiter};
    const CsvRecords cells = parseTable(text, options, path);
    for (size_t i = 0; cells.rows() > 0 && i < cells.columns; ++i)
        header.names.emplace_back(cells.cell(0, i));
    while (!header.names.empty() && header.names.back().empty())
        header.names.pop_back();
    header.repeated = repeatedNames(header.names);
    header.names = csvColumnNames(std::move(header.names));
    const std::set<std::string, std::less<>> given(header.names.begin(), header.names.end());
    const auto isGiven = [&](const std::string& name) { return given.contains(name); };
    header.known = size_t(std::ranges::count_if(form.names, isGiven));
    return header;
}

bool isAlike(const std::string& wanted, const std::string& found)
{
    const auto same = [](char a, char b) { return std::tolower(uint8_t(a)) == std::tolower(uint8_t(b)); };
    if (std::ranges::equal(wanted, found, same))
        return true;
    const std::string_view near =
        nearestName(wanted, std::span(&found, 1), [](const std::string& one) { return std::string_view(one); });
    return !near.empty() && wanted.size() > 1; // of one letter, any other would be near
}

// What is called almost as this; empty: nothing is.
std::string alikeIn(const std::vector<std::string>& found, const std::string& wanted)
{
    const auto one = std::ranges::find_if(found, [&](const std::string& name) { return isAlike(wanted, name); });
    return one == found.end() ? std::string() : *one;
}

} // namespace

TableForm tableFormOf(const Project& project)
{
    const auto source = std::ranges::find(project.data.sources, "csv", &DataSource::format);
    if (source == project.data.sources.end())
        return {};
    Diagnostics diagnostics; // said when the data was read
    const Settings settings("The table", findFormat(source->format)->params, source->params, diagnostics);
    return {.options = csvOptions(settings),
            .comma = settings.text("decimal") == "comma",
            .header = settings.text("header")};
}

CsvRecords parseTable(std::string_view content, CsvOptions options, const std::string& path)
{
    try {
        return parseCsv(content, options, path);
    } catch (const Error&) { // a quote in a title, as a rule
        if (!options.quotes)
            throw;
        options.quotes = false;
        return parseCsv(content, options, path);
    }
}

std::optional<TableHeader> findTableHeader(std::string_view content, const TableForm& form, const std::string& path)
{
    const auto isComment = [](const std::string& name) { return name.starts_with('#'); };
    const bool marksComments = std::ranges::none_of(form.names, isComment); // "# a b" is how numpy.savetxt writes names
    std::optional<TableHeader> best;
    std::optional<TableHeader> alike;
    int words = 0;
    int64_t line = 0;
    for (size_t start = 0; start < content.size() && words < mostWordLines; ++line) {
        const size_t end = std::min(content.find('\n', start), content.size());
        std::string_view text = content.substr(start, end - start);
        start = end + 1;
        const bool isRow = numbersIn(text, form.comma, form.options.strip).value_or(std::vector<float>()).size() > 0;
        const bool mayName = form.header == "yes" && (line == 0 || line == form.options.skipLines); // years, say
        if (isRow && !mayName)
            break;
        if (text.starts_with('#') && marksComments)
            text.remove_prefix(1);
        else
            ++words;
        for (const char delimiter : delimitersToTry(form)) {
            TableHeader header = readHeader(text, delimiter, form, path);
            header.line = line;
            if (isRow && header.known < form.names.size())
                continue;
            const auto isNumber = [&](const std::string& cell) { return csvNumber(cell, form.comma).has_value(); };
            const auto isNear = [&](const std::string& name) { return !alikeIn(header.names, name).empty(); };
            if (header.known > (best ? best->known : 0))
                best = std::move(header);
            else if (!best && !alike && std::ranges::none_of(header.names, isNumber)
                     && std::ranges::any_of(form.names, isNear))
                alike = std::move(header);
        }
        if (isRow)
            break;
    }
    return best ? best : alike;
}

std::vector<size_t> namedColumns(const TableHeader& header, const std::vector<std::string>& names,
                                 const std::string& path)
{
    std::vector<size_t> columns;
    std::string missing;
    const auto isSpare = [&](const std::string& one) { return std::ranges::count(names, one) == 0; };
    std::vector<std::string> spare;
    std::ranges::copy_if(header.names, std::back_inserter(spare), isSpare);
    for (const std::string& name : names) {
        const auto found = std::ranges::find(header.names, name);
        columns.push_back(size_t(found - header.names.begin()));
        if (found != header.names.end())
            continue;
        const std::string near = alikeIn(spare, name);
        missing += (missing.empty() ? "" : ", ") + printable(name)
            + (near.empty() ? "" : " (it has “" + printable(near) + "”)");
    }
    if (!missing.empty())
        throw CommandError(exitUsage, path + ": the network takes what its header does not name: " + missing + ".");
    return columns;
}

void requireOnce(const TableHeader& header, const std::vector<std::string>& names, const std::vector<std::string>& own,
                 const std::string& path)
{
    for (const RepeatedName& one : header.repeated) {
        if (std::ranges::count(names, one.name) > 0 && std::ranges::count(own, header.names[one.again]) == 0)
            throw CommandError(exitUsage,
                               path + ": its header calls both column " + std::to_string(one.first + 1) + " and column "
                                   + std::to_string(one.again + 1) + " “" + printable(one.name)
                                   + "”, which the network takes; give each a name of its own.");
    }
}

CsvRecords rowsBelowHeader(std::string_view content, const TableHeader& header, const TableForm& form,
                           const std::string& path)
{
    CsvOptions options = form.options;
    options.skipLines = header.line + 1;
    options.delimiter = header.delimiter;
    const auto fits = [&](const CsvRecords& records) {
        for (size_t row = 0; row < records.rows(); ++row) {
            for (size_t i = header.names.size(); i < records.columns; ++i) {
                if (!records.cell(row, i).empty()) // a comma too many at the end hurts nobody
                    return false;
            }
        }
        return records.problems.empty() && (records.rows() == 0 || records.columns >= header.names.size());
    };
    CsvRecords records = parseTable(content, options, path);
    if (fits(records))
        return records;
    options.delimiter = '\0'; // "# a,b" above rows with blanks
    CsvRecords others = parseTable(content, options, path);
    if (fits(others))
        return others;
    if (!records.problems.empty())
        throw Error(path + ": " + records.problems.front() + ".");
    throw Error(path + ": the header in line " + std::to_string(header.line + 1) + " names "
                + std::to_string(header.names.size()) + " columns, but line " + std::to_string(records.lines.front())
                + " has " + std::to_string(records.columns) + " fields.");
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
