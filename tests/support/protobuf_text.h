#pragma once

#include <cstdint>
#include <string>

namespace weft {

// Messages of protobuf, put together by hand for what no writer would write.

inline std::string protobufNumber(uint64_t number)
{
    std::string text;
    for (;; number >>= 7) {
        text.push_back(char((number & 127) | (number > 127 ? 128 : 0)));
        if (number <= 127)
            return text;
    }
}

// A field that holds bytes, a text or another message.
inline std::string protobufField(int number, const std::string& bytes)
{
    return std::string(1, char(number << 3 | 2)) + protobufNumber(bytes.size()) + bytes;
}

inline std::string protobufField(int number, uint64_t value)
{
    return protobufNumber(uint64_t(number) << 3) + protobufNumber(value);
}

} // namespace weft
