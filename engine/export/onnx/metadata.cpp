#include "engine/export/onnx/metadata.h"

#include "engine/graph/write_project.h"
#include "engine/ir/ops/ops.h"
#include "engine/support/json.h"

namespace weft {

namespace {

Json listOf(const std::vector<std::string>& texts)
{
    Json list = Json::array();
    for (const std::string& text : texts)
        list.push(text);
    return list;
}

std::string_view name(PredictionKind kind)
{
    switch (kind) {
    case PredictionKind::classes:
        return "classes";
    case PredictionKind::image:
        return "image";
    case PredictionKind::tokens:
        return "tokens";
    case PredictionKind::values:
        break;
    }
    return "values";
}

std::string_view name(FeedKind kind)
{
    switch (kind) {
    case FeedKind::image:
        return "image";
    case FeedKind::classIndex:
        return "class";
    case FeedKind::tokens:
        return "tokens";
    case FeedKind::numbers:
        break;
    }
    return "numbers";
}

Json describe(const ModelInput& input)
{
    Json json = Json::Object {{"kind", name(input.kind)}};
    if (!input.column.empty())
        json.set("column", input.column);
    if (!input.classes.empty())
        json.set(input.kind == FeedKind::tokens ? "vocabulary" : "names", listOf(input.classes));
    return json;
}

Json describe(const ModelOutput& output)
{
    Json json = Json::Object {{"kind", name(output.kind)}};
    if (output.classAxis >= 0)
        json.set("class_axis", output.classAxis);
    if (!output.classes.empty())
        json.set("classes", listOf(output.classes));
    return json;
}

} // namespace

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
    add("weft.step", std::to_string(model.step));
    if (model.outputs.size() == 1 && !model.outputs[0].classes.empty())
        add("classes", listOf(model.outputs[0].classes).dump());
    for (const ModelInput& input : model.inputs)
        add("weft.input." + input.node, describe(input).dump());
    for (const ModelOutput& output : model.outputs)
        add("weft.output." + output.node, describe(output).dump());
    Json tensors = Json::object();
    for (const OnnxWriter::Kept& one : graph.kept())
        tensors.set(one.state, Json::Object {{"tensor", one.tensor}, {"form", one.form}});
    add("weft.weights", Json(Json::Object {{"folded", options.folded}, {"tensors", std::move(tensors)}}).dump());
    if (options.project)
        add("weft.project", writeProject(model.project));
}

} // namespace weft
