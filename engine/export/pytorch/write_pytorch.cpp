#include "engine/export/pytorch/write_pytorch.h"

#include "engine/export/model/metadata.h"
#include "engine/export/pytorch/module_text.h"
#include "engine/export/pytorch/write_layers.h"
#include "engine/storage/paths.h"
#include "engine/storage/publish.h"
#include "engine/storage/safetensors.h"

#include <algorithm>
#include <filesystem>

namespace weft {

namespace {

// Another model's weights, those that this very network begins with among them, are nobody's to replace; an earlier
// export's are.
void keepOthersWeights(FileSystem& files, const std::string& start, const std::string& path)
{
    if (!files.exists(path))
        return;
    bool isExport = false;
    try {
        const SafetensorsReader reader(files, path);
        isExport = std::ranges::find(reader.metadata(), "weft.names", &TextPairs::value_type::first)
            != reader.metadata().end();
    } catch (const Error&) { // not even safetensors
    }
    const auto placeOf = [](const std::string& file) { return std::filesystem::weakly_canonical(file); };
    if (!isExport || (!start.empty() && placeOf(start) == placeOf(path)))
        throw Error('"' + path + '"'
                    + (isExport ? " is what this network's training begins with" : " is no earlier export")
                    + " and would be replaced; name another file.");
}

} // namespace

WrittenPytorch writePytorch(FileSystem& files, const ExportedModel& model, const std::string& path,
                            const PytorchOptions& options)
{
    const std::string stem = path.substr(0, path.rfind('.'));
    keepOthersWeights(files, options.start, stem + ".safetensors");
    const UnfoldedNetwork network(model);
    ModuleWriter writer(network);
    const std::vector<std::string> outputs = writeLayers(writer);

    WrittenPytorch written {.weightsFile = stem + ".safetensors"};
    std::vector<NamedTensor> tensors;
    std::string table;
    for (const ModuleWriter::Kept& one : writer.kept()) {
        tensors.push_back({one.name, one.tensor.info.dtype, one.tensor.info.shape, one.tensor.bytes});
        if (!one.table.empty())
            table += one.name + " = " + one.table + "\n";
        written.numbers += one.tensor.info.shape.elements();
    }
    written.tensors = int(tensors.size());
    TextPairs metadata = {{"format", "pt"}};
    for (const auto& pair : modelMetadata(model, options.project))
        metadata.push_back(pair);
    metadata.emplace_back("weft.names", table);
    std::vector<FileToPublish> all = {{fileName(written.weightsFile), [&](const ByteSink& sink) {
                                           writeSafetensors(
                                               [&](std::span<const std::byte> bytes) {
                                                   written.bytes += bytes.size();
                                                   sink(bytes);
                                               },
                                               tensors, metadata);
                                       }}};
    if (options.source) {
        written.sourceFile = stem + ".py";
        const std::string text = moduleText(writer, outputs, fileName(written.weightsFile));
        written.bytes += text.size();
        all.push_back({fileName(written.sourceFile), [text](const ByteSink& sink) { sink(bytesOf(text)); }});
    }
    publishFiles(files, parentFolder(path), all);
    return written;
}

} // namespace weft
