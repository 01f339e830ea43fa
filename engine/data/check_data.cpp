#include "engine/data/check_data.h"

#include "engine/data/steps/join.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

class DataCheck {
public:
    explicit DataCheck(const PreparedData& prepared)
        : m_prepared(prepared)
    {
    }

    void parts(int64_t batchSize)
    {
        if (m_prepared.train.empty())
            say(Severity::error, "split", "no sample is left for training; lower the shares of validation and test.");
        else if (std::ssize(m_prepared.train) < batchSize)
            say(Severity::warning, "batch_size",
                "the training part has " + std::to_string(m_prepared.train.size()) + " samples, fewer than a batch of "
                    + std::to_string(batchSize) + "; every step will see all of them. Take a smaller batch.");
        if (m_prepared.validation.empty())
            say(Severity::warning, "split",
                "the validation part is empty, so nothing shows whether the network learns or "
                "only remembers; give it a share, such as 0.1.");
    }
    void column(const std::string& wanted)
    {
        const Column* found = m_prepared.data.find(wanted);
        if (!found)
            return say(Severity::error, "feeds", "there is no column “" + printable(wanted) + "”.");
        switch (found->kind) {
        case ColumnKind::text:
            return say(Severity::error, "feeds",
                       "“" + printable(wanted)
                           + "” is text, which a network cannot take; add the transform "
                             "class_index.");
        case ColumnKind::classIndex:
        case ColumnKind::classMap:
        case ColumnKind::tokens:
            return classes(*found);
        case ColumnKind::numbers:
            return numbers(*found);
        case ColumnKind::image:
            if (found->dtype == DType::f32)
                numbers(*found);
        }
    }
    Diagnostics take() { return std::move(m_diagnostics); }

private:
    void say(Severity severity, const std::string& port, const std::string& sentence)
    {
        m_diagnostics.push_back({.severity = severity, .port = port, .text = "Data: " + sentence});
    }
    // "line 12 (train part)", or the sample where it stands in no line.
    std::string placeOf(int64_t sample) const
    {
        const std::vector<int64_t>& lines = m_prepared.data.lines;
        const int64_t line = lines.empty() ? 0 : lines[size_t(sample)];
        return (line > 0 ? "line " + std::to_string(line) : "sample " + std::to_string(sample)) + " (" + partOf(sample)
            + " part)";
    }
    std::string partOf(int64_t sample) const
    {
        for (const Part part : {Part::train, Part::validation, Part::test}) {
            if (std::ranges::binary_search(m_prepared.samples(part), sample))
                return std::string(name(part));
        }
        return "no";
    }
    void classes(const Column& column)
    {
        std::vector<int64_t> counts(column.classes.size());
        int64_t outside = 0;
        int64_t missing = 0;
        int64_t firstMissing = -1;
        std::string first;
        std::vector<std::byte> unused;
        for (const Part part : {Part::train, Part::validation, Part::test}) {
            for (const int64_t sample : m_prepared.samples(part)) {
                const std::span stored = storedSample(column, sample, unused);
                const std::span values(reinterpret_cast<const int32_t*>(stored.data()),
                                       stored.size() / sizeof(int32_t));
                for (const int32_t value : values) {
                    if (value == -1 && missing++ == 0)
                        firstMissing = sample;
                    if (value >= 0 && size_t(value) < counts.size()) {
                        counts[size_t(value)] += part == Part::train;
                    } else if (value != -1 && outside++ == 0) {
                        first = "sample " + std::to_string(sample) + " has the label " + std::to_string(value);
                    }
                }
            }
        }
        if (outside > 0)
            say(Severity::error, column.name,
                "“" + printable(column.name) + "” has " + std::to_string(column.classes.size()) + " classes, but "
                    + first + (outside > 1 ? " (and " + std::to_string(outside - 1) + " more are out of range)" : "")
                    + "; labels count from 0.");
        if (missing > 0 && column.kind == ColumnKind::classIndex)
            say(Severity::error, column.name,
                "“" + printable(column.name) + "” is missing in " + std::to_string(missing) + " samples; the first in "
                    + placeOf(firstMissing) + "; clean with drop_missing or fill_missing.");
        if (column.kind == ColumnKind::tokens)
            return;
        std::string empty;
        int64_t emptyClasses = 0;
        for (size_t i = 0; i < counts.size(); ++i) {
            if (counts[i] == 0 && ++emptyClasses <= 5)
                empty += (empty.empty() ? "" : ", ") + printable(column.classes[i], 40);
        }
        if (emptyClasses > 0 && !m_prepared.train.empty())
            say(Severity::warning, column.name,
                "“" + printable(column.name) + "” has no training sample of " + empty
                    + (emptyClasses > 5 ? " and others" : "")
                    + ", so that cannot be learnt; a stratified split may help.");
    }
    struct Wrong {
        int64_t count = 0;
        int64_t first = -1; // sample
    };
    void numbers(const Column& column)
    {
        // The parts of what was combined are told by their own names.
        const bool isCombined = column.kind == ColumnKind::numbers && std::ssize(column.classes) == column.elements();
        std::vector<Wrong> missing(isCombined ? column.classes.size() : 1);
        std::vector<Wrong> infinite = missing;
        std::vector<std::byte> scratch;
        for (const Part part : {Part::train, Part::validation, Part::test}) {
            for (const int64_t sample : m_prepared.samples(part)) {
                const std::span stored = storedSample(column, sample, scratch);
                const std::span values(reinterpret_cast<const float*>(stored.data()), stored.size() / sizeof(float));
                for (size_t i = 0; i < values.size(); ++i) {
                    if (std::isfinite(values[i]))
                        continue;
                    Wrong& wrong = (std::isnan(values[i]) ? missing : infinite)[isCombined ? i : 0];
                    if (wrong.count++ == 0)
                        wrong.first = sample;
                }
            }
        }
        int said = 0;
        for (size_t i = 0; i < missing.size() && said < 5; ++i) {
            const std::string named = "“" + printable(isCombined ? column.classes[i] : column.name) + "” has ";
            if (missing[i].count > 0 && ++said > 0)
                say(Severity::error, column.name,
                    named + std::to_string(missing[i].count) + " missing values (NaN); the first in "
                        + placeOf(missing[i].first) + "; clean with drop_missing or fill_missing.");
            if (infinite[i].count > 0 && ++said > 0)
                say(Severity::error, column.name,
                    named + std::to_string(infinite[i].count) + " infinite values; the first in "
                        + placeOf(infinite[i].first) + "; mend the file, or name them as missing.");
        }
    }

