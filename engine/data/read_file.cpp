#include "engine/data/read_file.h"

#include "engine/data/dataset.h"
#include "engine/storage/file_system.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <zlib.h>

namespace weft {

namespace {

std::string gunzip(const std::string& packed, const std::string& path)
{
    const size_t limit = std::min<size_t>((size_t(1) << 20) + packed.size() * 200, size_t(4) << 30);
    z_stream stream = {};
    if (inflateInit2(&stream, 15 + 16) != Z_OK)
        throw Error(path + ": zlib could not start; the machine may be out of memory.");
    const std::unique_ptr<z_stream, int (*)(z_stream*)> closer(&stream, inflateEnd);
    std::string out;
    size_t read = 0;
    size_t written = 0;
    while (true) {
        if (written == out.size()) {
            if (out.size() == limit)
                throw Error(path + ": unpacks to more than " + std::to_string(limit >> 20)
                            + " MiB, far more than real data does; unpack it by hand if it is meant.");
            out.resize(std::min(limit, std::max<size_t>(size_t(1) << 16, out.size() * 2)));
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
            if (read == packed.size())
                break;
            if (inflateReset(&stream) != Z_OK) // members follow one another, as `cat a.gz b.gz` makes them
                throw Error(path + ": broken gzip data.");
        } else if (status == Z_BUF_ERROR && read == packed.size()) {
            throw Error(path + ": the gzip data ends too early; the file is not complete, get it again.");
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            throw Error(path + ": broken gzip data" + (stream.msg ? std::string(" (") + stream.msg + ")" : "")
                        + "; get the file again.");
        } else if (status == Z_OK && read == packed.size() && stream.avail_out > 0) {
            throw Error(path + ": the gzip data ends too early; the file is not complete, get it again.");
        }
    }
    out.resize(written);
    return out;
}

} // namespace

std::string resolvePath(const std::string& path, const std::string& projectFolder)
{
    if (path.find('\0') != std::string::npos)
        throw Error("A path of the data section holds a NUL character.");
    std::string expanded = path;
    const std::string variable = "${WEFT_DATA}";
    if (const size_t at = expanded.find(variable); at != std::string::npos) {
        const char* value = std::getenv("WEFT_DATA");
        if (!value || !*value)
            throw Error("The data lies in " + path + ", but WEFT_DATA is not set; set this environment variable to the "
                        + "folder that holds the data sets.");
        expanded.replace(at, variable.size(), value);
    }
    return (std::filesystem::path(projectFolder) / expanded).lexically_normal().string();
}

std::string readFile(const std::string& path)
{
    return realFileSystem().readFile(path, memoryLimit());
}

std::string readPackedFile(const std::string& path)
{
    std::string text = readFile(path);
    const bool packed = text.size() >= 2 && text[0] == '\x1f' && text[1] == '\x8b';
    return packed ? gunzip(text, path) : text;
}

} // namespace weft
