#include "engine/schema/schema.h"

#include "engine/graph/migrate.h"
#include "engine/schema/schema_values.h"

namespace weft {

namespace {

Json reference(const std::string& definition)
{
    return Json::Object {{"$ref", "#/$defs/" + definition}};
}

Json listOf(Json items)
{
    return Json::Object {{"type", "array"}, {"items", std::move(items)}};
}

Json mapOf(Json values)
{
    return Json::Object {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

Json& properties(Json& object)
{
    return *object.find("properties");
}

Json texts()
{
    return listOf(Json::Object {{"type", "string"}});
}

// if `key` is `id`, then also `known`.
Json when(std::string_view key, const std::string& id, Json known)
{
    Json condition = Json::object();
    condition.set("properties", Json::Object {{std::string(key), Json::Object {{"const", id}}}});
    condition.set("required", Json::Array {key});
    return Json::Object {{"if", std::move(condition)}, {"then", std::move(known)}};
}

// An object of T's fields and "params", whose kinds depend on the one it names under `key`.
template <class T> Json chosen(std::string_view key, const std::vector<SchemaChoice>& choices)
{
    Json schema = fieldsSchema<T>();
    properties(schema).set("params", Json::Object {{"type", "object"}});
    Json cases = Json::array();
    for (const SchemaChoice& choice : choices) {
        Json known = Json::object();
        known.set("description", choice.doc);
        known.set("properties", Json::Object {{"params", paramsSchema(choice.params)}});
        cases.push(when(key, choice.id, std::move(known)));
    }
    if (!cases.items().empty())
        schema.set("allOf", std::move(cases));
    return schema;
}

Json layerSchema(const LayerType& layer)
{
    Json inputs = Json::object();
    for (const Port& port : layer.inputs) {
        Json wires = listOf(reference("wire"));
        if (!port.many)
            wires.set("maxItems", 1);
        inputs.set(
            port.id,
            Json::Object {{"description", port.doc}, {"anyOf", Json::Array {reference("wire"), std::move(wires)}}});
    }
    Json schema = Json::object();
    schema.set("title", layer.title);
    schema.set("description", layer.doc);
    Json& known = schema.set("properties", Json::object());
    known.set("params", paramsSchema(layer.params, true));
    known.set("inputs", Json::Object {{"properties", std::move(inputs)}});
    return schema;
}

Json nodeSchema(const std::vector<LayerType>& layers)
{
    Json schema = fieldsSchema<GraphNode>();
    properties(schema).set("params", Json::Object {{"type", "object"}});
    properties(schema).set("inputs", reference("inputs"));
    Json cases = Json::array();
    for (const LayerType& layer : layers)
        cases.push(when("type", layer.id, reference("layer_" + layer.id)));
    if (!cases.items().empty())
        schema.set("allOf", std::move(cases));
    return schema;
}

Json blockSchema()
{
    Json schema = fieldsSchema<Block>();
    Json& members = properties(schema);
    members.set("inputs", texts());
    members.set("outputs",
                mapOf(Json::Object {{"anyOf", Json::Array {reference("wire"), Json::Object {{"type", "null"}}}}}));
    members.set("params", listOf(fieldsSchema<PromotedParam>()));
    members.set("nodes", listOf(reference("node")));
    return schema;
}

Json variablesSchema()
{
    Json schema = mapOf(Json::Object {{"type", Json::Array {"number", "string"}}});
    schema.set("description",
               "Numbers by name, or expressions of others; a layer's numbers may be expressions of them.");
    return schema;
}

Json graphSchema()
{
    Json schema = Json::Object {{"type", "object"}, {"properties", Json::object()}};
    properties(schema).set("nodes", listOf(reference("node")));
    properties(schema).set("blocks", listOf(reference("block")));
    return schema;
}

Json dataSchema(const SchemaChoices& choices)
{
    Json schema = Json::Object {{"type", "object"}, {"properties", Json::object()}};
    Json& members = properties(schema);
    members.set("sources", listOf(chosen<DataSource>("format", choices.formats)));
    members.set("cleaning", listOf(chosen<DataStep>("kind", choices.cleaning)));
    members.set("transforms", listOf(chosen<DataStep>("kind", choices.transforms)));
    members.set("split", fieldsSchema<DataSplit>());
    members.set("feeds", mapOf(Json::Object {{"type", "string"}}));
    return schema;
}

Json trainingSchema(const SchemaChoices& choices)
{
    Json schema = fieldsSchema<TrainingSection>();
    Json& members = properties(schema);
    members.set("optimizer", chosen<Choice>("type", choices.optimizers));
    members.set("schedule", chosen<Choice>("type", choices.schedules));
    members.set("early_stop", fieldsSchema<EarlyStop>());
    members.set("checkpoints", fieldsSchema<CheckpointPolicy>());
    return schema;
}

// What a network's view and a block's have in common.
void addSheet(Json& members)
{
    Json dot = listOf(Json::Object {{"type", "number"}});
    dot.set("minItems", 2);
    dot.set("maxItems", 2);
    Json wires = mapOf(listOf(std::move(dot)));
    wires.set("description", "Reroute dots by wire: \"conv1.y > relu1.x\".");
    members.set("wires", std::move(wires));
    members.set("frames", listOf(fieldsSchema<Frame>()));
    members.set("notes", listOf(fieldsSchema<Note>()));
}

Json viewSchema()
{
    Json schema = fieldsSchema<ViewSection>();
    Json& members = properties(schema);
    members.set("nodes", mapOf(fieldsSchema<NodeView>()));
    addSheet(members);
    Json block = fieldsSchema<BlockView>();
    addSheet(properties(block));
    members.set("blocks", mapOf(std::move(block)));
    members.set("bookmarks", mapOf(fieldsSchema<Bookmark>()));
    return schema;
}

} // namespace

Json projectSchema(const std::vector<LayerType>& layers, const SchemaChoices& choices)
{
    Json schema = Json::object();
    schema.set("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.set("title", "Weft project");
    schema.set("type", "object");
    schema.set("required", Json::Array {"weft"});
    Json& members = schema.set("properties", Json::object());
    members.set("weft", Json::Object {{"description", "Version of the format."}, {"const", projectVersion}});
    members.set("name", Json::Object {{"type", "string"}});
    members.set("variables", variablesSchema());
    members.set("graph", graphSchema());
    members.set("data", dataSchema(choices));
    members.set("training", trainingSchema(choices));
    members.set("view", viewSchema());

    Json& definitions = schema.set("$defs", Json::object());
    definitions.set("wire",
                    Json::Object {{"description", "An output of a node: \"node.port\"."},
                                  {"type", "string"},
                                  {"pattern", "^[\\s\\S]+\\.[^.]+$"}});
    Json ends = Json::Array {reference("wire"), listOf(reference("wire"))};
    Json inputs = mapOf(Json::Object {{"anyOf", std::move(ends)}});
    inputs.set("propertyNames", Json::Object {{"minLength", 1}});
    definitions.set("inputs", std::move(inputs));
    definitions.set("node", nodeSchema(layers));
    definitions.set("block", blockSchema());
    for (const LayerType& layer : layers)
        definitions.set("layer_" + layer.id, layerSchema(layer));
    return schema;
}

} // namespace weft
