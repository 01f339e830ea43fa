#pragma once

#include "engine/support/json.h"

#include <cstddef>
#include <optional>
#include <span>

namespace weft {

// A number that comes back as it was, bit for bit but for NaN's payload: JSON has no word for what is not finite, so
// those are the texts "nan", "inf" and "-inf".
Json exactNumber(double value);
Json exactNumber(float value); // in as few digits as a float needs
std::optional<double> exactNumber(const Json& json); // nothing: it is no number

// A member of an object; "" or 0 where it is not there, or something else.
std::string textIn(const Json& object, std::string_view key);
int64_t integerIn(const Json& object, std::string_view key);

// Bytes as base64 (RFC 4648, section 4).
std::string toBase64(std::span<const std::byte> bytes);
std::optional<std::vector<std::byte>> fromBase64(std::string_view text);

} // namespace weft
