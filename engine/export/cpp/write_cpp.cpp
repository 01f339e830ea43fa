#include "engine/export/cpp/write_cpp.h"

#include "engine/export/cpp/model_text.h"
#include "engine/export/model/source_names.h"
#include "engine/storage/new_folders.h"
#include "engine/storage/paths.h"
#include "engine/storage/publish.h"

#include <algorithm>

namespace weft {

namespace {

constexpr std::string_view makeFile = "CMakeLists.txt";

void keepOthersFolder(FileSystem& files, const std::string& folder)
{
    const std::string path = joinPath(folder, std::string(makeFile));
    if (files.exists(path) && !files.readFile(path, 1 << 20).starts_with("# Written by Weft"))
        throw Error(path + " is not Weft's and would be replaced; name another folder.");
}

} // namespace

std::string trialBytes(const Trial& trial)
{
    const auto samples = uint64_t(trial.samples);
    std::string bytes(reinterpret_cast<const char*>(&samples), 8);
    for (const std::vector<HostTensor>* all : {&trial.inputs, &trial.answers}) {
        for (const HostTensor& tensor : *all)
            bytes.append(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size());
    }
    return bytes;
}

WrittenCpp writeCpp(FileSystem& files, const ExportedModel& model, const Trial& trial, const std::string& folder)
{
    PlainProgram program(model);
    const PlainMemory memory(program);
    const std::vector<PlainStep> steps = plainSteps(program, memory);
    const PlainPlaces places = placeMemory(program, memory, steps);
    const PlainWeights weights = plainWeights(program, steps, memory);
    const std::string called = commentText(model.project.name);
    const std::string title =
        (called.empty() ? "A network" : called) + ", trained by Weft (" + std::to_string(model.step) + " updates)";
    const std::pair<std::string, std::string> texts[] = {
        {"model.weights", std::string(reinterpret_cast<const char*>(weights.bytes.data()), weights.bytes.size())},
        {"model.samples", trialBytes(trial)},
        {"check.cpp", checkText(program)},
        {std::string(makeFile), cmakeText()},
        {"model.h", modelText(program, memory, steps, places, weights, title)},
    };
    WrittenCpp written = {.weightBytes = weights.bytes.size(),
                          .fixedBytes = uint64_t(4 * places.fixedFloats),
                          .bytesPerSample = uint64_t(4 * places.floatsPerSample),
                          .together = places.together};
    std::vector<FileToPublish> all;
    for (const auto& [name, text] : texts) {
        all.push_back({name, [&text](const ByteSink& sink) { sink(bytesOf(text)); }});
        written.files.push_back(name);
        written.bytes += text.size();
    }
    keepOthersFolder(files, folder);
    NewFolders made(files, folder);
    try {
        files.makeFolders(folder);
        publishFiles(files, folder, all);
    } catch (...) {
        made.remove();
        throw;
    }
    return written;
}

} // namespace weft
