#include "engine/data/formats/inflate.h"

#include "engine/support/error.h"

#include <algorithm>
#include <memory>
#include <zlib.h>

namespace weft {

namespace {

Error bomb(const std::string& path, uint64_t limit)
{
    return Error(path + ": unpacks to more than " + std::to_string(limit >> 20)
                 + " MiB, far more than real data does; unpack it by hand if it is meant.");
}

Error cut(const std::string& path)
{
    return Error(path + ": the packed data ends too early; the file is not complete, get it again.");
}

// `windowBits` as zlib's inflateInit2 takes them. The result grows with what really comes out, whatever a header says.
std::string unpack(std::string_view packed, int windowBits, uint64_t limit, const std::string& path)
{
    z_stream stream = {};
    if (inflateInit2(&stream, windowBits) != Z_OK)
        throw Error(path + ": zlib could not start; the machine may be out of memory.");
    const std::unique_ptr<z_stream, int (*)(z_stream*)> closer(&stream, inflateEnd);
    std::string out;
    size_t read = 0;
    size_t written = 0;
    while (true) {
        if (written == out.size()) {
            if (out.size() >= limit)
                throw bomb(path, limit);
            out.resize(std::min<uint64_t>(limit, std::max<uint64_t>(uint64_t(1) << 16, out.size() * 2)));
        }
        const size_t input = std::min<size_t>(packed.size() - read, size_t(1) << 30);
        const size_t room = std::min<size_t>(out.size() - written, size_t(1) << 30);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data() + read));
        stream.avail_in = uInt(input);
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + written);
        stream.avail_out = uInt(room);
        const int status = inflate(&stream, Z_NO_FLUSH);
        read += input - stream.avail_in;
        written += room - stream.avail_out;
        if (status == Z_STREAM_END) {
            if (windowBits < 0 || read == packed.size())
                break;
            if (inflateReset(&stream) != Z_OK) // members follow one another, as `cat a.gz b.gz` makes them
                throw Error(path + ": broken gzip data; get the file again.");
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            throw Error(path + ": broken packed data" + (stream.msg ? std::string(" (") + stream.msg + ")" : "")
                        + "; get the file again.");
        } else if (read == packed.size() && stream.avail_out > 0) {
            throw cut(path);
        }
    }
    out.resize(written);
    return out;
}

} // namespace

uint64_t mostUnpacked(size_t packedBytes)
{
    return std::min<uint64_t>((uint64_t(1) << 20) + uint64_t(packedBytes) * 200, uint64_t(4) << 30);
}

std::string gunzip(std::string_view packed, const std::string& path)
{
    return unpack(packed, 15 + 16, mostUnpacked(packed.size()), path);
}

std::string inflateMember(std::string_view packed, uint64_t bytes, const std::string& path)
{
    if (bytes > mostUnpacked(packed.size()))
        throw bomb(path, mostUnpacked(packed.size()));
    std::string out = unpack(packed, -15, bytes + 1, path); // one more, so that too much is seen
    if (out.size() != bytes)
        throw Error(path + ": unpacks to " + std::to_string(out.size()) + " bytes instead of the "
                    + std::to_string(bytes) + " that the archive states; get the file again.");
    return out;
}

} // namespace weft
