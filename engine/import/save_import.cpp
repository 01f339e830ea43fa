#include "engine/import/save_import.h"

#include "engine/graph/document.h"
#include "engine/storage/publish.h"
#include "engine/storage/safetensors.h"

namespace weft {

namespace {

void saveWeights(FileSystem& files, const std::vector<StartingState>& weights, const std::string& path)
{
    if (files.exists(path))
        throw Error("\"" + path + "\" is there already; move it away, or rename the project.");
    std::vector<NamedTensor> tensors;
    for (const StartingState& state : weights)
        tensors.push_back({.name = state.name,
                           .dtype = DType::f32,
                           .shape = state.shape,
                           .bytes = std::as_bytes(std::span(state.values))});
    publishFileOrTakeBack(files, path, [&](const ByteSink& sink) {
        writeSafetensors(sink, tensors, {{"format", "weft"}});
    });
}

// Whether the project on the disk is this document: its writing may have failed after it was there.
bool isSaved(FileSystem& files, const std::string& projectFile, const Document& document)
{
    try {
        const std::string text = document.text();
        return files.status(projectFile).bytes == text.size() && files.readFile(projectFile, text.size()) == text;
    } catch (const Error&) {
        return false;
    }
}

} // namespace

void saveWithWeights(FileSystem& files, const std::vector<StartingState>& weights, const std::string& path,
                     Document& document, const std::string& projectFile)
{
    saveWeights(files, weights, path);
    document.edit().training.weights = fileName(path);
    try {
        saveDocument(files, projectFile, document);
    } catch (...) {
        try {
            if (!isSaved(files, projectFile, document))
                files.removeFile(path);
        } catch (const FileError&) { // the sentence of what failed first says more
        }
        throw;
    }
}

void saveImport(FileSystem& files, ImportedModel& model, const std::string& projectFile)
{
    const std::string base =
        projectFile.ends_with(".weft") ? projectFile.substr(0, projectFile.size() - 5) : projectFile;
    const std::string weights = base + ".safetensors";
    for (const std::string& path : {projectFile, weights}) {
        if (files.exists(path))
            throw Error("\"" + path + "\" is there already; name another project, or move it away.");
    }
    model.project.name = fileName(base);
    model.project.training.weights = fileName(weights);
    Document document(model.project);
    saveWithWeights(files, model.weights, weights, document, projectFile);
}

} // namespace weft
