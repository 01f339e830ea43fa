#pragma once

#include "engine/graph/field.h"
#include "engine/graph/param.h"

namespace weft {

// JSON Schemas of single values, from the records that describe them.

// `expressions`: texts may stand for numbers.
Json paramSchema(const Param& param, bool expressions = false);
Json paramsSchema(const std::vector<Param>& params, bool expressions = false); // of the object "params"

// What a field takes; `value` is its default, which says the kind.
struct FieldRange {
    std::string_view doc;
    Presence presence;
    double minimum;
    double maximum;
    std::span<const std::string_view> choices;
};
Json valueSchema(const FieldRange& range, bool value);
Json valueSchema(const FieldRange& range, int64_t value);
Json valueSchema(const FieldRange& range, double value);
Json valueSchema(const FieldRange& range, const std::string& value);
Json valueSchema(const FieldRange& range, const std::vector<std::string>& value);

// Of an object with T's fields; what else it holds is not said, and so allowed.
template <class T> Json fieldsSchema()
{
    static const T defaults = {};
    Json properties = Json::object();
    Json required = Json::array();
    for (const Field<T>& field : fieldsOf<T>()) {
        const FieldRange range = {field.doc, field.presence, field.minimum, field.maximum, field.choices};
        std::visit([&](auto member) { properties.set(field.key, valueSchema(range, defaults.*member)); }, field.member);
        if (field.presence == Presence::required)
            required.push(field.key);
    }
    Json schema = Json::object();
    schema.set("type", "object");
    if (!required.items().empty())
        schema.set("required", std::move(required));
    schema.set("properties", std::move(properties));
    return schema;
}

} // namespace weft
