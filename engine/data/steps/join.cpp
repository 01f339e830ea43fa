#include "engine/data/steps/join.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <map>

namespace weft {

namespace {

bool allMissing(const Column& column)
{
    const std::span values(valuesOf<float>(column), column.bytes.size() / sizeof(float));
    return std::ranges::all_of(values, [](float v) { return std::isnan(v); });
}

Column missingColumn(const Column& like, int64_t samples)
{
    Column missing {.name = like.name, .kind = like.kind, .dtype = like.dtype, .shape = like.shape};
    missing.classes = like.classes;
    if (like.kind == ColumnKind::text) {
        missing.texts.assign(size_t(samples), "");
        return missing;
    }
    if (!like.files.empty()) {
        missing.files.resize(size_t(samples));
        return missing;
    }
    missing.bytes.resize(checkedBytes(samples, like.shape, like.dtype, like.name));
    const int64_t count = samples * like.elements();
    if (like.kind == ColumnKind::numbers)
        std::fill_n(valuesOf<float>(missing), count, std::nanf(""));
    else if (like.kind == ColumnKind::classIndex || like.kind == ColumnKind::classMap)
        std::fill_n(valuesOf<int32_t>(missing), count, -1);
    return missing; // images are black, tokens the first of the vocabulary
}

// A CSV column without a single value was taken for numbers; beside a source that knows better it is what that says.
void becomeMissing(Column& column, const Column& like, int64_t samples)
{
    const std::string columnName = column.name;
    Column missing = missingColumn(like, samples);
    missing.classes.clear();
    missing.name = columnName;
    column = std::move(missing);
}

void becomeText(Column& column, int64_t samples)
{
    Column words {.name = column.name, .kind = ColumnKind::text};
    for (int64_t i = 0; i < samples; ++i) {
        const int32_t index = valuesOf<int32_t>(column)[i];
        words.texts.push_back(index < 0 ? std::string() : column.classes[size_t(index)]);
    }
    column = std::move(words);
}

bool agree(Column& a, int64_t samplesA, Column& b, int64_t samplesB)
{
    const auto isWords = [](const Column& c) { return c.kind == ColumnKind::text || c.kind == ColumnKind::classIndex; };
    if (a.kind == ColumnKind::numbers && a.shape.rank() == 0 && isWords(b) && allMissing(a))
        becomeMissing(a, b, samplesA);
    if (b.kind == ColumnKind::numbers && b.shape.rank() == 0 && isWords(a) && allMissing(b))
        becomeMissing(b, a, samplesB);
    if (a.kind == ColumnKind::text && b.kind == ColumnKind::classIndex)
        becomeText(b, samplesB);
    if (b.kind == ColumnKind::text && a.kind == ColumnKind::classIndex)
        becomeText(a, samplesA);
    return a.kind == b.kind && a.dtype == b.dtype && a.shape == b.shape && a.files.empty() == b.files.empty();
}

bool isNumber(const std::string& text, int64_t& value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

void remap(Column& column, const std::map<std::string, int32_t>& indices)
{
    std::vector<int32_t> to;
    for (const std::string& name : column.classes)
        to.push_back(indices.at(name));
    for (size_t i = 0; i < column.bytes.size() / sizeof(int32_t); ++i) {
        int32_t& value = valuesOf<int32_t>(column)[i];
        if (value >= 0 && value < std::ssize(to))
            value = to[size_t(value)];
    }
}

// One list of classes for both: the first's, then what only the second has; numbers as names are put in order.
void uniteClasses(Column& a, Column& b)
{
    if (a.classes == b.classes)
        return;
    std::vector<std::string> all = a.classes;
    for (const std::string& name : b.classes) {
        if (!std::ranges::count(a.classes, name))
            all.push_back(name);
    }
    int64_t left = 0;
    int64_t right = 0;
    if (std::ranges::all_of(all, [&](const std::string& name) { return isNumber(name, left); })) {
        std::ranges::sort(all, [&](const std::string& x, const std::string& y) {
            isNumber(x, left);
            isNumber(y, right);
            return left < right;
        });
    }
    std::map<std::string, int32_t> indices;
    for (size_t i = 0; i < all.size(); ++i)
        indices[all[i]] = int32_t(i);
    remap(a, indices);
    remap(b, indices);
    a.classes = b.classes = all;
}

// The classes of a column that are none of these, each with the first sample that has it.
void tellUnmet(const Dataset& data, const Column& column, const std::map<std::string, int32_t>& known,
               std::vector<Unmet>& unmet)
{
    std::vector<int64_t> first(column.classes.size(), -1); // value
    const auto count = int64_t(column.bytes.size() / sizeof(int32_t));
    for (int64_t i = 0; i < count; ++i) {
        const int32_t value = valuesOf<int32_t>(column)[i];
        if (value >= 0 && size_t(value) < first.size() && first[size_t(value)] < 0)
            first[size_t(value)] = i;
    }
    for (size_t i = 0; i < first.size(); ++i) {
        if (first[i] < 0 || known.contains(column.classes[i]))
            continue;
        const bool isPlain = column.starts.empty() && column.elements() > 0; // else samples overlap
        unmet.push_back({.column = column.name,
                         .word = column.classes[i],
                         .place = isPlain ? placeOf(data, first[i] / column.elements()) : std::string()});
    }
}

} // namespace

void append(Dataset& all, Dataset more, const std::string& place, Diagnostics& diagnostics)
{
    const auto problem = [&](const std::string& sentence) {
        diagnostics.push_back({.port = "sources", .text = place + ": " + sentence});
    };
    if (all.columns.empty()) {
        all = std::move(more);
        return;
    }
    const size_t before = diagnostics.size();
    for (const Column& column : more.columns) {
        if (!all.find(column.name))
            problem("has the column “" + printable(column.name) + "”, which the sources before it do not have.");
    }
    for (Column& column : all.columns) {
        Column* other = more.find(column.name);
        if (!other)
            problem("has no column “" + printable(column.name) + "”, which the sources before it have.");
        else if (!agree(column, all.size, *other, more.size))
            problem("the column “" + printable(column.name) + "” holds " + std::string(name(other->kind)) + " ("
                    + std::string(name(other->dtype)) + ", " + toString(other->shape) + ") here, but "
                    + std::string(name(column.kind)) + " (" + std::string(name(column.dtype)) + ", "
                    + toString(column.shape)
                    + ") in the sources before it; set the sources' parameters so that they agree.");
    }
    if (diagnostics.size() > before)
        return;
    for (Column& column : all.columns) {
        Column& other = *more.find(column.name);
        uniteClasses(column, other);
        if (!column.starts.empty() || !other.starts.empty()) {
            const auto offset = int64_t(column.bytes.size() / byteSize(column.dtype));
            for (int64_t i = 0; column.starts.empty() && i < all.size; ++i)
                column.starts.push_back(i * column.elements());
            for (int64_t i = 0; i < more.size; ++i)
                column.starts.push_back(offset
                                        + (other.starts.empty() ? i * other.elements() : other.starts[size_t(i)]));
        }
        column.bytes.insert(column.bytes.end(), other.bytes.begin(), other.bytes.end());
        std::ranges::move(other.texts, std::back_inserter(column.texts));
        std::ranges::move(other.files, std::back_inserter(column.files));
    }
    all.parts.insert(all.parts.end(), more.parts.begin(), more.parts.end());
    if (!all.lines.empty() || !more.lines.empty()) {
        all.lines.resize(size_t(all.size));
        more.lines.resize(size_t(more.size));
        all.lines.insert(all.lines.end(), more.lines.begin(), more.lines.end());
    }
    all.size += more.size;
    all.sequence = all.sequence || more.sequence;
}

std::string placeOf(const Dataset& data, int64_t sample)
{
    const int64_t line = data.lines.empty() ? 0 : data.lines[size_t(sample)];
    return line > 0 ? "line " + std::to_string(line) : "sample " + std::to_string(sample);
}

std::vector<Unmet> conform(Dataset& fresh, const Dataset& all)
{
    std::vector<Unmet> unmet;
    std::erase_if(fresh.columns, [&](const Column& column) { return !all.find(column.name); });
    for (const Column& like : all.columns) {
        Column* column = fresh.find(like.name);
        if (!column) {
            fresh.columns.push_back(missingColumn(like, fresh.size));
            unmet.push_back({.column = like.name});
            continue;
        }
        const bool toKnown = column->kind == like.kind
            && (like.kind == ColumnKind::classIndex || like.kind == ColumnKind::classMap
                || like.kind == ColumnKind::tokens);
        if (!toKnown || column->classes == like.classes)
            continue;
        std::map<std::string, int32_t> indices;
        for (size_t i = 0; i < like.classes.size(); ++i)
            indices[like.classes[i]] = int32_t(i);
        tellUnmet(fresh, *column, indices, unmet);
        for (const std::string& unseen : column->classes)
            indices.emplace(unseen, -1);
        remap(*column, indices);
        column->classes = like.classes;
    }
    std::ranges::sort(fresh.columns, {},
                      [&](const Column& column) { return all.find(column.name) - all.columns.data(); });
    return unmet;
}

void keepSamples(Dataset& data, std::span<const int64_t> samples)
{
    const auto kept = [&](const auto& from) {
        std::decay_t<decltype(from)> to;
        if (from.empty())
            return to;
        to.reserve(samples.size());
        for (const int64_t i : samples)
            to.push_back(from[size_t(i)]);
        return to;
    };
    for (Column& column : data.columns) {
        if (column.starts.empty()) { // else the numbers are shared by overlapping samples, and stay
            const size_t bytes = column.bytes.empty() ? 0 : column.sampleBytes();
            std::vector<std::byte> to(bytes * samples.size());
            for (size_t i = 0; i < samples.size() && bytes > 0; ++i)
                std::memcpy(to.data() + i * bytes, column.bytes.data() + size_t(samples[i]) * bytes, bytes);
            column.bytes = std::move(to);
        }
        column.starts = kept(column.starts);
        column.texts = kept(column.texts);
        column.files = kept(column.files);
    }
    data.parts = kept(data.parts);
    data.lines = kept(data.lines);
    data.size = int64_t(samples.size());
}

} // namespace weft
