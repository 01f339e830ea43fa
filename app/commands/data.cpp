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

// As it is stored, without the transforms, so that a project on the arrays can have its own.
void exportColumn(const Column& column, std::span<const int64_t> samples, const std::string& path)
{
    writeNpy(realFileSystem(), path, column.dtype, arrayShape(column, std::ssize(samples)), [&](const ByteSink& sink) {
        std::vector<std::byte> scratch;
        for (const int64_t sample : samples)
            sink(storedSample(column, sample, scratch));
    });
    print(path + ": " + toString(arrayShape(column, std::ssize(samples))) + " " + std::string(name(column.dtype))
          + "\n");
}

// PART.npy for the first column, PART_COLUMN.npy for the others.
void exportData(const PreparedData& data, const std::string& folder)
{
    realFileSystem().makeFolders(folder);
    for (const Part part : {Part::train, Part::validation, Part::test}) {
        bool first = true;
        for (const Column& column : data.data.columns) {
            if (data.samples(part).empty() || column.kind == ColumnKind::text)
                continue;
            const std::string file = std::string(name(part)) + (first ? "" : "_" + column.name) + ".npy";
            if (file.find('/') != std::string::npos)
                throw Error("The column \"" + column.name + "\" cannot name a file; rename it.");
            exportColumn(column, data.samples(part), joinPath(folder, file));
            first = false;
        }
    }
}

} // namespace

int data(const DataArguments& arguments)
{
    const OpenedProject opened = openProject(arguments.project);
    Diagnostics diagnostics;
    const PreparedData prepared = prepareData(opened.project.data, opened.folder, diagnostics);
    throwErrors(diagnostics);
    if (!arguments.exportTo.empty()) {
        exportData(prepared, arguments.exportTo);
        return exitDone;
    }
    print(toText(describe(prepared)));
    for (const Diagnostic& one : diagnostics)
        print(toText(one, opened.project));
    return exitDone;
}

} // namespace weft
