#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace weft {

// What packed data of this size may unpack to: 1 MiB and 200 times its size, and at most 4 GiB. More is a bomb.
uint64_t mostUnpacked(size_t packedBytes);

// Unpacks gzip (all of its members). Throws Error naming `path` for broken or cut data, and for bombs.
std::string gunzip(std::string_view packed, const std::string& path);

// Unpacks the raw deflate data of a zip member that says it has `bytes`; throws as above.
std::string inflateMember(std::string_view packed, uint64_t bytes, const std::string& path);

} // namespace weft
