#pragma once

#include "engine/graph/field.h"

namespace weft {

// Puts an object together; the other side of ObjectReader.
class ObjectWriter {
public:
    void put(std::string_view key, Json value);
    void putUnlessEmpty(std::string_view key, Json value); // empty: a list or an object without members
    // What differs from the default, and what is written always.
    template <class T> void putFields(const T& value)
    {
        static const T defaults = {};
        for (const Field<T>& field : fieldsOf<T>()) {
            std::visit(
                [&](auto member) {
                    if (field.presence != Presence::optional || value.*member != defaults.*member)
                        put(field.key, json(value.*member));
                },
                field.member);
        }
    }
    Json finish(const Unknown& unknown); // once, at the end

private:
    template <class V> static Json json(const V& value) { return value; }
    static Json json(const std::vector<std::string>& names) { return Json::Array(names.begin(), names.end()); }

    Json m_json = Json::object();
};

} // namespace weft
