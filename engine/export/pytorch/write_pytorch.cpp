#include "engine/export/pytorch/write_pytorch.h"

#include "engine/export/model/metadata.h"
#include "engine/export/pytorch/module_text.h"
#include "engine/export/pytorch/write_layers.h"
#include "engine/storage/paths.h"
#include "engine/storage/publish.h"
#include "engine/storage/safetensors.h"

namespace weft {

WrittenPytorch writePytorch(FileSystem& files, const ExportedModel& model, const std::string& path,
                            const PytorchOptions& options)
{
    const std::string stem = path.substr(0, path.rfind('.'));
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
    publishFile(files, written.weightsFile, [&](const ByteSink& sink) {
        writeSafetensors(
            [&](std::span<const std::byte> bytes) {
                written.bytes += bytes.size();
                sink(bytes);
            },
            tensors, metadata);
    });
    if (options.source) {
        written.sourceFile = stem + ".py";
        const std::string text =
            moduleText(writer, outputs, written.weightsFile.substr(written.weightsFile.rfind('/') + 1));
        publishFile(files, written.sourceFile, text);
        written.bytes += text.size();
    }
    return written;
}

} // namespace weft
