#include "app/input/raw_table.h"

#include "app/exit_code.h"
#include "app/text.h"
#include "engine/data/formats/csv_samples.h"
#include "engine/data/formats/format.h"
#include "engine/graph/project.h"

#include <algorithm>

namespace weft {

namespace {

constexpr size_t mostNames = 8; // in a sentence

// Whether the first row is names, where the project does not say so and nobody knows them: numbers would stand there.
bool beginsWithWords(const CsvRecords& records, std::span<const CsvField> fields, const Settings& settings)
{
    const std::vector<std::string> missing = settings.names("missing");
    return std::ranges::any_of(fields, [&](const CsvField& one) {
        const std::string_view text = records.cell(0, one.field);
        return one.like->kind == ColumnKind::numbers && !text.empty() && std::ranges::count(missing, text) == 0
            && !csvNumber(text) && !csvNumber(text, true);
    });
}

// Whether a line is the numbers that the network takes.
bool hasNumbers(std::string_view content, const TableForm& form)
{
    for (size_t start = 0; start < content.size();) {
        const size_t end = std::min(content.find('\n', start), content.size());
        const std::string_view line = content.substr(start, end - start);
        start = end + 1;
        for (const bool comma : {form.comma, false}) {
            const std::optional<std::vector<float>> numbers = numbersIn(line, comma, form.options.strip);
            if (numbers && numbers->size() == form.count)
                return true;
        }
    }
    return false;
}

// The columns by their order: all of the sources', or those that are wanted.
std::vector<CsvField> fieldsInOrder(const CsvRecords& records, const std::vector<Column>& all,
                                    std::span<const CsvField> wanted)
{
    std::vector<CsvField> fields(wanted.begin(), wanted.end());
    if (records.columns != all.size() && records.columns != wanted.size())
        return {};
    for (size_t i = 0; i < fields.size(); ++i)
        fields[i].field = records.columns == all.size() ? size_t(fields[i].like - all.data()) : i;
    return fields;
}

std::vector<std::string> namesOf(const std::vector<Column>& columns)
{
    std::vector<std::string> names;
    for (const Column& column : columns)
        names.push_back(column.name);
    return names;
}

// No line of it would tell what is wrong: it is the whole table.
[[noreturn]] void refuseColumns(const CsvRecords& records, const std::vector<Column>& all,
                                const std::vector<std::string>& wanted, const std::string& path)
{
    const std::string alone = std::to_string(wanted.size()) + " that the network takes (" + listed(wanted, mostNames) + ")";
    throw CommandError(exitUsage,
                       path + ": has " + counted(int64_t(records.columns), "column") + "; a table without a header has the " + alone
                           + (all.size() == wanted.size() ? ""
                                                          : ", or all " + std::to_string(all.size())
                                      + " of the project's data (" + listed(namesOf(all), mostNames) + ")")
                           + ". Write a first line with the names of the columns.");
}

} // namespace

std::optional<RawTable> readRawTable(std::string_view content, const Project& project, const Preparation& preparation,
                                     const std::vector<std::string>& wanted, const TableForm& form,
                                     const std::string& path, Diagnostics& diagnostics)
{
    const auto source = std::ranges::find(project.data.sources, "csv", &DataSource::format);
    std::vector<CsvField> fields;
    for (const std::string& name : wanted) {
        const auto like = std::ranges::find(preparation.columns, name, &Column::name);
        if (like != preparation.columns.end() && isCsvColumn(*like))
            fields.push_back({.like = &*like});
    }
    if (source == project.data.sources.end() || wanted.empty() || fields.size() != wanted.size())
        return std::nullopt;
    Diagnostics said; // when the data was read
    const Settings settings("The table", findFormat(source->format)->params, source->params, said);
    TableForm own = form;
    own.names = wanted;
    CsvRecords records;
    size_t firstRow = 0;
    bool fitsNetwork = false; // as numbers that need no preparing
    if (const std::optional<TableHeader> header = findTableHeader(content, own, path)) {
        if (header->known < wanted.size()) {
            const std::optional<TableHeader> other = findTableHeader(content, form, path);
            if (other && other->known == form.names.size())
                return std::nullopt;
        }
        const std::vector<size_t> columns = namedColumns(*header, wanted, path);
        requireOnce(*header, wanted, namesOf(preparation.columns), path);
        for (size_t i = 0; i < fields.size(); ++i)
            fields[i].field = columns[i];
        records = rowsBelowHeader(content, *header, own, path);
    } else {
        fitsNetwork = hasNumbers(content, form);
        const bool meansTheSame = form.names.size() == wanted.size()
            && std::ranges::all_of(fields, [](const CsvField& one) { return one.like->kind == ColumnKind::numbers; });
        if (fitsNetwork && meansTheSame)
            return std::nullopt;
        CsvOptions options = form.options;
        options.skipLines = 0;
        records = parseTable(content, options, path);
        if (!records.problems.empty())
            records = parseTable(content, form.options, path);
        fields = fieldsInOrder(records, preparation.columns, fields);
        if (fields.empty() && records.rows() > 0 && records.problems.empty() && !fitsNetwork)
            refuseColumns(records, preparation.columns, wanted, path);
        if (fields.empty() || records.rows() == 0 || !records.problems.empty())
            return std::nullopt;
        const bool wordsAlone =
            std::ranges::none_of(fields, [](const CsvField& one) { return one.like->kind == ColumnKind::numbers; });
        const bool isHeader = beginsWithWords(records, fields, settings) || (wordsAlone && form.header == "yes");
        firstRow = isHeader && form.header != "no" ? 1 : 0;
    }
    Diagnostics unknown;
    RawTable table {.samples = readCsvSamples(records, firstRow, fields, settings, path, unknown)};
    if (fitsNetwork && !unknown.empty())
        return std::nullopt; // its words are none that the table has
    if (fitsNetwork && form.header != "no") // where the project's own table has none, it is one like that
        throw Error(path + ": may be the table's columns or the " + std::to_string(form.names.size())
                    + " numbers that the network takes; write a first line with the names of the columns.");
    diagnostics.insert(diagnostics.end(), unknown.begin(), unknown.end());
    table.lines.assign(records.lines.begin() + ptrdiff_t(std::min(firstRow, records.rows())), records.lines.end());
    return table;
}

} // namespace weft
