#include "engine/serve/model/model_path.h"

#include "engine/graph/document.h"
#include "engine/import/onnx/import_onnx.h"
#include "engine/train/runs.h"

#include <algorithm>

namespace weft {

namespace {

constexpr std::string_view onnxEnding = ".onnx";

bool isFile(FileSystem& files, const std::string& path)
{
    return files.status(path).kind == FileKind::file;
}

std::string stamp(FileSystem& files, const std::string& path)
{
    const FileStatus status = files.status(path);
    return path + " " + std::to_string(status.bytes) + " " + std::to_string(status.modified) + "\n";
}

bool isNumber(const std::string& name)
{
    return !name.empty() && name.size() < 19 && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

ModelPath findModel(FileSystem& files, const std::string& path, bool best, std::vector<std::string>& warnings)
{
    if (path.ends_with(onnxEnding) && isFile(files, path))
        return {.place = path, .mark = stamp(files, path)};
    const std::string run = trainedRun(files, path, &warnings);
    if (run.empty()) {
        if (isFile(files, path) && !openDocument(files, path).project().training.weights.empty())
            return {.place = path, .mark = stamp(files, path)};
        throw Error("\"" + path + "\" has not been trained yet; `weft train` it first, or name the folder of a run.");
    }
    const std::string checkpoint = findCheckpoint(files, run, best, &warnings);
    ModelPath found {.place = run};
    found.mark = checkpoint + "\n" + files.readFile(joinPath(checkpoint, "checkpoint.json"), uint64_t(64) << 20);
    const std::string folder = absolutePath(run);
    const std::string name = fileName(checkpoint == run ? parentFolder(parentFolder(folder)) : folder);
    if (isNumber(name))
        found.number = name;
    return found;
}

ModelFiles openModel(FileSystem& files, const std::string& place, bool best)
{
    if (!isFile(files, place)) {
        TrainedProject trained = findProject(files, place);
        return {.project = std::move(trained.project),
                .checkpoint = findCheckpoint(files, place, best),
                .projectFolder = trained.projectFolder};
    }
    const std::string folder = parentFolder(place);
    if (!place.ends_with(onnxEnding))
        return {.project = openDocument(files, place).project(), .projectFolder = folder};
    constexpr uint64_t most = uint64_t(2) << 30; // what a protobuf message can be
    std::string bytes = files.readFile(place, most);
    try {
        ModelFiles opened {.project = importOnnx(std::move(bytes), files, {.folder = folder}).project,
                           .projectFolder = folder};
        opened.project.name = fileName(place).substr(0, fileName(place).size() - onnxEnding.size());
        opened.project.training.weights = fileName(place);
        return opened;
    } catch (const FileError&) {
        throw;
    } catch (const Error& error) {
        throw Error("\"" + place + "\": " + error.what());
    }
}

} // namespace weft
