#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

struct ZipMember {
    std::string name = {};
    uint16_t method = 0; // 0 stored, 8 deflate
    uint32_t crc = 0;
    uint64_t bytes = 0; // unpacked
    std::string_view packed = {};
};

// The members of a zip archive as its directory lists them (PKWARE's APPNOTE, zip64 included); they point into
// `archive`. Throws Error naming `path` for anything broken, encrypted, or overlapping.
std::vector<ZipMember> zipMembers(std::string_view archive, const std::string& path);

// Unpacked and checked. Throws Error naming `path` and the member.
std::string readMember(const ZipMember& member, const std::string& path);

} // namespace weft
