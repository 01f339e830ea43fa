#pragma once

#include "engine/data/dataset.h"
#include "engine/data/formats/csv_records.h"
#include "engine/support/diagnostic.h"

namespace weft {

class Settings;

// A column of the project's own tables, and where the records have it.
struct CsvField {
    const Column* like = nullptr;
    size_t field = 0;
};

// Whether a table can have such a column: one number, class or text a sample.
bool isCsvColumn(const Column& column);

// Samples of these columns, each of the kind and with the classes that it has there, from `firstRow` on. `settings`: of
// a source of the format "csv". Throws Error naming `path`, the line and the column for what is no number; a class that
// is not known is a warning, and missing.
Dataset readCsvSamples(const CsvRecords& records, size_t firstRow, std::span<const CsvField> fields,
                       const Settings& settings, const std::string& path, Diagnostics& diagnostics);

} // namespace weft