    const PreparedData& m_prepared;
    Diagnostics m_diagnostics;
};

} // namespace

Diagnostics checkData(const PreparedData& prepared, std::span<const std::string> columns, int64_t batchSize)
{
    DataCheck check(prepared);
    check.parts(batchSize);
    for (const std::string& column : columns)
        check.column(column);
    for (const Column& column : prepared.data.columns) {
        if (columns.empty() && column.kind != ColumnKind::text)
            check.column(column.name);
    }
    return check.take();
}

Diagnostics checkMet(const PreparedData& prepared, std::span<const std::string> columns,
                     std::span<const int64_t> samples)
{
    Diagnostics diagnostics;
    for (const std::string& name : columns) {
        const Column* const column = prepared.data.find(name);
        const std::vector<std::string> parts = prepared.preparation.madeOf(name);
        const std::string begin = "Data: ";
        const auto isGone = [&](const Unmet& one) {
            return one.word.empty() && std::ranges::count(parts, one.column) > 0;
        };
        if (const auto gone = std::ranges::find_if(prepared.unmet, isGone); gone != prepared.unmet.end()) {
            diagnostics.push_back({.port = name,
                                   .text = begin + "there is no column “" + printable(gone->column)
                                       + "” any more, which the network was trained with; put it back."});
            continue;
        }
        const bool canMiss =
            column != nullptr && (column->kind == ColumnKind::numbers || column->kind == ColumnKind::classIndex);
        const auto missing = !canMiss
            ? samples.end()
            : std::ranges::find_if(samples, [&](int64_t sample) { return isMissing(*column, sample); });
        if (missing == samples.end())
            continue;
        std::string sentence = "“" + printable(name) + "” misses a value in " + placeOf(prepared.data, *missing)
            + ", and the project does not say what to fill in; mend it, or leave the sample out.";
        for (const std::string& part : parts) {
            if (const std::string words = unmetWords(prepared.unmet, part); !words.empty())
                sentence = "the column “" + printable(part) + "” has what the data of the training did not have: "
                    + words + "; mend it, leave those samples out, or train from the beginning.";
        }
        diagnostics.push_back({.port = name, .text = begin + sentence});
    }
    return diagnostics;
}

} // namespace weft
