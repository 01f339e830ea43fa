#include "engine/data/describe.h"

#include "engine/support/error.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace weft {

namespace {

int64_t missingIn(const Column& column, int64_t samples)
{
    if (column.kind == ColumnKind::text)
        return std::ranges::count(column.texts, "");
    if (column.kind != ColumnKind::numbers && column.kind != ColumnKind::classIndex)
        return 0;
    int64_t missing = 0;
    std::vector<std::byte> unused;
    for (int64_t sample = 0; sample < samples; ++sample) {
        const std::span stored = storedSample(column, sample, unused);
        if (column.kind == ColumnKind::classIndex) {
            missing += *reinterpret_cast<const int32_t*>(stored.data()) < 0;
        } else {
            const std::span values(reinterpret_cast<const float*>(stored.data()), stored.size() / sizeof(float));
            missing += std::ranges::any_of(values, [](float v) { return std::isnan(v); });
        }
    }
    return missing;
}

std::vector<int64_t> classCounts(const Column& column, std::span<const int64_t> samples)
{
    std::vector<int64_t> counts(column.classes.size());
    std::vector<std::byte> unused;
    for (const int64_t sample : samples) {
        const std::span stored = storedSample(column, sample, unused);
        const auto* values = reinterpret_cast<const int32_t*>(stored.data());
        for (int64_t i = 0; i < column.elements(); ++i) {
            if (values[i] >= 0 && size_t(values[i]) < counts.size())
                ++counts[size_t(values[i])];
        }
    }
    return counts;
}

std::string shortNumber(double number)
{
    if (std::isnan(number)) // of infinite values
        return "—";
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::general, 5).ptr};
}

} // namespace

DataDescription describe(const PreparedData& prepared)
{
    DataDescription description {.train = std::ssize(prepared.train),
                                 .validation = std::ssize(prepared.validation),
                                 .test = std::ssize(prepared.test),
                                 .skipped = std::ssize(prepared.skipped)};
    for (size_t i = 0; i < prepared.data.columns.size(); ++i) {
        const Column& column = prepared.data.columns[i];
        ColumnDescription one {.name = column.name,
                               .kind = column.kind,
                               .dtype = column.dtype,
                               .shape = column.shape,
                               .classes = column.classes,
                               .missing = missingIn(column, prepared.data.size)};
        if (column.kind == ColumnKind::classIndex || column.kind == ColumnKind::classMap)
            one.classCounts = classCounts(column, prepared.train);
        if (column.kind == ColumnKind::numbers || (column.kind == ColumnKind::image && column.files.empty()))
            one.stored = statisticsOf(column, prepared.train, true).front();
        if (i < prepared.affine.size())
            one.affine = prepared.affine[i];
        description.columns.push_back(std::move(one));
    }
    return description;
}

std::string toText(const DataDescription& description)
{
    std::string text = "training " + std::to_string(description.train) + ", validation "
        + std::to_string(description.validation) + ", test " + std::to_string(description.test) + " samples";
    if (description.skipped > 0)
        text += "; " + std::to_string(description.skipped)
            + (description.skipped == 1 ? " file left out" : " files left out");
    text += "\n";
    for (const ColumnDescription& column : description.columns) {
        text += printable(column.name) + ": " + std::string(name(column.kind)) + " " + toString(column.shape);
        if (column.stored.count > 0)
            text += ", " + shortNumber(column.stored.minimum) + " to " + shortNumber(column.stored.maximum) + ", mean "
                + shortNumber(column.stored.mean) + ", deviation " + shortNumber(column.stored.deviation);
        for (size_t i = 0; i < column.classCounts.size() && i < 20; ++i)
            text += (i == 0 ? ", " : " · ") + printable(column.classes[i], 40) + " "
                + std::to_string(column.classCounts[i]);
        if (column.classCounts.size() > 20)
            text += " and " + std::to_string(column.classCounts.size() - 20) + " more classes";
        if (column.kind == ColumnKind::tokens)
            text += ", vocabulary " + std::to_string(column.classes.size());
        if (column.missing > 0)
            text += ", missing in " + std::to_string(column.missing) + (column.missing == 1 ? " sample" : " samples");
        text += "\n";
    }
    return text;
}

Fetched fetch(const PreparedData& prepared, const FedColumn& fed, std::span<const int64_t> samples)
{
    const Column* column = prepared.data.find(fed.column);
    if (!column)
        throw Error("The data has no column “" + printable(fed.column) + "”.");
    const Converter converter(*column, prepared.affine[size_t(column - prepared.data.columns.data())], fed.dtype);
    Fetched fetched;
    fetched.prepared.resize(samples.size() * converter.bytesPerSample());
    std::byte* out = fetched.prepared.data();
    std::vector<std::byte> scratch;
    for (const int64_t sample : samples) {
        const std::span stored = storedSample(*column, sample, scratch);
        fetched.stored.insert(fetched.stored.end(), stored.begin(), stored.end());
        converter.convert(stored, out);
        out += converter.bytesPerSample();
    }
    return fetched;
}

} // namespace weft
