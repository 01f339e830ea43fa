#include "engine/import/save_import.h"

#include "engine/graph/document.h"
#include "engine/storage/publish.h"
#include "engine/storage/safetensors.h"

namespace weft {

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
    publishFile(files, path, [&](const ByteSink& sink) { writeSafetensors(sink, tensors, {{"format", "weft"}}); });
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
    saveWeights(files, model.weights, weights);
    model.project.name = fileName(base);
    model.project.training.weights = fileName(weights);
    Document document(model.project);
    saveDocument(files, projectFile, document);
}

} // namespace weft
