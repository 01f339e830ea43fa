#pragma once

#include "app/input/table_header.h"

namespace weft {

struct NumberRow {
    int64_t line = 0; // of the file, from 1
    std::vector<float> numbers = {};
};

// A table that a person gives. Its header is whichever of the lines above the rows has most of the names. Where that
// has all of them: each row's numbers by them, whatever the order of its columns, and others beside. Where no line has
// any: the rows by their order, of whatever count, below a line that need not be numbers. What the project's options do
// not fit is read as it looks. Throws Error for a cell that is no number, and CommandError for a header with only some
// of the names, or with others that are much like them.
std::vector<NumberRow> readNumberTable(std::string_view content, const TableForm& form, const std::string& path);

} // namespace weft
