#include "engine/schema/schema_values.h"

#include "engine/graph/form/param_json.h"

#include <cmath>

namespace weft {

namespace {

// 1e9 reads better as 1000000000, and some validators take "integer" by the text.
Json bound(double value)
{
    return std::abs(value) < 1e15 && value == std::floor(value) ? Json(int64_t(value)) : Json(value);
}

void addRange(Json& schema, double minimum, double maximum)
{
    if (std::isfinite(minimum))
        schema.set("minimum", bound(minimum));
    if (std::isfinite(maximum))
        schema.set("maximum", bound(maximum));
}

Json described(std::string_view doc, std::string_view type)
{
    return Json::Object {{"description", doc}, {"type", type}};
}

Json sizesSchema(const Param& param, const std::string& doc)
{
    Json one = Json::Object {{"type", "integer"}};
    addRange(one, param.minimum, param.maximum);
    Json several = Json::Object {{"type", "array"}, {"items", one}};
    several.set("minItems", param.minimumCount);
    several.set("maxItems", param.maximumCount);
    return Json::Object {{"description", doc}, {"anyOf", Json::Array {std::move(one), std::move(several)}}};
}

} // namespace

Json paramSchema(const Param& param, bool expressions)
{
    const std::string doc = param.doc + (param.unit.empty() ? "" : " In " + param.unit + '.');
    Json schema;
    switch (param.kind) {
    case Param::Kind::integer:
        schema = described(doc, "integer");
        addRange(schema, param.minimum, param.maximum);
        break;
    case Param::Kind::real:
        schema = described(doc, "number");
        addRange(schema, param.minimum, param.maximum);
        break;
    case Param::Kind::toggle:
        schema = described(doc, "boolean");
        break;
    case Param::Kind::choice:
        schema = described(doc, "string");
        schema.set("enum", Json::Array(param.choices.begin(), param.choices.end()));
        break;
    case Param::Kind::sizes:
        schema = sizesSchema(param, doc);
        break;
    case Param::Kind::text:
        schema = described(doc, "string");
        break;
    }
    if (expressions && (param.kind == Param::Kind::integer || param.kind == Param::Kind::real))
        schema.set("type", Json::Array {*schema.find("type"), "string"});
    if (expressions && param.kind == Param::Kind::sizes)
        schema.find("anyOf")->push(Json::Object {{"type", "string"}});
    schema.set("default", toJson(param.value));
    return schema;
}

Json paramsSchema(const std::vector<Param>& params, bool expressions)
{
    Json properties = Json::object();
    for (const Param& param : params)
        properties.set(param.id, paramSchema(param, expressions));
    return Json::Object {{"type", "object"}, {"properties", std::move(properties)}};
}

Json valueSchema(const FieldRange& range, bool value)
{
    Json schema = described(range.doc, "boolean");
    schema.set("default", value);
    return schema;
}

Json valueSchema(const FieldRange& range, int64_t value)
{
    Json schema = described(range.doc, "integer");
    addRange(schema, range.minimum, range.maximum);
    schema.set("default", value);
    return schema;
}

Json valueSchema(const FieldRange& range, double value)
{
    Json schema = described(range.doc, "number");
    addRange(schema, range.minimum, range.maximum);
    schema.set("default", value);
    return schema;
}

Json valueSchema(const FieldRange& range, const std::string& value)
{
    Json schema = described(range.doc, "string");
    if (!range.choices.empty())
        schema.set("enum", Json::Array(range.choices.begin(), range.choices.end()));
    if (std::isfinite(range.maximum)) // bytes in the document, characters here: never stricter
        schema.set("maxLength", bound(range.maximum));
    if (range.presence != Presence::required)
        schema.set("default", value);
    return schema;
}

Json valueSchema(const FieldRange& range, const std::vector<std::string>&)
{
    Json schema = described(range.doc, "array");
    schema.set("items", Json::Object {{"type", "string"}});
    return schema;
}

} // namespace weft
