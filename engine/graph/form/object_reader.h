#pragma once

#include "engine/graph/field.h"
#include "engine/graph/limits.h"
#include "engine/support/error.h"

#include <string>

namespace weft {

// Where in the document a value stands. Lives on the stack of the reader: only a mistake makes it a text.
class Place {
public:
    explicit Place(std::string_view root = {})
        : m_key(root)
    {
    }
    Place(const Place& parent, std::string_view key)
        : m_parent(&parent)
        , m_key(key)
    {
    }
    Place(const Place& parent, size_t index)
        : m_parent(&parent)
        , m_index(index)
    {
    }

    std::string text() const; // "graph.nodes[3].inputs.x"; the document itself: ""

private:
    static constexpr size_t none = size_t(-1);
    const Place* m_parent = nullptr;
    std::string_view m_key;
    size_t m_index = none;
};

// Throws Error: "graph.nodes[3].inputs.x: expected a text, found a number."
[[noreturn]] void refuse(const Place& place, const std::string& sentence);
[[noreturn]] void refuseKind(const Place& place, std::string_view expected, const Json& found);

const std::string& textAt(const Place& place, const Json& value, size_t limit);
const Json::Array& listAt(const Place& place, const Json& value, size_t limit);
const Json::Object& objectAt(const Place& place, const Json& value);
std::vector<std::string> namesAt(const Place& place, const Json& value); // a list of texts

// A field's value. Ranges of numbers are the settings' checker's; of texts the length is held here.
void fromJson(const Place& place, const Json& value, double maximum, bool& out);
void fromJson(const Place& place, const Json& value, double maximum, int64_t& out);
void fromJson(const Place& place, const Json& value, double maximum, double& out);
void fromJson(const Place& place, const Json& value, double maximum, std::string& out);
void fromJson(const Place& place, const Json& value, double maximum, std::vector<std::string>& out);

// Takes an object apart member by member; what nobody took is what this version does not know.
class ObjectReader {
public:
    ObjectReader(const Place& place, const Json& value)
        : m_place(place)
        , m_members(objectAt(place, value))
        , m_taken(m_members.size())
    {
    }

    ObjectReader(Place&&, const Json&) = delete; // it keeps a reference
    ObjectReader(const ObjectReader&) = delete;

    const Place& place() const { return m_place; }
    const Json* take(std::string_view key); // nullptr: absent
    const Json& need(std::string_view key); // throws Error if absent
    Unknown rest() const;

    template <class T> void takeFields(T& out)
    {
        for (const Field<T>& field : fieldsOf<T>()) {
            const Json* value = field.presence == Presence::required ? &need(field.key) : take(field.key);
            if (value)
                std::visit(
                    [&](auto member) {
                        fromJson({m_place, field.key}, *value, field.maximum, out.*member);
                    },
                    field.member);
        }
    }

private:
    const Place& m_place;
    const Json::Object& m_members;
    std::vector<bool> m_taken;
};

} // namespace weft
