#include "engine/export/onnx/metadata.h"

#include "engine/export/model/metadata.h"
#include "engine/ir/ops/ops.h"
#include "engine/support/json.h"

namespace weft {

void writeMetadata(onnx::ModelProto& proto, const OnnxWriter& graph, const MetadataOptions& options)
{
    const ExportedModel& model = graph.model();
    const auto add = [&](const std::string& key, const std::string& value) {
        onnx::StringStringEntryProto& entry = *proto.add_metadata_props();
        entry.set_key(key);
        entry.set_value(value);
    };
    proto.set_producer_name("Weft");
    proto.set_producer_version(options.version);
    proto.set_model_version(model.step);
    for (const auto& [key, value] : modelMetadata(model, options.project))
        add(key, value);
    Json tensors = Json::object();
    for (const OnnxWriter::Kept& one : graph.kept())
        tensors.set(one.state, Json::Object {{"tensor", one.tensor}, {"form", one.form}});
    add("weft.weights", Json(Json::Object {{"folded", options.folded}, {"tensors", std::move(tensors)}}).dump());
}

} // namespace weft
