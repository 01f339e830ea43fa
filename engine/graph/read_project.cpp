#include "engine/graph/read_project.h"

#include "engine/graph/form/object_reader.h"
#include "engine/graph/form/param_json.h"
#include "engine/graph/migrate.h"

namespace weft {

namespace {

Project projectOfThisForm(const Json& json)
{
    const Place place;
    ObjectReader in(place, json);
    Project project;
    project.version = versionOf(json);
    in.take("weft");
    if (const Json* name = in.take("name"))
        project.name = textAt({place, "name"}, *name, ProjectLimits::text);
    if (const Json* graph = in.take("graph"))
        project.graph = graphFromJson({place, "graph"}, *graph);
    if (const Json* variables = in.take("variables")) {
        const Place here(place, "variables");
        project.graph.variables = paramsFromJson(here, *variables);
        if (project.graph.variables.size() > ProjectLimits::variables)
            refuse(here, "more than " + std::to_string(ProjectLimits::variables) + " variables.");
    }
    if (const Json* data = in.take("data"))
        project.data = dataFromJson({place, "data"}, *data);
    if (const Json* training = in.take("training"))
        project.training = trainingFromJson({place, "training"}, *training);
    if (const Json* view = in.take("view"))
        project.view = viewFromJson({place, "view"}, *view);
    project.unknown = in.rest();
    return project;
}

} // namespace

Project projectFromJson(const Json& json)
{
    const int64_t version = versionOf(json);
    if (version < projectVersion)
        return projectOfThisForm(migrate(json));
    if (version == projectVersion)
        return projectOfThisForm(json);
    try {
        return projectOfThisForm(json);
    } catch (const Error& error) {
        throw Error(newerSentence(version) + " (" + error.what() + ')');
    }
}

Project readProject(std::string_view text)
{
    return projectFromJson(parseJson(text, projectJsonLimits));
}

} // namespace weft
