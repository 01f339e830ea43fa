#include "ui/windows/start/guess_idx.h"

#include "engine/data/prepare.h"
#include "engine/support/error.h"
#include "ui/windows/start/guess_network.h"

#include <QDir>

namespace weft {

namespace {

// "train" finds train-images-idx3-ubyte.gz and train-labels.idx1; empty params: not both are there.
std::optional<DataSource> sourceOf(const QDir& folder, const char* part, const QStringList& names)
{
    DataSource source {.part = part, .format = "idx"};
    for (const char* const what : {"images", "labels"}) {
        QStringList patterns;
        for (const QString& name : names)
            patterns << name + QStringLiteral("*") + QLatin1String(what) + QStringLiteral("*idx*");
        const QStringList files = folder.entryList(patterns, QDir::Files, QDir::Name);
        if (files.isEmpty())
            return {};
        source.params[what] = folder.absoluteFilePath(files.first()).toStdString();
    }
    return source;
}

} // namespace

std::optional<Project> idxProject(const std::string& path)
{
    const QDir folder(QString::fromStdString(path));
    const std::optional<DataSource> train = sourceOf(folder, "all", {QStringLiteral("train")});
    if (!train)
        return {};
    Project project;
    project.name = folder.dirName().toStdString();
    project.data.sources = {*train};
    project.data.split = {.kind = "stratified", .validation = 0.1, .test = 0.1, .column = "label"};
    Diagnostics diagnostics;
    const PreparedData read = prepareData(project.data, path, diagnostics);
    for (const Diagnostic& one : diagnostics)
        if (one.severity == Severity::error)
            throw Error(one.text);
    const Column* const image = read.data.find("image");
    const Column* const label = read.data.find("label");
    if (!image || !label || image->kind != ColumnKind::image || label->kind != ColumnKind::classIndex)
        throw Error("The IDX files in \"" + project.name + "\" do not hold pictures and a class for each.");
    project.data.transforms = {{.kind = "normalize", .columns = {"image"}}};
    if (const auto test = sourceOf(folder, "test", {QStringLiteral("t10k"), QStringLiteral("test")})) {
        project.data.sources.push_back(*test);
        project.data.split.test = 0;
    }
    drawPictureNetwork(project, image->shape[0], image->shape[1], int64_t(label->classes.size()));
    project.training.batchSize = read.data.size < 2000 ? 16 : 64;
    project.training.epochs = read.data.size < 2000 ? 30 : 5;
    return project;
}

} // namespace weft
