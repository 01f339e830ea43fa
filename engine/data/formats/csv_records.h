#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

class Settings;

// A table of text cells, as lines and delimiters divide a file. Cells point into the file's content.
struct CsvRecords {
    size_t columns = 0;
    std::vector<std::string_view> cells = {}; // row by row
    std::vector<int64_t> lines = {}; // the line of the file where each row begins, from 1
    std::vector<std::string> problems = {}; // rows of another length, with their line; left out of the table
    std::deque<std::string> unquoted = {}; // cells that held doubled quotes

    size_t rows() const { return lines.size(); }
    std::string_view cell(size_t row, size_t column) const { return cells[row * columns + column]; }
};

constexpr char blanksDelimiter = ' '; // runs of blanks and tabs, as old tables are aligned with

struct CsvOptions {
    char delimiter = '\0'; // '\0': found by looking at the first lines
    bool quotes = true;
    int64_t skipLines = 0;
    std::string strip = {}; // characters taken off the end of every cell
    bool operator==(const CsvOptions&) const = default;
};
CsvOptions csvOptions(const Settings& settings); // of a source of the format "csv"

// Throws Error naming `path` and the line for a quote that is not closed, binary content, and more than 10,000 columns.
CsvRecords parseCsv(std::string_view content, const CsvOptions& options, const std::string& path);

// As a table's columns are called: those without a name by their number, and one that comes again with a number behind.
std::vector<std::string> csvColumnNames(std::vector<std::string> header);

// A name that a header gives twice.
struct RepeatedName {
    std::string name;
    size_t first = 0; // column, from 0
    size_t again = 0;
};
std::vector<RepeatedName> repeatedNames(const std::vector<std::string>& header);

// The whole text as a number, whatever the locale; beyond a double's range it is 0 or infinite, as IEEE 754 rounds. A
// '+' may lead. `comma`: that is the decimal sign. Nothing: it is no number.
std::optional<double> csvNumber(std::string_view text, bool comma = false);

} // namespace weft
