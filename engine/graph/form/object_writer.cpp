#include "engine/graph/form/object_writer.h"

namespace weft {

void ObjectWriter::put(std::string_view key, Json value)
{
    m_json.members().emplace_back(std::string(key), std::move(value));
}

void ObjectWriter::putUnlessEmpty(std::string_view key, Json value)
{
    if ((value.isArray() && value.items().empty()) || (value.isObject() && value.members().empty()))
        return;
    put(key, std::move(value));
}

Json ObjectWriter::finish(const Unknown& unknown)
{
    m_json.members().insert(m_json.members().end(), unknown.begin(), unknown.end());
    return std::move(m_json);
}

} // namespace weft
