#include "engine/graph/write_project.h"

#include "engine/graph/migrate.h"
#include "engine/graph/form/object_writer.h"
#include "engine/graph/form/param_json.h"
#include "engine/support/error.h"

namespace weft {

Json toJson(const Project& project)
{
    ObjectWriter out;
    out.put("weft", project.version);
    out.put("name", project.name);
    out.putUnlessEmpty("variables", toJson(project.graph.variables));
    out.put("graph", toJson(project.graph));
    out.putUnlessEmpty("data", toJson(project.data));
    out.put("training", toJson(project.training));
    out.putUnlessEmpty("view", toJson(project.view));
    return out.finish(project.unknown);
}

std::string writeProject(const Project& project)
{
    if (project.version > projectVersion)
        throw Error(newerSentence(project.version));
    return toJson(project).dump(2) + '\n';
}

} // namespace weft
