#pragma once

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

template <class T> constexpr DType dtypeOf() = delete;
template <> constexpr DType dtypeOf<float>() { return DType::f32; }
template <> constexpr DType dtypeOf<double>() { return DType::f64; }
template <> constexpr DType dtypeOf<int32_t>() { return DType::i32; }
template <> constexpr DType dtypeOf<int64_t>() { return DType::i64; }
template <> constexpr DType dtypeOf<uint8_t>() { return DType::u8; }

} // namespace weft
