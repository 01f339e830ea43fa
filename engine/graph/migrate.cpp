#include "engine/graph/migrate.h"

#include "engine/graph/form/object_reader.h"

#include <algorithm>
#include <map>
#include <optional>

namespace weft {

namespace {

void erase(Json& object, std::string_view key)
{
    std::erase_if(object.members(), [key](const Json::Member& one) { return one.first == key; });
}

// Moves an object's member out; nothing if there is none.
std::optional<Json> take(Json& object, std::string_view key)
{
    Json* found = object.find(key);
    if (!found)
        return {};
    Json value = std::move(*found);
    erase(object, key);
    return value;
}

// [{"port": "x", "from": "conv1.y"}, …] becomes {"x": "conv1.y", …}.
void nameInputs(const Place& place, Json& node)
{
    Json* inputs = node.find("inputs");
    if (!inputs || !inputs->isArray())
        return;
    if (inputs->items().size() > ProjectLimits::wires)
        refuse(place, "more than " + std::to_string(ProjectLimits::wires) + " wires into one node.");
    Json named = Json::object();
    for (size_t i = 0; i < inputs->items().size(); ++i) {
        const Json& wire = inputs->items()[i];
        const Json* port = wire.find("port");
        const Json* from = wire.find("from");
        if (!port || !port->isString() || !from)
            refuse({place, i}, "a wire of the draft form needs \"port\" and \"from\".");
        if (Json* before = named.find(port->asString())) {
            if (!before->isArray()) {
                Json list = Json::array();
                list.push(std::move(*before));
                *before = std::move(list);
            }
            before->push(*from);
        } else {
            named.set(port->asString(), *from);
        }
    }
    *inputs = std::move(named);
}

// Version 0, the draft: a node's inputs were a list of wires, its position stood in the graph as "pos": [x, y], and the
// learning rate belonged to the optimizer.
void fromDraft(Json& project)
{
    const Json* oldView = project.find("view");
    const bool moves = !oldView || (oldView->isObject() && !oldView->find("nodes"));
    std::map<std::string, Json> positions;
    const Place root;
    const Place graphPlace(root, "graph");
    const Place nodesPlace(graphPlace, "nodes");
    Json* graph = project.find("graph");
    Json* nodes = graph ? graph->find("nodes") : nullptr;
    for (size_t i = 0; nodes && nodes->isArray() && i < nodes->items().size(); ++i) {
        Json& node = nodes->items()[i];
        const Place place(nodesPlace, i);
        nameInputs({place, "inputs"}, node);
        const Json* id = node.find("id");
        const Json* pos = node.find("pos");
        if (!moves || !id || !id->isString() || !pos || !pos->isArray() || pos->items().size() != 2)
            continue;
        positions.emplace(id->asString(), Json::Object {{"x", pos->items()[0]}, {"y", pos->items()[1]}});
        erase(node, "pos");
    }
    if (!positions.empty()) {
        if (!oldView)
            project.set("view", Json::object());
        project.find("view")->set("nodes", Json::Object(positions.begin(), positions.end()));
    }
    Json* training = project.find("training");
    Json* optimizer = training ? training->find("optimizer") : nullptr;
    if (optimizer && optimizer->isObject()) {
        if (std::optional<Json> rate = take(*optimizer, "learning_rate"))
            training->set("learning_rate", std::move(*rate));
    }
}

constexpr Migration table[] = {
    {0, "Inputs by port name, positions in the view, the learning rate beside the optimizer.", fromDraft},
};
static_assert(std::size(table) == projectVersion, "every older version has its step");

} // namespace

std::span<const Migration> migrations()
{
    return table;
}

int64_t versionOf(const Json& project)
{
    if (!project.isObject())
        throw Error("this is no Weft project: expected an object, found " + std::string(project.kindName()) + '.');
    const Json* version = project.find("weft");
    if (!version)
        throw Error("this is no Weft project: \"weft\", the version of its format, is missing.");
    if (!version->isInteger() || version->asInteger() < 0)
        throw Error("weft: expected the version of the format, a whole number from 0 on.");
    return version->asInteger();
}

std::string newerSentence(int64_t version)
{
    return "This project is from a newer Weft (its format is version " + std::to_string(version)
        + ", this program knows " + std::to_string(projectVersion)
        + "): update Weft to change it; the file stays as it is.";
}

Json migrate(Json project)
{
    for (int64_t version = versionOf(project); version < projectVersion; ++version) {
        table[version].apply(project);
        project.set("weft", version + 1);
    }
    return project;
}

} // namespace weft
