#include "engine/graph/form/param_json.h"

#include <algorithm>

namespace weft {

namespace {

Json realNumber(double value)
{
    const Json json(value);
    if (json.isNumber() && json.numberText().find_first_of(".e") == std::string::npos)
        return Json::number(json.numberText() + ".0");
    return json;
}

} // namespace

ParamValue paramFromJson(const Place& place, const Json& value)
{
    if (value.isBool())
        return value.asBool();
    if (value.isInteger())
        return value.asInteger();
    if (value.isNumber())
        return value.asDouble();
    if (value.isString())
        return textAt(place, value, ProjectLimits::text);
    if (!value.isArray() || !std::ranges::all_of(value.items(), &Json::isInteger))
        return OtherValue(value);
    std::vector<int64_t> sizes;
    for (const Json& item : listAt(place, value, ProjectLimits::list))
        sizes.push_back(item.asInteger());
    return sizes;
}

Json toJson(const ParamValue& value)
{
    if (const auto* other = std::get_if<OtherValue>(&value))
        return other->json;
    if (const auto* sizes = std::get_if<std::vector<int64_t>>(&value))
        return Json::Array(sizes->begin(), sizes->end());
    if (const auto* real = std::get_if<double>(&value))
        return realNumber(*real);
    if (const auto* toggle = std::get_if<bool>(&value))
        return *toggle;
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    return std::get<int64_t>(value);
}

Params paramsFromJson(const Place& place, const Json& value)
{
    Params params;
    for (const auto& [key, item] : objectAt(place, value)) {
        const Place here(place, key);
        if (key.size() > ProjectLimits::name)
            refuse(here, "the name is longer than " + std::to_string(ProjectLimits::name) + " bytes.");
        params.emplace(key, paramFromJson(here, item));
    }
    return params;
}

Json toJson(const Params& params)
{
    Json json = Json::object();
    for (const auto& [key, value] : params)
        json.members().emplace_back(key, toJson(value));
    return json;
}

} // namespace weft
