#include "app/commands.h"
#include "app/diagnostics.h"
#include "app/exit_code.h"
#include "app/npy_file.h"
#include "app/project_argument.h"
#include "app/terminal.h"
#include "app/text.h"
#include "engine/data/describe.h"
#include "engine/data/prepare.h"
#include "engine/support/printable.h"
#include "engine/train/network/ready_step.h"

namespace weft {

namespace {

// A picture of one channel as height × width, as people keep them.
Shape arrayShape(const Column& column, int64_t samples)
{
    Shape shape = column.shape;
    if (column.kind == ColumnKind::image && shape.rank() == 3 && shape[0] == 1)
        shape.erase(0);
    shape.insert(0, samples);
    return shape;
}

Json sizes(const Shape& shape)
{
    Json all = Json::array();
    for (const int64_t size : shape)
        all.push(size);
    return all;
}

// As it is stored, without the transforms, so that a project on the arrays can have its own.
Json exportColumn(const Column& column, std::span<const int64_t> samples, const std::string& path)
{
    writeNpy(realFileSystem(), path, column.dtype, arrayShape(column, std::ssize(samples)), [&](const ByteSink& sink) {
        std::vector<std::byte> scratch;
        for (const int64_t sample : samples)
            sink(storedSample(column, sample, scratch));
    });
    return Json::Object {
        {"file", path}, {"shape", sizes(arrayShape(column, std::ssize(samples)))}, {"dtype", name(column.dtype)}};
}

// PART.npy for the first column, PART_COLUMN.npy for the others.
void exportData(const PreparedData& data, const std::string& folder, bool json)
{
    Json files = Json::array();
    realFileSystem().makeFolders(folder);
    for (const Part part : {Part::train, Part::validation, Part::test}) {
        bool first = true;
        for (const Column& column : data.data.columns) {
            if (data.samples(part).empty() || column.kind == ColumnKind::text)
                continue;
            const std::string file = std::string(name(part)) + (first ? "" : "_" + column.name) + ".npy";
            if (file.find('/') != std::string::npos)
                throw Error("The column \"" + printable(column.name) + "\" cannot name a file; rename it.");
            const std::string path = joinPath(folder, file);
            files.push(exportColumn(column, data.samples(part), path));
            if (!json)
                print(path + ": " + toString(arrayShape(column, std::ssize(data.samples(part)))) + " "
                      + std::string(name(column.dtype)) + "\n");
            first = false;
        }
    }
    if (json)
        printLine(Json::Object {{"files", std::move(files)}});
}

Json toJson(const ColumnDescription& column)
{
    Json json = Json::Object {{"name", column.name},
                              {"kind", name(column.kind)},
                              {"dtype", name(column.dtype)},
                              {"shape", sizes(column.shape)},
                              {"missing", column.missing}};
    if (column.stored.count > 0) {
        json.set("minimum", column.stored.minimum);
        json.set("maximum", column.stored.maximum);
        json.set("mean", column.stored.mean);
        json.set("deviation", column.stored.deviation);
    }
    if (!column.classes.empty()) {
        Json classes = Json::array();
        for (size_t i = 0; i < column.classes.size(); ++i) {
            Json one = Json::Object {{"class", column.classes[i]}};
            if (i < column.classCounts.size())
                one.set("count", column.classCounts[i]);
            classes.push(std::move(one));
        }
        json.set("classes", std::move(classes));
    }
    return json;
}

Json toJson(const DataDescription& description, const Diagnostics& diagnostics)
{
    Json columns = Json::array(), said = Json::array();
    for (const ColumnDescription& column : description.columns)
        columns.push(toJson(column));
    for (const Diagnostic& one : diagnostics)
        said.push(toJson(one));
    return Json::Object {{"train", description.train},    {"validation", description.validation},
                         {"test", description.test},      {"left_out", description.skipped},
                         {"columns", std::move(columns)}, {"diagnostics", std::move(said)}};
}

} // namespace

int data(const DataArguments& arguments)
{
    const OpenedProject opened = openProject(arguments.project);
    Diagnostics diagnostics;
    const PreparedData prepared = prepareData(opened.project.data, opened.folder, diagnostics);
    throwErrors(diagnostics);
    if (!arguments.exportTo.empty()) {
        exportData(prepared, arguments.exportTo, arguments.project.json);
        return exitDone;
    }
    if (arguments.project.json) {
        printLine(toJson(describe(prepared), diagnostics));
        return exitDone;
    }
    print(toText(describe(prepared)));
    for (const Diagnostic& one : diagnostics)
        print(toText(one, opened.project));
    return exitDone;
}

} // namespace weft
