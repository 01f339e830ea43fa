#include "engine/storage/json_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace weft {

namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Json notFinite(double value)
{
    return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

} // namespace

std::string textIn(const Json& object, std::string_view key)
{
    const Json* const value = object.find(key);
    return value != nullptr && value->isString() ? value->asString() : std::string();
}

int64_t integerIn(const Json& object, std::string_view key)
{
    const Json* const value = object.find(key);
    return value != nullptr && value->isInteger() ? value->asInteger() : 0;
}

Json exactNumber(double value)
{
    return std::isfinite(value) ? Json(value) : notFinite(value);
}

Json exactNumber(float value)
{
    if (!std::isfinite(value))
        return notFinite(double(value));
    if (value == 0)
        return double(value);
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value);
    return Json::number(std::string(text, end.ptr));
}

std::optional<double> exactNumber(const Json& json)
{
    if (json.isNumber())
        return json.asDouble();
    if (!json.isString())
        return std::nullopt;
    if (json.asString() == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    if (json.asString() == "inf")
        return std::numeric_limits<double>::infinity();
    if (json.asString() == "-inf")
        return -std::numeric_limits<double>::infinity();
    return std::nullopt;
}

std::string toBase64(std::span<const std::byte> bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (size_t i = 0; i < bytes.size(); i += 3) {
        const size_t count = std::min<size_t>(3, bytes.size() - i);
        uint32_t group = 0;
        for (size_t k = 0; k < 3; ++k)
            group = group << 8 | (k < count ? uint32_t(bytes[i + k]) : 0);
        for (size_t k = 0; k < 4; ++k)
            text += k <= count ? digits[group >> (18 - 6 * k) & 63] : '=';
    }
    return text;
}

std::optional<std::vector<std::byte>> fromBase64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    const size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    std::vector<std::byte> bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (size_t i = 0; i < text.size(); i += 4) {
        const size_t count = i + 4 == text.size() ? 3 - padding : 3;
        uint32_t group = 0;
        for (size_t k = 0; k < 4; ++k) {
            const size_t digit = k <= count ? digits.find(text[i + k]) : 0;
            if (digit == std::string_view::npos)
                return std::nullopt;
            group = group << 6 | uint32_t(digit);
        }
        for (size_t k = 0; k < count; ++k)
            bytes.push_back(std::byte(group >> (16 - 8 * k)));
    }
    return bytes;
}

} // namespace weft
