#include "engine/data/prepare.h"

#include "engine/data/formats/format.h"
#include "engine/data/steps/join.h"
#include "engine/data/steps/split.h"
#include "engine/data/steps/step.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <numeric>

namespace weft {

namespace {

template <class Record> std::string idsOf(const std::vector<Record>& records)
{
    std::string all;
    for (const Record& record : records)
        all += (all.empty() ? "" : ", ") + record.id;
    return all;
}

void readSource(const DataSource& source, const std::string& place, const std::string& folder,
                std::span<const Column> known, PreparedData& prepared, Diagnostics& diagnostics)
{
    const auto problem = [&](const std::string& param, const std::string& sentence) {
        diagnostics.push_back({.port = param, .text = place + ": " + sentence});
    };
    const Format* format = findFormat(source.format);
    if (!format)
        return problem("format",
                       "the format “" + printable(source.format) + "” is not known; known are: " + idsOf(formats())
                           + ".");
    const Part parts[] = {Part::train, Part::validation, Part::test, Part::all};
    const auto part = std::ranges::find(parts, source.part, [](Part one) { return name(one); });
    if (part == std::end(parts))
        return problem("part", "“" + printable(source.part) + "” is not known; take train, validation, test or all.");
    const Settings settings(place, format->params, source.params, diagnostics);
    const size_t before = diagnostics.size();
    Dataset read = format->read({settings, folder, prepared.skipped, known});
    const bool failed = std::ranges::any_of(diagnostics.begin() + ptrdiff_t(before), diagnostics.end(),
                                            [](const Diagnostic& one) { return one.severity == Severity::error; });
    if (failed)
        return;
    if (read.size == 0 || read.columns.empty())
        return problem("", "there is not one sample in it.");
    if (read.parts.empty() || *part != Part::all)
        read.parts.assign(size_t(read.size), *part);
    append(prepared.data, std::move(read), place, diagnostics);
}

// `learned`: one for each step; known already, or to be learned.
void runSteps(const std::vector<DataStep>& steps, const std::vector<StepType>& types, const std::string& title,
              PreparedData& prepared, std::vector<Fill>& fills, std::vector<Preparation::Step>& learned, bool isKnown,
              Diagnostics& diagnostics)
{
    learned.resize(steps.size());
    for (size_t i = 0; i < steps.size(); ++i) {
        const std::string place = title + " " + std::to_string(i + 1) + " (" + steps[i].kind + ")";
        const auto type = std::ranges::find(types, steps[i].kind, &StepType::id);
        if (type == types.end()) {
            diagnostics.push_back({.port = "kind", .text = place + ": is not known; known are: " + idsOf(types) + "."});
            continue;
        }
        const Settings settings(place, type->params, steps[i].params, diagnostics);
        type->apply({settings, steps[i].columns, prepared, fills, learned[i], isKnown});
    }
}

std::vector<Column> withoutSamples(const std::vector<Column>& columns)
{
    std::vector<Column> all;
    for (const Column& column : columns)
        all.push_back({.name = column.name,
                       .kind = column.kind,
                       .dtype = column.dtype,
                       .shape = column.shape,
                       .classes = column.classes});
    return all;
}

// All of them, or nothing: what the steps would say of a part would only mislead. `known`: of the training.
bool readSources(const DataSection& section, const std::string& projectFolder, std::span<const Column> known,
                 PreparedData& prepared, Diagnostics& diagnostics)
{
    if (section.sources.empty())
        diagnostics.push_back({.port = "sources", .text = "There is no data; add a source to the data section."});
    const size_t before = diagnostics.size();
    for (size_t i = 0; i < section.sources.size(); ++i) {
        const DataSource& source = section.sources[i];
        readSource(source, "Source " + std::to_string(i + 1) + " (" + source.format + ")", projectFolder, known,
                   prepared, diagnostics);
    }
    const bool incomplete = std::ranges::any_of(diagnostics.begin() + ptrdiff_t(before), diagnostics.end(),
                                                [](const Diagnostic& one) { return one.severity == Severity::error; });
    return !prepared.data.columns.empty() && !incomplete;
}

PreparedData prepareAll(const DataSection& section, const std::string& projectFolder, Diagnostics& diagnostics)
{
    PreparedData prepared;
    if (!readSources(section, projectFolder, {}, prepared, diagnostics))
        return prepared;
    std::vector<Fill> fills;
    std::vector<Preparation::Step> cleaned; // learns nothing but what is filled in
    prepared.preparation.columns = withoutSamples(prepared.data.columns);
    runSteps(section.cleaning, cleaningSteps(), "Cleaning", prepared, fills, cleaned, false, diagnostics);
    prepared.affine.resize(prepared.data.columns.size());
    splitData(section.split, prepared, diagnostics);
    if (hasErrors(diagnostics) && prepared.train.empty())
        prepared.train = prepared.everything; // that nothing can be learned from no sample would only mislead
    prepared.preparation.fillings = learnFillings(fills, prepared, diagnostics);
    applyFillings(prepared.preparation.fillings, prepared.data);
    for (Column& column : prepared.preparation.columns) { // a word that fills gaps may be a class more
        if (const Column* const filled = prepared.data.find(column.name))
            column.classes = filled->classes;
    }
    std::vector<Preparation::Step> learned;
    runSteps(section.transforms, transformSteps(), "Transform", prepared, fills, learned, false, diagnostics);
    prepared.preparation.steps = std::move(learned);
    return prepared;
}

std::string kindText(const Column& column)
{
    return std::string(name(column.kind)) + " (" + std::string(name(column.dtype)) + ", " + toString(column.shape)
        + ")";
}

// Whether what was learned of the columns can be used for these.
bool isAlike(const PreparedData& prepared, const Preparation& preparation, Diagnostics& diagnostics)
{
    const size_t before = diagnostics.size();
    for (const Column& like : preparation.columns) {
        const Column* const column = prepared.data.find(like.name);
        if (column != nullptr && kindText(*column) != kindText(like))
            diagnostics.push_back({.port = like.name,
                                   .text = std::string("Data: ") + "the column “" + printable(like.name) + "” holds "
                                       + kindText(*column) + ", but held " + kindText(like)
                                       + " in the training; give it what it had."});
    }
    return diagnostics.size() == before;
}

// A token has no value for what is missing.
void refuseTokens(const PreparedData& prepared, Diagnostics& diagnostics)
{
    for (const Column& column : prepared.data.columns) {
        const std::string words = unmetWords(prepared.unmet, column.name);
        if (column.kind == ColumnKind::tokens && !words.empty())
            diagnostics.push_back({.port = column.name,
                                   .text = std::string("Data: ") + "the column “" + printable(column.name)
                                       + "” has what the data of the training did not have: " + words
                                       + "; leave it out, or train from the beginning."});
    }
}

} // namespace

PreparedData prepareData(const DataSection& section, const std::string& projectFolder, Diagnostics& diagnostics)
{
    PreparedData prepared = prepareAll(section, projectFolder, diagnostics);
    for (Diagnostic& one : diagnostics) {
        if (one.port == "delimiter" && hasErrors(diagnostics)) // all else will come of it
            one.severity = Severity::error;
    }
    return prepared;
}

PreparedData prepareLike(const DataSection& section, const std::string& projectFolder, const Preparation& preparation,
                         Diagnostics& diagnostics)
{
    PreparedData prepared {.preparation = preparation};
    if (!readSources(section, projectFolder, preparation.columns, prepared, diagnostics)
        || !isAlike(prepared, preparation, diagnostics))
        return prepared;
    prepared.unmet = conform(prepared.data, {.columns = preparation.columns});
    refuseTokens(prepared, diagnostics);
    std::vector<Fill> fills; // what with is known; that a column is filled keeps drop_missing from its samples
    for (const Unmet& one : prepared.unmet) {
        if (one.word.empty())
            fills.push_back({.column = one.column});
    }
    std::vector<Preparation::Step> cleaned;
    runSteps(section.cleaning, cleaningSteps(), "Cleaning", prepared, fills, cleaned, false, diagnostics);
    prepared.affine.resize(prepared.data.columns.size());
    splitData(section.split, prepared, diagnostics);
    applyFillings(preparation.fillings, prepared.data);
    std::vector<Preparation::Step> known = preparation.steps;
    runSteps(section.transforms, transformSteps(), "Transform", prepared, fills, known, true, diagnostics);
    return prepared;
}

PreparedData prepareFresh(const DataSection& section, const Preparation& preparation, Dataset samples,
                          Diagnostics& diagnostics)
{
    PreparedData prepared {.data = std::move(samples), .preparation = preparation};
    for (const Unmet& one : conform(prepared.data, {.columns = preparation.columns})) {
        if (!one.word.empty()) // columns may be lacking: the target
            diagnostics.push_back({.severity = Severity::warning,
                                   .port = one.column,
                                   .text = "Input (" + one.place + "): “" + printable(one.word)
                                       + "” does not occur in the data's column “" + printable(one.column)
                                       + "”; it counts as missing."});
    }
    prepared.data.parts.assign(size_t(prepared.data.size), Part::fresh);
    prepared.everything.resize(size_t(prepared.data.size));
    std::iota(prepared.everything.begin(), prepared.everything.end(), 0);
    prepared.fresh = prepared.everything;
    std::vector<Fill> fills;
    std::vector<Preparation::Step> cleaned;
    runSteps(section.cleaning, cleaningSteps(), "Cleaning", prepared, fills, cleaned, true, diagnostics);
    applyFillings(preparation.fillings, prepared.data);
    prepared.affine.resize(prepared.data.columns.size());
    std::vector<Preparation::Step> known = preparation.steps;
    runSteps(section.transforms, transformSteps(), "Transform", prepared, fills, known, true, diagnostics);
    return prepared;
}

} // namespace weft
