#include "engine/graph/form/object_reader.h"

#include "engine/support/printable.h"

#include <algorithm>

namespace weft {

namespace {

bool isWord(std::string_view key)
{
    return !key.empty() && key.size() <= 64 && std::ranges::all_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

// A text of the file in quotes, as it stands in one: escaped, at most about 60 bytes, cut between characters.
std::string shown(std::string_view text)
{
    if (text.size() <= 60)
        return printable(Json(text).dump(), SIZE_MAX); // what JSON may hold, a terminal may not
    size_t end = 60;
    while (end > 0 && (uint8_t(text[end]) & 0xC0) == 0x80)
        --end;
    return printable(Json(std::string(text.substr(0, end)) + "…").dump(), SIZE_MAX);
}

} // namespace

std::string Place::text() const
{
    std::string before = m_parent ? m_parent->text() : std::string();
    if (m_index != none)
        return before + '[' + std::to_string(m_index) + ']';
    if (m_parent && !isWord(m_key))
        return before + '[' + shown(m_key) + ']';
    return before + (before.empty() ? "" : ".") + std::string(m_key);
}

void refuse(const Place& place, const std::string& sentence)
{
    const std::string where = place.text();
    throw Error((where.empty() ? "" : where + ": ") + sentence);
}

void refuseKind(const Place& place, std::string_view expected, const Json& found)
{
    refuse(place,
           "expected " + std::string(expected) + ", found "
               + (found.isString() ? shown(found.asString()) : std::string(found.kindName())) + '.');
}

const std::string& textAt(const Place& place, const Json& value, size_t limit)
{
    if (!value.isString())
        refuseKind(place, "a text", value);
    if (value.asString().size() > limit)
        refuse(place,
               "a text of " + std::to_string(value.asString().size()) + " bytes; at most " + std::to_string(limit)
                   + " are allowed here.");
    return value.asString();
}

const Json::Array& listAt(const Place& place, const Json& value, size_t limit)
{
    if (!value.isArray())
        refuseKind(place, "a list", value);
    if (value.items().size() > limit)
        refuse(place,
               "a list of " + std::to_string(value.items().size()) + "; at most " + std::to_string(limit)
                   + " are allowed here.");
    return value.items();
}

const Json::Object& objectAt(const Place& place, const Json& value)
{
    if (!value.isObject())
        refuseKind(place, "an object", value);
    return value.members();
}

std::vector<std::string> namesAt(const Place& place, const Json& value)
{
    std::vector<std::string> names;
    for (const Json& item : listAt(place, value, ProjectLimits::list))
        names.push_back(textAt(Place(place, names.size()), item, ProjectLimits::text));
    return names;
}

void fromJson(const Place& place, const Json& value, double, bool& out)
{
    if (!value.isBool())
        refuseKind(place, "true or false", value);
    out = value.asBool();
}

void fromJson(const Place& place, const Json& value, double, int64_t& out)
{
    if (value.isNumber() && !value.isInteger())
        refuse(place, "expected a whole number of at most 64 bits, found " + value.numberText().substr(0, 40) + '.');
    if (!value.isInteger())
        refuseKind(place, "a whole number", value);
    out = value.asInteger();
}

void fromJson(const Place& place, const Json& value, double, double& out)
{
    if (!value.isNumber())
        refuseKind(place, "a number", value);
    out = value.asDouble();
}

void fromJson(const Place& place, const Json& value, double maximum, std::string& out)
{
    out = textAt(place, value, size_t(std::min(maximum, double(ProjectLimits::text))));
}

void fromJson(const Place& place, const Json& value, double, std::vector<std::string>& out)
{
    out = namesAt(place, value);
}

const Json* ObjectReader::take(std::string_view key)
{
    const auto found = std::ranges::find(m_members, key, &Json::Member::first);
    if (found == m_members.end())
        return nullptr;
    m_taken[size_t(found - m_members.begin())] = true;
    return &found->second;
}

const Json& ObjectReader::need(std::string_view key)
{
    const Json* value = take(key);
    if (!value)
        refuse(m_place, "\"" + std::string(key) + "\" is missing.");
    return *value;
}

Unknown ObjectReader::rest() const
{
    Unknown rest;
    for (size_t i = 0; i < m_members.size(); ++i) {
        if (!m_taken[i])
            rest.push_back(m_members[i]);
    }
    return rest;
}

} // namespace weft
