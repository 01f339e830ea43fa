#include "engine/data/formats/zip.h"

#include "engine/data/formats/inflate.h"
#include "engine/support/error.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <zlib.h>

namespace weft {

namespace {

// Little-endian numbers at places that a hostile file may state anywhere.
struct Reader {
    std::string_view bytes;
    const std::string& path;

    uint64_t number(uint64_t at, unsigned count) const
    {
        if (at > bytes.size() || count > bytes.size() - at)
            throw Error(path + ": this zip archive is cut or broken; get it again.");
        uint64_t value = 0;
        for (unsigned i = count; i-- > 0;)
            value = value << 8 | uint8_t(bytes[size_t(at) + i]);
        return value;
    }
    uint16_t two(uint64_t at) const { return uint16_t(number(at, 2)); }
    uint32_t four(uint64_t at) const { return uint32_t(number(at, 4)); }
    std::string_view text(uint64_t at, uint64_t count) const
    {
        if (at > bytes.size() || count > bytes.size() - at)
            throw Error(path + ": this zip archive is cut or broken; get it again.");
        return bytes.substr(size_t(at), size_t(count));
    }
};

struct Directory {
    uint64_t entries;
    uint64_t offset;
};

Directory findDirectory(const Reader& reader)
{
    const std::string_view bytes = reader.bytes;
    const size_t end = bytes.rfind(std::string_view("PK\5\6", 4));
    if (end == std::string_view::npos || bytes.size() - end < 22 || bytes.size() - end > 22 + 65535)
        throw Error(reader.path + ": is not a zip archive, or its end is missing; get it again.");
    Directory directory {reader.two(end + 10), reader.four(end + 16)};
    const bool large = directory.entries == 0xFFFF || directory.offset == 0xFFFFFFFF;
    if (large && end >= 20 && reader.four(end - 20) == 0x07064b50) {
        const uint64_t record = reader.number(end - 20 + 8, 8);
        if (reader.four(record) != 0x06064b50)
            throw Error(reader.path + ": this zip archive is broken; get it again.");
        directory = {reader.number(record + 32, 8), reader.number(record + 48, 8)};
    }
    return directory;
}

} // namespace

std::vector<ZipMember> zipMembers(std::string_view archive, const std::string& path)
{
    const Reader reader {archive, path};
    const Directory directory = findDirectory(reader);
    if (directory.entries > 100'000)
        throw Error(path + ": holds more than 100,000 members.");
    std::vector<ZipMember> members;
    uint64_t at = directory.offset;
    uint64_t packedBytes = 0;
    uint64_t unpackedBytes = 0;
    for (uint64_t i = 0; i < directory.entries; ++i) {
        if (reader.four(at) != 0x02014b50)
            throw Error(path + ": this zip archive's directory is broken; get it again.");
        ZipMember member {.method = reader.two(at + 10), .crc = reader.four(at + 16), .bytes = reader.four(at + 24)};
        uint64_t packed = reader.four(at + 20);
        uint64_t local = reader.four(at + 42);
        const uint64_t nameBytes = reader.two(at + 28);
        const uint64_t extraBytes = reader.two(at + 30);
        member.name = reader.text(at + 46, nameBytes);
        if (reader.two(at + 8) & 1)
            throw Error(path + ": “" + printable(member.name) + "” is encrypted; save the arrays without a password.");
        for (uint64_t extra = at + 46 + nameBytes; extra + 4 <= at + 46 + nameBytes + extraBytes;) {
            uint64_t value = extra + 4;
            if (reader.two(extra) == 1) { // zip64: only the numbers that did not fit, in this order
                for (uint64_t* number : {&member.bytes, &packed, &local}) {
                    if (*number == 0xFFFFFFFF) {
                        *number = reader.number(value, 8);
                        value += 8;
                    }
                }
            }
            extra += 4 + reader.two(extra + 2);
        }
        if (reader.four(local) != 0x04034b50)
            throw Error(path + ": “" + printable(member.name)
                        + "” is not where the archive's directory says; get the file again.");
        member.packed = reader.text(local + 30 + reader.two(local + 26) + reader.two(local + 28), packed);
        packedBytes += packed;
        if (packedBytes > archive.size())
            throw Error(path + ": the members of this zip archive overlap; that is no honest file.");
        if (member.bytes > mostUnpacked(archive.size()) - unpackedBytes)
            throw Error(path + ": unpacks to more than " + std::to_string(mostUnpacked(archive.size()) >> 20)
                        + " MiB, far more than real data does; save the arrays without packing if it is meant.");
        unpackedBytes += member.bytes;
        members.push_back(std::move(member));
        at += 46 + nameBytes + extraBytes + reader.two(at + 32);
    }
    return members;
}

std::string readMember(const ZipMember& member, const std::string& path)
{
    const std::string place = path + ": “" + printable(member.name) + "”";
    std::string content;
    if (member.method == 0)
        content = std::string(member.packed);
    else if (member.method == 8)
        content = inflateMember(member.packed, member.bytes, place);
    else
        throw Error(place + " is packed in a way (" + std::to_string(member.method)
                    + ") that is not read; save it with np.savez or np.savez_compressed.");
    const auto crc = crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size());
    if (content.size() != member.bytes || crc != member.crc)
        throw Error(place + " is damaged (its checksum differs); get the file again.");
    return content;
}

} // namespace weft
