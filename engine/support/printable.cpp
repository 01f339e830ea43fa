#include "engine/support/printable.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace weft {

namespace {

struct Character {
    char32_t code = 0;
    size_t bytes = 0; // 0: not UTF-8 (RFC 3629, section 4: no overlong forms, no surrogates)
};

Character characterAt(std::string_view text, size_t at)
{
    const auto byte = [&](size_t i) { return at + i < text.size() ? uint8_t(text[at + i]) : uint8_t(0); };
    const uint8_t first = byte(0);
    if (first < 0x80)
        return {first, 1};
    const size_t bytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    char32_t code = first & (0x7f >> bytes);
    for (size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return {};
        code = code << 6 | (byte(i) & 0x3f);
    }
    const char32_t least = bytes == 4 ? 0x10000 : bytes == 3 ? 0x800 : 0x80;
    const bool isSurrogate = code >= 0xd800 && code < 0xe000;
    return first < 0xc0 || first > 0xf4 || code < least || code > 0x10ffff || isSurrogate ? Character()
                                                                                          : Character {code, bytes};
}

// Control characters (of which ESC and 0x9B begin commands to a terminal) and the invisible marks by which text can be
// shown in another order than it is read (Boucher, Anderson, "Trojan Source", 2021), or as something else.
bool isHidden(char32_t code)
{
    constexpr std::pair<char32_t, char32_t> hidden[] = {{0, 0x1f},        {0x7f, 0x9f},     {0x61c, 0x61c},
                                                        {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069},
                                                        {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f}};
    return std::ranges::any_of(hidden, [&](const auto& range) { return code >= range.first && code <= range.second; });
}

std::string writtenOut(char32_t code)
{
    std::string digits;
    for (; code > 0 || digits.size() < 4; code >>= 4)
        digits.insert(digits.begin(), "0123456789ABCDEF"[code & 15]);
    return "<U+" + digits + ">";
}

std::string shown(std::string_view text, size_t most, bool keepsLines)
{
    std::string all;
    for (size_t at = 0; at < text.size(); --most) {
        if (most == 0)
            return all + "…";
        const Character one = characterAt(text, at);
        if (one.bytes == 0)
            all += "�";
        else if (isHidden(one.code) && !(keepsLines && (one.code == '\n' || one.code == '\t')))
            all += writtenOut(one.code);
        else
            all.append(text, at, one.bytes);
        at += std::max<size_t>(one.bytes, 1);
    }
    return all;
}

} // namespace

std::string printable(std::string_view value, size_t most)
{
    return shown(value, most, false);
}

std::string printableText(std::string_view text)
{
    return shown(text, SIZE_MAX, true);
}

} // namespace weft
