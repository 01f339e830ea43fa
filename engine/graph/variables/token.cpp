#include "engine/graph/variables/token.h"

#include "engine/graph/variables/expression.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace weft {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool beginsName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

bool continuesName(char c)
{
    return beginsName(c) || isDigit(c);
}

size_t lengthOfName(std::string_view text)
{
    return size_t(std::ranges::find_if_not(text, continuesName) - text.begin());
}

// "64k" and "1M", as long as it is no beginning of a name.
double suffix(std::string_view rest)
{
    if (lengthOfName(rest) != 1)
        return 1;
    return rest[0] == 'k' || rest[0] == 'K' ? 1e3 : rest[0] == 'M' ? 1e6 : 1;
}

} // namespace

Token takeToken(std::string_view& rest)
{
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    if (rest.empty())
        return {};
    Token token = {.kind = Token::Kind::sign};
    size_t length = rest.starts_with("**") ? 2 : 1;
    if (isDigit(rest[0]) || (rest[0] == '.' && rest.size() > 1 && isDigit(rest[1]))) {
        token.kind = Token::Kind::number;
        const auto end = std::from_chars(rest.data(), rest.data() + rest.size(), token.value);
        length = size_t(end.ptr - rest.data());
        if (end.ec != std::errc())
            token.value = std::numeric_limits<double>::infinity(); // which is told
        if (const double factor = suffix(rest.substr(length)); factor != 1) {
            token.value *= factor;
            ++length;
        }
    } else if (beginsName(rest[0])) {
        token.kind = Token::Kind::name;
        length = lengthOfName(rest);
    }
    token.text = rest.substr(0, length);
    if (token.text == "**")
        token.text = "^";
    rest.remove_prefix(length);
    return token;
}

bool isVariableName(std::string_view name)
{
    return !name.empty() && beginsName(name[0]) && lengthOfName(name) == name.size();
}

} // namespace weft
