#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace weft {

// One field of a protobuf message (protobuf.dev/programming-guides/encoding).
struct WireField {
    uint32_t number = 0;
    enum Kind : uint8_t { varint, fixed64, bytes, fixed32 } kind = varint;
    uint64_t value = 0; // of the first, second and fourth kind
    std::string_view text = {}; // of `bytes`: a string, a message or packed numbers, in the file's memory

    int64_t integer() const { return int64_t(value); }
    float real32() const;
    double real64() const;
};

// The fields of a message in turn. Nothing is copied; every length is checked against what is there. Error: the message
// is torn.
class WireReader {
public:
    explicit WireReader(std::string_view message)
        : m_rest(message)
    {
    }
    bool atEnd() const { return m_rest.empty(); }
    std::optional<WireField> next(); // nothing: the end
    uint64_t varint(); // bare ones, of a packed field
    std::string_view take(uint64_t bytes);

private:
    std::string_view m_rest;
};

} // namespace weft
