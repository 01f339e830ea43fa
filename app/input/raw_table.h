#pragma once

#include "app/input/table_header.h"
#include "engine/data/prepared.h"
#include "engine/support/diagnostic.h"

namespace weft {

struct RawTable {
    Dataset samples = {}; // of the sources' columns, as they are before any step of the project
    std::vector<int64_t> lines = {}; // of the file, from 1
};

// A table as the project's own are: its words, gaps and numbers are for the project's steps to prepare. `wanted`: the
// sources' columns that are needed, by the names of a header whatever its order, or by their order, with the others or
// without, where there is none. Nothing: it is no such table, but one of the numbers that the network takes (`form`).
std::optional<RawTable> readRawTable(std::string_view content, const Project& project, const Preparation& preparation,
                                     const std::vector<std::string>& wanted, const TableForm& form,
                                     const std::string& path, Diagnostics& diagnostics);

} // namespace weft
