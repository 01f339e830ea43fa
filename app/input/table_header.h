#pragma once

#include "engine/data/formats/csv_records.h"

namespace weft {

struct Project;

// What a table is read for, and how the project's own tables are written.
struct TableForm {
    CsvOptions options = {};
    bool comma = false; // is the decimal sign
    std::string header = "auto"; // as the format "csv" has it; yes: there is one, though its names be numbers
    size_t count = 1; // of the numbers in a row
    std::vector<std::string> names = {}; // of its columns, where they have any
};
// Of the project's first source that is a table; its count and names are the caller's to fill in.
TableForm tableFormOf(const Project& project);

// A line above the rows, with the names that it gives to the columns.
struct TableHeader {
    int64_t line = 0; // of the file, from 0
    char delimiter = ',';
    std::vector<std::string> names = {};
    size_t known = 0; // of those that are asked for
    std::vector<RepeatedName> repeated = {}; // the second one has another name above
};

// The line above the first row of numbers that has most of the names. One that has none of them, but others much like
// them, is told as well: to take its columns by their order would be a guess.
std::optional<TableHeader> findTableHeader(std::string_view content, const TableForm& form, const std::string& path);

// Where the names stand in the header. Throws CommandError if some do not.
std::vector<size_t> namedColumns(const TableHeader& header, const std::vector<std::string>& names,
                                 const std::string& path);

// Throws CommandError if one of the names stands there twice, so that nobody knows which column is meant; unless the
// project's own tables (`own`: their columns) have it twice, too.
void requireOnce(const TableHeader& header, const std::vector<std::string>& names, const std::vector<std::string>& own,
                 const std::string& path);

// What stands below the header, divided into as many columns as it names. Throws Error where it cannot be.
CsvRecords rowsBelowHeader(std::string_view content, const TableHeader& header, const TableForm& form,
                           const std::string& path);

// Whatever its options, but for quotes that are plain characters.
CsvRecords parseTable(std::string_view content, CsvOptions options, const std::string& path);

// Numbers with commas, semicolons, bars, tabs or blanks between; nothing if a word is none.
std::optional<std::vector<float>> numbersIn(std::string_view line, bool comma = false, std::string_view strip = {});

} // namespace weft
