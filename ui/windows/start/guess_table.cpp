#include "ui/windows/start/guess_table.h"

#include "engine/data/prepare.h"
#include "engine/support/error.h"
#include "ui/windows/start/guess_network.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

namespace weft {

namespace {

std::string lower(std::string text)
{
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    return text;
}

// Names that tables have for what is to be predicted.
bool soundsLikeTarget(const std::string& name)
{
    static const std::set<std::string> names {"target",    "label",    "class",    "y",       "species",
                                              "quality",   "price",    "output",   "outcome", "result",
                                              "diagnosis", "survived", "category", "income"};
    return names.contains(lower(name)) || lower(name).ends_with("_value") || lower(name).ends_with("_class");
}

struct Facts {
    bool numbers = false; // a single number a row
    bool whole = true; // all of them
    size_t distinct = 0; // values; counted to 65
};

Facts factsOf(const Column& column, int64_t rows)
{
    Facts facts;
    if (column.kind == ColumnKind::numbers && column.elements() == 1) {
        facts.numbers = true;
        std::set<float> seen;
        for (int64_t i = 0; i < rows; ++i) {
            float value = 0;
            std::memcpy(&value, column.bytes.data() + size_t(i) * sizeof value, sizeof value);
            if (std::isnan(value))
                continue;
            facts.whole = facts.whole && value == std::floor(value);
            if (seen.size() < 65)
                seen.insert(value);
        }
        facts.distinct = seen.size();
    } else if (column.kind == ColumnKind::text) {
        std::set<std::string> seen;
        for (const std::string& text : column.texts) {
            if (seen.size() >= 65)
                break;
            seen.insert(text);
        }
        facts.distinct = seen.size();
    } else {
        facts.distinct = column.classes.size();
    }
    return facts;
}

// A few whole numbers, or words: classes rather than a quantity.
bool isClasses(const Facts& facts)
{
    return !facts.numbers ? facts.distinct >= 2 && facts.distinct <= 64
                          : facts.whole && facts.distinct >= 2 && facts.distinct <= 10;
}

std::string join(const std::vector<std::string>& names)
{
    std::string all;
    for (const std::string& each : names)
        all += (all.empty() ? "" : ", ") + each;
    return all;
}

PreparedData readTable(const DataSection& section)
{
    Diagnostics diagnostics;
    PreparedData prepared = prepareData(section, ".", diagnostics);
    for (const Diagnostic& problem : diagnostics)
        if (problem.severity == Severity::error)
            throw Error(problem.text);
    return prepared;
}

} // namespace

Project tableProject(const std::string& file, const std::string& name)
{
    Project project;
    project.name = name;
    DataSource source {.part = "all", .format = "csv", .params = {{"file", file}}};
    project.data.sources = {source};
    project.data.split = {.kind = "random", .validation = 0, .test = 0};
    const PreparedData raw = readTable(project.data);
    if (raw.data.columns.size() < 2 || raw.data.size < 10)
        throw Error("\"" + name + "\" has " + std::to_string(raw.data.columns.size()) + " columns and "
                    + std::to_string(raw.data.size)
                    + " rows. A network needs at least two columns, one of them to be predicted, and ten rows.");

    size_t target = raw.data.columns.size() - 1;
    for (size_t i = raw.data.columns.size(); i-- > 0;)
        if (soundsLikeTarget(raw.data.columns[i].name))
            target = i;
    std::vector<std::string> classColumns, features, words, dropped;
    bool predictsClass = false;
    for (size_t i = 0; i < raw.data.columns.size(); ++i) {
        const Column& column = raw.data.columns[i];
        const Facts facts = factsOf(column, raw.data.size);
        if (i == target) {
            predictsClass = isClasses(facts);
            if (!predictsClass && !facts.numbers)
                throw Error("The column \"" + column.name + "\", which seems to be the one to predict, holds "
                            + "free text. Rename the column to predict to \"target\".");
            if (predictsClass)
                classColumns.push_back(column.name);
        } else if (facts.numbers) {
            features.push_back(column.name);
        } else if (facts.distinct >= 2 && facts.distinct <= 64) {
            classColumns.push_back(column.name);
            words.push_back(column.name);
        } else {
            dropped.push_back(column.name); // free text, or the same everywhere
        }
    }
    const std::string targetName = raw.data.columns[target].name;
    if (features.empty() && words.empty())
        throw Error("\"" + name + "\" has no column of numbers or of a few words to learn \"" + targetName
                    + "\" from.");
    if (!classColumns.empty())
        source.params["categorical"] = join(classColumns);
    project.data.sources = {source};
    if (!dropped.empty())
        project.data.cleaning.push_back({.kind = "drop_columns", .columns = dropped});
    project.data.cleaning.push_back({.kind = "drop_missing", .columns = {targetName}});
    if (!features.empty())
        project.data.cleaning.push_back(
            {.kind = "fill_missing", .params = {{"with", std::string("median")}}, .columns = features});
    if (!words.empty())
        project.data.transforms.push_back({.kind = "one_hot", .columns = words});
    std::vector<std::string> normalized = features;
    if (!predictsClass)
        normalized.push_back(targetName);
    if (!normalized.empty())
        project.data.transforms.push_back({.kind = "normalize", .columns = normalized});
    project.data.transforms.push_back(
        {.kind = "combine", .params = {{"name", std::string("inputs")}, {"except", targetName}}});
    project.data.split = {.kind = predictsClass ? "stratified" : "random",
                          .validation = 0.15,
                          .test = 0.15,
                          .column = predictsClass ? targetName : std::string()};

    const PreparedData prepared = readTable(project.data); // how wide the inputs are now, and which classes there are
    int64_t width = 0;
    int64_t classes = 0;
    for (const Column& column : prepared.data.columns) {
        if (column.name == "inputs")
            width = column.elements();
        if (column.name == targetName)
            classes = int64_t(column.classes.size());
    }
    drawTableNetwork(project, width, predictsClass ? classes : 0, "inputs", targetName);
    project.training.batchSize = raw.data.size < 2000 ? 16 : 64;
    project.training.epochs = raw.data.size < 2000 ? 60 : 20;
    project.training.learningRate = 0.003;
    return project;
}

} // namespace weft
