#include "engine/data/formats/csv_records.h"

#include "engine/data/dataset.h"
#include "engine/data/settings.h"
#include "engine/support/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

namespace weft {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

// Reads cell after cell; knows quotes, both ends of line, and where it is.
class Scanner {
public:
    Scanner(std::string_view content, char delimiter, const CsvOptions& options, const std::string& path,
            CsvRecords& into)
        : m_content(content)
        , m_delimiter(delimiter)
        , m_quotes(options.quotes)
        , m_strip(options.strip)
        , m_path(path)
        , m_into(into)
    {
    }
    bool atEnd() const { return m_at >= m_content.size(); }
    int64_t line() const { return m_line; }
    void skipLine()
    {
        const size_t end = m_content.find('\n', m_at);
        m_at = end == std::string_view::npos ? m_content.size() : end + 1;
        ++m_line;
    }
    // The cells of one row; none for an empty line.
    void row(std::vector<std::string_view>& cells)
    {
        cells.clear();
        blanks();
        if (endOfLine())
            return;
        while (true) {
            cells.push_back(cell());
            if (m_delimiter == blanksDelimiter) {
                blanks();
                if (endOfLine())
                    return;
            } else if (endOfLine()) {
                return;
            } else {
                ++m_at; // the delimiter
            }
            if (cells.size() > 10'000)
                throw Error(m_path + ": line " + std::to_string(m_line)
                            + " has more than 10,000 columns; check the delimiter.");
        }
    }

private:
    void blanks()
    {
        while (m_at < m_content.size() && isBlank(m_content[m_at]) && m_content[m_at] != m_delimiter)
            ++m_at;
        if (m_delimiter == blanksDelimiter) {
            while (m_at < m_content.size() && isBlank(m_content[m_at]))
                ++m_at;
        }
    }
    bool endOfLine() // passes it
    {
        if (atEnd())
            return true;
        if (m_content[m_at] != '\n' && m_content[m_at] != '\r')
            return false;
        m_at += m_content.substr(m_at, 2) == "\r\n" ? 2 : 1;
        ++m_line;
        return true;
    }
    bool endsCell(char c) const
    {
        return c == '\n' || c == '\r' || (m_delimiter == blanksDelimiter ? isBlank(c) : c == m_delimiter);
    }
    std::string_view cell()
    {
        blanks();
        std::string_view text;
        if (m_quotes && !atEnd() && m_content[m_at] == '"') {
            text = quoted();
        } else {
            const size_t begin = m_at;
            while (!atEnd() && !endsCell(m_content[m_at]))
                ++m_at;
            text = trimmed(m_content.substr(begin, m_at - begin));
        }
        while (!text.empty() && m_strip.find(text.back()) != std::string::npos)
            text.remove_suffix(1);
        return text;
    }
    std::string_view quoted()
    {
        const int64_t first = m_line;
        size_t begin = ++m_at;
        std::string* copy = nullptr; // made at the first doubled quote
        while (true) {
            const size_t quote = m_content.find('"', m_at);
            if (quote == std::string_view::npos)
                throw Error(m_path + ": the quote that opens in line " + std::to_string(first)
                            + " is never closed; set quotes to false if quotes are plain characters in this file.");
            m_line += std::count(m_content.begin() + ptrdiff_t(m_at), m_content.begin() + ptrdiff_t(quote), '\n');
            m_at = quote + 1;
            if (m_content.substr(m_at, 1) != "\"")
                break;
            if (!copy)
                copy = &m_into.unquoted.emplace_back();
            copy->append(m_content.substr(begin, m_at - begin));
            begin = ++m_at;
        }
        const std::string_view last = m_content.substr(begin, m_at - 1 - begin);
        if (copy)
            copy->append(last);
        while (!atEnd() && !endsCell(m_content[m_at])) {
            if (!isBlank(m_content[m_at]))
                throw Error(m_path + ": line " + std::to_string(m_line)
                            + " has text behind a closing quote; set quotes to "
                            + "false if quotes are plain characters in this file.");
            ++m_at;
        }
        return copy ? std::string_view(*copy) : last;
    }

    std::string_view m_content;
    char m_delimiter;
    bool m_quotes;
    const std::string& m_strip;
    const std::string& m_path;
    CsvRecords& m_into;
    size_t m_at = 0;
    int64_t m_line = 1;
};

// Columns that this delimiter makes of each of the first rows, or 0 where they differ or it does not read.
size_t columnsBy(char delimiter, std::string_view content, const CsvOptions& options, const std::string& path)
{
    CsvRecords unused;
    Scanner scanner(content, delimiter, options, path, unused);
    for (int64_t i = 0; i < options.skipLines && !scanner.atEnd(); ++i)
        scanner.skipLine();
    std::vector<std::string_view> cells;
    size_t columns = 0;
    try {
        for (int rows = 0; rows < 20 && !scanner.atEnd();) {
            scanner.row(cells);
            if (cells.empty())
                continue;
            if (rows++ == 0)
                columns = cells.size();
            else if (cells.size() != columns)
                return 0;
        }
    } catch (const Error&) {
        return 0;
    }
    return columns;
}

char findDelimiter(std::string_view content, const CsvOptions& options, const std::string& path)
{
    char best = ',';
    size_t most = 1;
    for (const char delimiter : {'\t', ';', ',', '|'}) { // a comma may stand inside numbers, so it comes late
        const size_t columns = columnsBy(delimiter, content, options, path);
        if (columns > 1 && most == 1) {
            best = delimiter;
            most = columns;
        }
    }
    // Blanks only where they clearly align columns: several in a row, and more columns than any other makes.
    const std::string_view beginning = content.substr(0, content.find('\n', std::min<size_t>(content.size(), 2000)));
    if ((most == 1 || beginning.find("  ") != std::string_view::npos)
        && columnsBy(blanksDelimiter, content, options, path) > most)
        best = blanksDelimiter;
    return best;
}

} // namespace

CsvOptions csvOptions(const Settings& settings)
{
    const std::string& delimiter = settings.text("delimiter");
    return {.delimiter = delimiter == "tab" ? '\t'
                : delimiter == "blanks"     ? blanksDelimiter
                : delimiter == "comma"      ? ','
                : delimiter == "semicolon"  ? ';'
                : delimiter == "bar"        ? '|'
                                            : '\0',
            .quotes = settings.toggle("quotes"),
            .skipLines = settings.integer("skip_lines"),
            .strip = settings.text("strip")};
}

CsvRecords parseCsv(std::string_view content, const CsvOptions& options, const std::string& path)
{
    if (content.starts_with("\xEF\xBB\xBF"))
        content.remove_prefix(3);
    if (content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF"))
        throw Error(path + ": is UTF-16; save it as UTF-8.");
    if (const size_t nul = content.find('\0'); nul != std::string_view::npos)
        throw Error(path + ": byte " + std::to_string(nul) + " is zero, so this is not a text file.");
    CsvRecords records;
    const char delimiter = options.delimiter ? options.delimiter : findDelimiter(content, options, path);
    Scanner scanner(content, delimiter, options, path, records);
    for (int64_t i = 0; i < options.skipLines && !scanner.atEnd(); ++i)
        scanner.skipLine();
    std::vector<std::string_view> cells;
    while (!scanner.atEnd()) {
        const int64_t line = scanner.line();
        scanner.row(cells);
        if (cells.empty())
            continue;
        if (records.columns == 0)
            records.columns = cells.size();
        if (cells.size() != records.columns) {
            if (records.problems.size() < 1000)
                records.problems.push_back("line " + std::to_string(line) + " has " + std::to_string(cells.size())
                                           + " fields, but the first line has " + std::to_string(records.columns));
            continue;
        }
        if (records.cells.size() > memoryLimit() / sizeof(std::string_view))
            throw Error(path + ": has too many fields for this machine's memory; use a part of it.");
        records.cells.insert(records.cells.end(), cells.begin(), cells.end());
        records.lines.push_back(line);
    }
    return records;
}

std::vector<std::string> csvColumnNames(std::vector<std::string> header)
{
    std::set<std::string> taken;
    for (size_t i = 0; i < header.size(); ++i) {
        if (header[i].empty())
            header[i] = "column_" + std::to_string(i + 1);
        const std::string wanted = header[i];
        for (int again = 2; !taken.insert(header[i]).second; ++again)
            header[i] = wanted + "_" + std::to_string(again);
    }
    return header;
}

std::vector<RepeatedName> repeatedNames(const std::vector<std::string>& header)
{
    std::vector<RepeatedName> repeated;
    std::map<std::string_view, size_t> first;
    for (size_t i = 0; i < header.size(); ++i) {
        const auto [one, isNew] = first.emplace(header[i], i);
        if (!isNew && !header[i].empty())
            repeated.push_back({.name = header[i], .first = one->second, .again = i});
    }
    return repeated;
}

std::optional<double> csvNumber(std::string_view text, bool comma)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    char buffer[64] = {};
    if (comma && text.size() < sizeof buffer) {
        if (text.find('.') != std::string_view::npos)
            return std::nullopt;
        std::ranges::replace_copy(text, buffer, ',', '.');
        text = {buffer, text.size()};
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || end != text.data() + text.size())
        return std::nullopt;
    if (error == std::errc::result_out_of_range) // 1e999 or 1e-999: as IEEE 754 rounds
        return text.find("e-") != std::string_view::npos || text.find("E-") != std::string_view::npos ? 0 : HUGE_VAL;
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

} // namespace weft
