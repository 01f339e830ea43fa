#include "engine/import/onnx/wire.h"

#include "engine/support/error.h"

#include <bit>
#include <cstring>

namespace weft {

float WireField::real32() const
{
    return std::bit_cast<float>(uint32_t(value));
}

double WireField::real64() const
{
    return std::bit_cast<double>(value);
}

std::string_view WireReader::take(uint64_t bytes)
{
    if (bytes > m_rest.size())
        throw Error("It ends in the middle of a field: the file is cut off or damaged.");
    const std::string_view taken = m_rest.substr(0, size_t(bytes));
    m_rest.remove_prefix(size_t(bytes));
    return taken;
}

uint64_t WireReader::varint()
{
    uint64_t value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
        const auto byte = uint8_t(take(1)[0]);
        if (shift < 64)
            value |= uint64_t(byte & 0x7F) << shift;
        if ((byte & 0x80) == 0)
            return value;
    }
    throw Error("A number in it has no end: the file is damaged.");
}

std::optional<WireField> WireReader::next()
{
    if (m_rest.empty())
        return std::nullopt;
    const uint64_t key = varint();
    WireField field;
    field.number = uint32_t(key >> 3);
    switch (key & 7) {
    case 0:
        field.value = varint();
        return field;
    case 1:
        field.kind = WireField::fixed64;
        std::memcpy(&field.value, take(8).data(), 8);
        return field;
    case 2:
        field.kind = WireField::bytes;
        field.text = take(varint());
        return field;
    case 5: {
        field.kind = WireField::fixed32;
        uint32_t bits = 0;
        std::memcpy(&bits, take(4).data(), 4);
        field.value = bits;
        return field;
    }
    default:
        throw Error("It has a field of an unknown kind: the file is damaged, or no ONNX model.");
    }
}

} // namespace weft
