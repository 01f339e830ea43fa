#include "engine/export/model/metadata.h"

#include "engine/graph/write_project.h"

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

std::vector<std::pair<std::string, std::string>> modelMetadata(const ExportedModel& model, bool project)
{
    std::vector<std::pair<std::string, std::string>> all = {{"weft.step", std::to_string(model.step)}};
    if (model.outputs.size() == 1 && !model.outputs[0].classes.empty())
        all.emplace_back("classes", listOf(model.outputs[0].classes).dump());
    for (const ModelInput& input : model.inputs)
        all.emplace_back("weft.input." + input.node, describe(input).dump());
    for (const ModelOutput& output : model.outputs)
        all.emplace_back("weft.output." + output.node, describe(output).dump());
    if (project)
        all.emplace_back("weft.project", writeProject(model.project));
    return all;
}

} // namespace weft
