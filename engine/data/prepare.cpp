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

void readSource(const DataSource& source, const std::string& place, const std::string& folder, PreparedData& prepared,
                Diagnostics& diagnostics)
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
    Dataset read = format->read({settings, folder, prepared.skipped});
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

PreparedData prepareAll(const DataSection& section, const std::string& projectFolder, Diagnostics& diagnostics)
{
    PreparedData prepared;
    if (section.sources.empty())
        diagnostics.push_back({.port = "sources", .text = "There is no data; add a source to the data section."});
    const size_t before = diagnostics.size();
    for (size_t i = 0; i < section.sources.size(); ++i) {
        const DataSource& source = section.sources[i];
        readSource(source, "Source " + std::to_string(i + 1) + " (" + source.format + ")", projectFolder, prepared,
                   diagnostics);
    }
    const bool incomplete = std::ranges::any_of(diagnostics.begin() + ptrdiff_t(before), diagnostics.end(),
                                                [](const Diagnostic& one) { return one.severity == Severity::error; });
    if (prepared.data.columns.empty() || incomplete)
        return prepared; // what the steps would say of it would only mislead
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

PreparedData prepareFresh(const DataSection& section, const Preparation& preparation, Dataset samples,
                          Diagnostics& diagnostics)
{
    PreparedData prepared {.data = std::move(samples), .preparation = preparation};
    conform(prepared.data, {.columns = preparation.columns}, "Input", diagnostics);
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
