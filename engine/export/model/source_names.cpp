#include "engine/export/model/source_names.h"

namespace weft {

std::string commentText(std::string_view text)
{
    std::string line;
    for (const char c : text) {
        const bool isControl = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        line += isControl ? ' ' : c == '\\' ? '/' : c == '"' ? '\'' : c;
    }
    return line;
}

std::string identifierText(std::string_view text)
{
    std::string name;
    for (const char c : text) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        name += isPlain ? c : '_';
    }
    return name;
}

} // namespace weft
