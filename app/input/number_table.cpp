#include "app/input/number_table.h"

#include "engine/support/error.h"
#include "engine/support/printable.h"

#include <algorithm>

namespace weft {

namespace {

std::vector<NumberRow> rowsByNames(std::string_view content, const TableHeader& header, const TableForm& form,
                                   const std::string& path)
{
    const std::vector<size_t> columns = namedColumns(header, form.names, path);
    requireOnce(header, form.names, form.names, path);
    const CsvRecords records = rowsBelowHeader(content, header, form, path);
    bool comma = form.comma;
    for (size_t row = 0; row < records.rows(); ++row)
        comma = comma && std::ranges::none_of(columns, [&](size_t i) {
                    return records.cell(row, i).find('.') < std::string_view::npos;
                });
    std::vector<NumberRow> rows;
    for (size_t row = 0; row < records.rows(); ++row) {
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

std::vector<NumberRow> rowsByOrder(std::string_view content, const TableForm& form, const std::string& path)
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

std::vector<NumberRow> readNumberTable(std::string_view content, const TableForm& form, const std::string& path)
{
    if (!form.names.empty()) {
        if (const std::optional<TableHeader> header = findTableHeader(content, form, path))
            return rowsByNames(content, *header, form, path);
    }
    return rowsByOrder(content, form, path);
}

} // namespace weft
