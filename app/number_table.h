#pragma once

#include "engine/data/formats/csv_records.h"

namespace weft {

struct Project;

// What a table is read for, and how the project's own tables are written.
struct NumberTableForm {
    CsvOptions options = {};
    bool comma = false; // is the decimal sign
    bool headerIsSure = false; // there is one, though its names be numbers
    size_t count = 1; // of the numbers in a row
    std::vector<std::string> names = {}; // of these, where they have any
};
// Of the project's first source that is a table; its count and names are the caller's to fill in.
NumberTableForm tableFormOf(const Project& project);

struct NumberRow {
    int64_t line = 0; // of the file, from 1
    std::vector<float> numbers = {};
};

// A table that a person gives. Its header is whichever of the lines above the rows has most of the names. Where that has
// all of them: each row's numbers by them, whatever the order of its columns, and others beside. Where no line has any:
// the rows by their order, of whatever count, below a line that need not be numbers. What the project's options do not
// fit is read as it looks. Throws Error for a cell that is no number, and CommandError for a header with only some of
// the names, or with others that are much like them.
std::vector<NumberRow> readNumberTable(std::string_view content, const NumberTableForm& form, const std::string& path);

// Numbers with commas, semicolons, bars, tabs or blanks between; nothing if a word is none.
std::optional<std::vector<float>> numbersIn(std::string_view line, bool comma = false, std::string_view strip = {});

} // namespace weft
