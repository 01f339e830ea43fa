#include "engine/export/onnx/write_onnx.h"

#include "engine/export/onnx/check.h"
#include "engine/export/onnx/external_data.h"
#include "engine/export/onnx/metadata.h"
#include "engine/export/onnx/plan.h"
#include "engine/export/onnx/preprocessing.h"
#include "engine/storage/publish.h"

namespace weft {

namespace {

constexpr int operatorVersion = 17;
constexpr int formatVersion = 8; // of ONNX 1.10 to 1.13, which have those operators

void writeOutputs(OnnxWriter& graph)
{
    for (const ModelOutput& output : graph.model().outputs) {
        const ValueInfo& info = graph.code().program.values[size_t(output.value)];
        std::string name = graph.name(output.value);
        // Two answers may be one value, and an answer may be an input or a weight.
        if (name != output.node) {
            graph.setOrigin(output.node);
            const std::string own = graph.unique(output.node);
            graph.addNamed("Identity", {name}, {own});
            name = own;
        }
        graph.describe(*graph.proto().add_output(), name, info.dtype, graph.code().extents(output.value));
    }
}

// After a failure: the data of a model that is not there, unless an earlier one has the same.
void removeUnused(FileSystem& files, const DataFile& data, const std::string& path, std::string_view model)
{
    try {
        const bool isThere = !model.empty() && files.exists(path) && files.status(path).bytes == model.size()
            && files.readFile(path, model.size()) == model;
        if (data.isNew && !isThere)
            files.removeFile(joinPath(parentFolder(path), data.name));
    } catch (const FileError&) { // the sentence of what failed first says more
    }
}

std::vector<std::string> sizesOf(const onnx::ValueInfoProto& value)
{
    std::vector<std::string> sizes;
    for (const onnx::TensorShapeProto::Dimension& size : value.type().tensor_type().shape().dim())
        sizes.push_back(size.has_dim_value() ? std::to_string(size.dim_value()) : size.dim_param());
    return sizes;
}

} // namespace

bool hasOnnxForm(const Op& op)
{
    return formOf(op) != nullptr;
}

WrittenOnnx writeOnnx(FileSystem& files, const ExportedModel& model, const std::string& path,
                      const OnnxOptions& options)
{
    onnx::ModelProto proto;
    proto.set_ir_version(formatVersion);
    onnx::OperatorSetIdProto& opset = *proto.add_opset_import();
    opset.set_domain("");
    opset.set_version(operatorVersion);
    proto.mutable_graph()->set_name(model.project.name.empty() ? "network" : model.project.name);

    OnnxWriter graph(model, *proto.mutable_graph());
    for (const ModelOutput& output : model.outputs)
        graph.reserve(output.value, output.node);
    writeInputs(graph, options.anySize);
    writeNodes(graph, {.foldBatchNorm = options.foldBatchNorm});
    writeOutputs(graph);
    writeMetadata(proto, graph,
                  {.version = options.version, .project = options.project, .folded = options.foldBatchNorm});

    WrittenOnnx written {.nodes = proto.graph().node_size()};
    for (const onnx::ValueInfoProto& input : proto.graph().input())
        written.inputSizes.push_back(sizesOf(input));
    const std::string folder = parentFolder(path);
    uint64_t weightBytes = 0;
    for (const OnnxWriter::Initializer& one : graph.initializers())
        weightBytes += one.bytes.size();
    DataFile data;
    if (weightBytes > options.mostInside)
        data = publishExternalData(files, path, graph.initializers(), proto);
    else
        putInside(graph.initializers(), proto);
    std::string bytes;
    try {
        checkModel(proto, folder);
        bytes = proto.SerializeAsString();
        if (bytes.empty())
            throw Error("The model is larger than 2 GB even without its weights, which no ONNX file can be.");
        publishFileOrTakeBack(files, path, [&](const ByteSink& sink) { sink(bytesOf(bytes)); });
    } catch (...) {
        removeUnused(files, data, path, bytes);
        throw;
    }
    written.dataFile = data.name;
    written.bytes = bytes.size() + (data.name.empty() ? 0 : weightBytes);
    removeOlderData(files, path, written.dataFile);
    return written;
}

} // namespace weft
