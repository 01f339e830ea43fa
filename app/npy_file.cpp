#include "app/npy_file.h"

#include <cassert>

namespace weft {

namespace {

std::string_view numpyName(DType dtype)
{
    switch (dtype) {
    case DType::f32:
        return "<f4";
    case DType::f64:
        return "<f8";
    case DType::i32:
        return "<i4";
    case DType::i64:
        return "<i8";
    case DType::u8:
        return "|u1";
    case DType::f16:
        return "<f2";
    case DType::bf16:
        break;
    }
    assert(false && "NumPy has no bf16");
    return "";
}

// The magic, the version, the header's length, and a dictionary padded so that the values begin at a multiple of 64.
std::string header(DType dtype, const Shape& shape)
{
    std::string sizes;
    for (const int64_t size : shape)
        sizes += std::to_string(size) + ", ";
    std::string text =
        "{'descr': '" + std::string(numpyName(dtype)) + "', 'fortran_order': False, 'shape': (" + sizes + "), }";
    constexpr size_t before = 10;
    text.append((64 - (before + text.size() + 1) % 64) % 64, ' ');
    text += '\n';
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += char(text.size() & 0xff);
    bytes += char(text.size() >> 8);
    return bytes + text;
}

} // namespace

void writeNpy(FileSystem& files, const std::string& path, DType dtype, const Shape& shape, const WriteBytes& values)
{
    publishFile(files, path, [&](const ByteSink& sink) {
        sink(bytesOf(header(dtype, shape)));
        values(sink);
    });
}

} // namespace weft
