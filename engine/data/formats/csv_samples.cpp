#include "engine/data/formats/csv_samples.h"

#include "engine/data/settings.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace weft {

namespace {

struct SampleReader {
    const CsvRecords& records;
    size_t firstRow;
    std::set<std::string, std::less<>> missing;
    bool comma;
    const std::string& path;
    Diagnostics& diagnostics;

    size_t rows() const { return records.rows() - firstRow; }
    std::string_view cell(size_t row, size_t field) const { return records.cell(row + firstRow, field); }
    bool isMissing(std::string_view text) const { return text.empty() || missing.contains(text); }
    std::string place(size_t row) const
    {
        return path + ", line " + std::to_string(records.lines[row + firstRow]) + ": “";
    }

    void numbers(size_t field, Column& column) const
    {
        column.bytes.resize(checkedBytes(int64_t(rows()), {}, DType::f32, path));
        for (size_t row = 0; row < rows(); ++row) {
            const std::string_view text = cell(row, field);
            const auto value = isMissing(text) ? std::optional(std::nan("")) : csvNumber(text, comma);
            if (!value)
                throw Error(place(row) + printable(text, 40) + "” in the column “" + printable(column.name)
                            + "” is not a number.");
            valuesOf<float>(column)[row] = float(*value);
        }
    }
    void classes(size_t field, const std::vector<std::string>& known, Column& column) const
    {
        std::map<std::string_view, int32_t> indices;
        for (size_t i = 0; i < known.size(); ++i)
            indices[known[i]] = int32_t(i);
        column.classes = known;
        column.bytes.resize(checkedBytes(int64_t(rows()), {}, DType::i32, path));
        for (size_t row = 0; row < rows(); ++row) {
            const std::string_view text = cell(row, field);
            const bool isNew = !isMissing(text) && indices.emplace(text, -1).second;
            valuesOf<int32_t>(column)[row] = isMissing(text) ? -1 : indices[text];
            if (isNew) // said once
                diagnostics.push_back({.severity = Severity::warning,
                                       .text = place(row) + printable(text, 40)
                                           + "” does not occur in the data's column “" + printable(column.name)
                                           + "”; it counts as missing."});
        }
    }
    void words(size_t field, Column& column) const
    {
        for (size_t row = 0; row < rows(); ++row)
            column.texts.emplace_back(isMissing(cell(row, field)) ? std::string_view() : cell(row, field));
    }
};

} // namespace

bool isCsvColumn(const Column& column)
{
    return column.shape.rank() == 0
        && (column.kind == ColumnKind::numbers || column.kind == ColumnKind::classIndex
            || column.kind == ColumnKind::text);
}

Dataset readCsvSamples(const CsvRecords& records, size_t firstRow, std::span<const CsvField> fields,
                       const Settings& settings, const std::string& path, Diagnostics& diagnostics)
{
    const std::vector<std::string> stated = settings.names("missing");
    SampleReader reader {records,
                         std::min(firstRow, records.rows()),
                         {stated.begin(), stated.end()},
                         settings.text("decimal") == "comma",
                         path,
                         diagnostics};
    for (const CsvField& one : fields) { // a table made elsewhere may have points for all that
        for (size_t row = 0; one.like->kind == ColumnKind::numbers && row < reader.rows(); ++row)
            reader.comma = reader.comma && reader.cell(row, one.field).find('.') == std::string_view::npos;
    }
    Dataset data {.size = int64_t(reader.rows())};
    for (const CsvField& one : fields) {
        Column& column = data.columns.emplace_back(
            Column {.name = one.like->name, .kind = one.like->kind, .dtype = one.like->dtype});
        if (column.kind == ColumnKind::numbers)
            reader.numbers(one.field, column);
        else if (column.kind == ColumnKind::classIndex)
            reader.classes(one.field, one.like->classes, column);
        else
            reader.words(one.field, column);
    }
    return data;
}

} // namespace weft
