#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace weft {

enum class DType : uint8_t { f32, f64, f16, bf16, i32, i64, u8 };

constexpr size_t byteSize(DType type)
{
    switch (type) {
    case DType::f64:
    case DType::i64:
        return 8;
    case DType::f32:
    case DType::i32:
        return 4;
    case DType::f16:
    case DType::bf16:
        return 2;
    case DType::u8:
        return 1;
    }
    return 0;
}

constexpr std::string_view name(DType type)
{
    switch (type) {
    case DType::f32:
        return "f32";
    case DType::f64:
        return "f64";
    case DType::f16:
        return "f16";
    case DType::bf16:
        return "bf16";
    case DType::i32:
        return "i32";
    case DType::i64:
        return "i64";
    case DType::u8:
        return "u8";
    }
    return "?";
}

constexpr bool isFloat(DType type)
{
    return type == DType::f32 || type == DType::f64 || type == DType::f16 || type == DType::bf16;
}

// Of 16 bits: only kept in memory and multiplied by tensor cores; everything else is computed in f32.
constexpr bool isNarrowFloat(DType type)
{
    return type == DType::f16 || type == DType::bf16;
}

// Of an IEEE 754 binary16.
constexpr float fromHalf(uint16_t bits)
{
    const uint32_t sign = uint32_t(bits & 0x8000) << 16, exponent = bits >> 10 & 31, fraction = bits & 1023;
    if (exponent == 0) // subnormal, which is normal in f32
        return float(fraction) * (sign ? -0x1p-24F : 0x1p-24F);
    return std::bit_cast<float>(sign | (exponent == 31 ? 255 : exponent + 112) << 23 | fraction << 13);
}

// The nearest; of two the even one.
constexpr uint16_t toHalf(float value)
{
    const auto bits = std::bit_cast<uint32_t>(value), sign = bits >> 16 & 0x8000, size = bits & 0x7FFFFFFF;
    if (size > 0x7F800000) // no number
        return uint16_t(sign | 0x7E00);
    if (size >= 0x477FF000) // from 65,520 on
        return uint16_t(sign | 0x7C00);
    if (size < 0x38800000) // below 2^-14 steps are 2^-24, as are those of numbers from 0.5 to 1
        return uint16_t(sign | (std::bit_cast<uint32_t>(std::bit_cast<float>(size) + 0.5F) - 0x3F000000));
    return uint16_t(sign | (size - 0x38000000 + 0xFFF + (size >> 13 & 1)) >> 13);
}

template <class T> constexpr DType dtypeOf() = delete;
template <> constexpr DType dtypeOf<float>()
{
    return DType::f32;
}
template <> constexpr DType dtypeOf<double>()
{
    return DType::f64;
}
template <> constexpr DType dtypeOf<int32_t>()
{
    return DType::i32;
}
template <> constexpr DType dtypeOf<int64_t>()
{
    return DType::i64;
}
template <> constexpr DType dtypeOf<uint8_t>()
{
    return DType::u8;
}

} // namespace weft
