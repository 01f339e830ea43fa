#include "engine/data/formats/picture.h"

#include "engine/data/read_file.h"
#include "engine/support/error.h"

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <memory>

#include <jpeglib.h>

#include <jerror.h>
#include <png.h>
#include <zlib.h>

namespace weft {

namespace {

constexpr uint64_t mostPixels = uint64_t(256) << 20;

Error broken(const std::string& path, const std::string& sentence)
{
    return Error(path + ": " + sentence);
}

// `bytes` is what the file has. Neither format packs better than 2000 to 1, so a small file that promises a huge
// picture is refused before anything is allocated for it.
void checkSize(const std::string& path, uint64_t height, uint64_t width, uint64_t bytes, uint64_t most)
{
    if (height == 0 || width == 0)
        throw broken(path, "the picture has no pixels.");
    if (width > most / height)
        throw broken(path,
                     "the picture has " + std::to_string(width) + " × " + std::to_string(height) + " pixels; more than "
                         + std::to_string(most >> 20) + " million are not read.");
    if (width * height > (uint64_t(1) << 20) + bytes * 2000)
        throw broken(path,
                     "the file promises " + std::to_string(width) + " × " + std::to_string(height) + " pixels, but has "
                         + std::to_string(bytes) + " bytes; it is not complete.");
}

// libjpeg leaves by longjmp, so nothing with a destructor may live between setjmp and the calls it guards: each step of
// decoding is a function of its own around plain values.
struct JpegDecoder {
    jpeg_decompress_struct info = {};
    jpeg_error_mgr errors = {};
    std::jmp_buf leave;
    char message[JMSG_LENGTH_MAX] = {};
    bool cut = false; // a warning: data was missing or corrupt

    JpegDecoder()
    {
        info.err = jpeg_std_error(&errors);
        info.client_data = this;
        errors.error_exit = [](j_common_ptr common) {
            auto* self = static_cast<JpegDecoder*>(common->client_data);
            common->err->format_message(common, self->message);
            std::longjmp(self->leave, 1);
        };
        errors.emit_message = [](j_common_ptr common, int level) {
            auto* self = static_cast<JpegDecoder*>(common->client_data);
            if (level < 0 && !self->cut && common->err->msg_code != JWRN_EXTRANEOUS_DATA) {
                self->cut = true;
                common->err->format_message(common, self->message);
            }
        };
        jpeg_create_decompress(&info);
    }
    ~JpegDecoder() { jpeg_destroy_decompress(&info); }

    bool readHeader(const std::string& data)
    {
        if (setjmp(leave))
            return false;
        jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(data.data()), data.size());
        jpeg_read_header(&info, TRUE);
        return true;
    }
    bool computeSize()
    {
        if (setjmp(leave))
            return false;
        jpeg_calc_output_dimensions(&info);
        return true;
    }
    bool readPixels(std::byte* pixels, size_t rowBytes)
    {
        if (setjmp(leave))
            return false;
        jpeg_start_decompress(&info);
        while (info.output_scanline < info.output_height) {
            auto* row = reinterpret_cast<JSAMPROW>(pixels + info.output_scanline * rowBytes);
            jpeg_read_scanlines(&info, &row, 1);
        }
        jpeg_finish_decompress(&info);
        return true;
    }
};

void openJpeg(JpegDecoder& decoder, const std::string& path, const std::string& data, uint64_t most = mostPixels)
{
    if (!decoder.readHeader(data))
        throw broken(path, std::string("broken JPEG: ") + decoder.message + ".");
    checkSize(path, decoder.info.image_height, decoder.info.image_width, data.size(), most);
    if (decoder.info.num_components == 4)
        throw broken(path, "this JPEG is CMYK, made for printing; save it as RGB.");
}

Picture decodeJpeg(const std::string& path, const std::string& data, int wantedHeight, int wantedWidth, uint64_t most)
{
    JpegDecoder decoder;
    openJpeg(decoder, path, data, most);
    const bool grey = decoder.info.jpeg_color_space == JCS_GRAYSCALE;
    decoder.info.out_color_space = grey ? JCS_GRAYSCALE : JCS_RGB;
    // Always the same algorithms, whatever the library's defaults, so that pixels are equal everywhere.
    decoder.info.dct_method = JDCT_ISLOW;
    const auto roomFor = [&](int part) {
        return wantedHeight > 0 && wantedWidth > 0 && int(decoder.info.image_height) >= wantedHeight * part
            && int(decoder.info.image_width) >= wantedWidth * part;
    };
    decoder.info.scale_num = 1;
    decoder.info.scale_denom = roomFor(8) ? 8 : roomFor(4) ? 4 : roomFor(2) ? 2 : 1;
    if (!decoder.computeSize())
        throw broken(path, std::string("broken JPEG: ") + decoder.message + ".");
    Picture picture {
        .height = int(decoder.info.output_height), .width = int(decoder.info.output_width), .channels = grey ? 1 : 3};
    const size_t rowBytes = size_t(picture.width) * size_t(picture.channels);
    picture.pixels.resize(rowBytes * size_t(picture.height));
    if (!decoder.readPixels(picture.pixels.data(), rowBytes))
        throw broken(path, std::string("broken JPEG: ") + decoder.message + ".");
    if (decoder.cut)
        throw broken(path, std::string("damaged JPEG: ") + decoder.message + ".");
    return picture;
}

struct PngSource {
    const std::string* data;
    size_t at;
    char message[160];
};

void readPngBytes(png_structp png, png_bytep out, png_size_t count)
{
    auto* source = static_cast<PngSource*>(png_get_io_ptr(png));
    if (count > source->data->size() - source->at)
        png_error(png, "the file ends too early");
    std::memcpy(out, source->data->data() + source->at, count);
    source->at += count;
}

void failPng(png_structp png, png_const_charp message)
{
    auto* source = static_cast<PngSource*>(png_get_error_ptr(png));
    std::snprintf(source->message, sizeof source->message, "%s", message);
    png_longjmp(png, 1);
}

// As JpegDecoder: each guarded step holds no destructors.
struct PngDecoder {
    PngSource source;
    png_structp png = nullptr;
    png_infop info = nullptr;

    explicit PngDecoder(const std::string& data)
        : source {&data, 0, {}}
    {
        png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, failPng, [](png_structp, png_const_charp) {});
        info = png ? png_create_info_struct(png) : nullptr;
        if (!info)
            throw Error("libpng could not start; the machine may be out of memory.");
        png_set_read_fn(png, &source, readPngBytes);
        png_set_user_limits(png, 0x7fffffff, 0x7fffffff); // checkSize knows better
    }
    ~PngDecoder() { png_destroy_read_struct(&png, info ? &info : nullptr, nullptr); }

    bool readHeader()
    {
        if (setjmp(png_jmpbuf(png)))
            return false;
        png_read_info(png, info);
        return true;
    }
    // Everything to 8 bits grey or RGB; `labels` keeps the values as they are stored.
    bool setUp(bool labels)
    {
        if (setjmp(png_jmpbuf(png)))
            return false;
        const int type = png_get_color_type(png, info);
        if (png_get_bit_depth(png, info) == 16)
            png_set_scale_16(png);
        if (labels) {
            png_set_packing(png);
        } else {
            if (type == PNG_COLOR_TYPE_PALETTE)
                png_set_palette_to_rgb(png);
            if (type == PNG_COLOR_TYPE_GRAY)
                png_set_expand_gray_1_2_4_to_8(png);
            if (type & PNG_COLOR_MASK_ALPHA)
                png_set_strip_alpha(png);
        }
        png_set_interlace_handling(png);
        png_read_update_info(png, info);
        return true;
    }
    bool readPixels(png_bytepp rows)
    {
        if (setjmp(png_jmpbuf(png)))
            return false;
        png_read_image(png, rows);
        png_read_end(png, nullptr);
        return true;
    }
};

Error brokenPng(const PngDecoder& decoder, const std::string& path)
{
    return broken(path, std::string("broken PNG: ") + decoder.source.message + ".");
}

void openPng(PngDecoder& decoder, const std::string& path, const std::string& data, uint64_t most = mostPixels)
{
    if (!decoder.readHeader())
        throw brokenPng(decoder, path);
    checkSize(path, png_get_image_height(decoder.png, decoder.info), png_get_image_width(decoder.png, decoder.info),
              data.size(), most);
}

Picture decodePng(const std::string& path, const std::string& data, bool labels, uint64_t most = mostPixels)
{
    PngDecoder decoder(data);
    openPng(decoder, path, data, most);
    const int type = png_get_color_type(decoder.png, decoder.info);
    const bool greyOrPalette = type == PNG_COLOR_TYPE_GRAY || type == PNG_COLOR_TYPE_PALETTE;
    if (labels && (!greyOrPalette || png_get_bit_depth(decoder.png, decoder.info) == 16))
        throw broken(
            path, "a label picture must be grey or have a palette, 8 bits or fewer, so that its values are classes.");
    if (!decoder.setUp(labels))
        throw brokenPng(decoder, path);
    Picture picture {.height = int(png_get_image_height(decoder.png, decoder.info)),
                     .width = int(png_get_image_width(decoder.png, decoder.info)),
                     .channels = png_get_channels(decoder.png, decoder.info)};
    const size_t rowBytes = png_get_rowbytes(decoder.png, decoder.info);
    if (rowBytes != size_t(picture.width) * size_t(picture.channels) || picture.channels > 3 || picture.channels == 2)
        throw broken(path, "this kind of PNG cannot be read; save it as 8-bit grey or RGB.");
    picture.pixels.resize(rowBytes * size_t(picture.height));
    std::vector<png_bytep> rows;
    for (int y = 0; y < picture.height; ++y)
        rows.push_back(reinterpret_cast<png_bytep>(picture.pixels.data()) + size_t(y) * rowBytes);
    if (!decoder.readPixels(rows.data()))
        throw brokenPng(decoder, path);
    return picture;
}

bool isPng(const std::string& data)
{
    return data.size() >= 8 && png_sig_cmp(reinterpret_cast<png_const_bytep>(data.data()), 0, 8) == 0;
}

bool isJpeg(const std::string& data)
{
    return data.size() >= 3 && data.compare(0, 3, "\xff\xd8\xff") == 0;
}

Error neither(const std::string& path, const std::string& data)
{
    return broken(path, data.empty() ? "is empty." : "is neither JPEG nor PNG; convert it to one of these.");
}

// What one row or column of the result is a weighted mean of.
struct Taps {
    std::vector<int> first;
    std::vector<std::vector<float>> weights;
};

// A triangle as wide as the larger of the two pixel sizes: bilinear when enlarging, averaging when reducing.
Taps tapsOf(int from, int to)
{
    Taps taps;
    const double ratio = double(from) / to;
    const double support = std::max(ratio, 1.0);
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * ratio - 0.5;
        const int begin = std::max(0, int(std::ceil(centre - support)));
        const int end = std::min(from - 1, int(std::floor(centre + support)));
        std::vector<float> weights;
        double sum = 0;
        for (int j = begin; j <= end; ++j) {
            weights.push_back(float(std::max(0.0, 1 - std::abs(j - centre) / support)));
            sum += double(weights.back());
        }
        for (float& weight : weights)
            weight = float(double(weight) / sum);
        taps.first.push_back(begin);
        taps.weights.push_back(std::move(weights));
    }
    return taps;
}

float channelOf(const std::byte* pixel, int channels, int64_t wantedChannels, int64_t c)
{
    if (channels == wantedChannels || channels == 1)
        return float(uint8_t(pixel[channels == 1 ? 0 : c]));
    // To grey: luma of ITU-R BT.601.
    return 0.299f * float(uint8_t(pixel[0])) + 0.587f * float(uint8_t(pixel[1])) + 0.114f * float(uint8_t(pixel[2]));
}

Picture decode(const std::string& path, const std::string& data, int wantedHeight, int wantedWidth,
               uint64_t most = mostPixels)
{
    if (isPng(data))
        return decodePng(path, data, false, most);
    if (isJpeg(data))
        return decodeJpeg(path, data, wantedHeight, wantedWidth, most);
    throw neither(path, data);
}

uint32_t checksumOf(const std::string& data)
{
    return uint32_t(crc32_z(0, reinterpret_cast<const Bytef*>(data.data()), data.size()));
}

} // namespace

Picture decodePicture(const std::string& path, int wantedHeight, int wantedWidth)
{
    return decode(path, readFile(path), wantedHeight, wantedWidth);
}

Picture decodePictureBytes(const std::string& bytes, const std::string& name, int wantedHeight, int wantedWidth,
                           uint64_t pixels)
{
    return decode(name, bytes, wantedHeight, wantedWidth, pixels);
}

PictureFile checkPicture(const std::string& path)
{
    const std::string data = readFile(path);
    if (isPng(data)) {
        PngDecoder decoder(data);
        openPng(decoder, path, data);
    } else if (isJpeg(data)) {
        JpegDecoder decoder;
        openJpeg(decoder, path, data);
    } else {
        throw neither(path, data);
    }
    return {path, data.size(), checksumOf(data)};
}

Picture decodeLabels(const std::string& path)
{
    const std::string data = readFile(path);
    if (!isPng(data))
        throw broken(path, "is not PNG; labels must be stored without loss.");
    return decodePng(path, data, true);
}

void resizePicture(const Picture& picture, const Shape& shape, std::span<std::byte> out)
{
    assert(shape.rank() == 3 && (shape[0] == 1 || shape[0] == 3) && out.size() == size_t(shape.elements()));
    const int64_t channels = shape[0];
    const int height = int(shape[1]);
    const int width = int(shape[2]);
    const Taps across = tapsOf(picture.width, width);
    const Taps down = tapsOf(picture.height, height);
    std::vector<float> narrow(size_t(picture.height) * size_t(width)); // one channel, resized across only
    for (int64_t c = 0; c < channels; ++c) {
        for (int y = 0; y < picture.height; ++y) {
            const std::byte* row = picture.pixels.data() + size_t(y) * size_t(picture.width) * size_t(picture.channels);
            for (int x = 0; x < width; ++x) {
                float sum = 0;
                const std::byte* pixel = row + size_t(across.first[size_t(x)]) * size_t(picture.channels);
                for (const float weight : across.weights[size_t(x)]) {
                    sum += weight * channelOf(pixel, picture.channels, channels, c);
                    pixel += picture.channels;
                }
                narrow[size_t(y) * size_t(width) + size_t(x)] = sum;
            }
        }
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                float sum = 0;
                size_t at = size_t(down.first[size_t(y)]) * size_t(width) + size_t(x);
                for (const float weight : down.weights[size_t(y)]) {
                    sum += weight * narrow[at];
                    at += size_t(width);
                }
                out[(size_t(c) * size_t(height) + size_t(y)) * size_t(width) + size_t(x)] =
                    std::byte(uint8_t(std::clamp(sum + 0.5f, 0.f, 255.f)));
            }
        }
    }
}

void resizeLabels(const Picture& labels, int height, int width, std::span<uint8_t> out)
{
    assert(labels.channels == 1 && out.size() == size_t(height) * size_t(width));
    for (int64_t y = 0; y < height; ++y) {
        const int64_t fromY = (2 * y + 1) * labels.height / (2 * height);
        for (int64_t x = 0; x < width; ++x) {
            const int64_t fromX = (2 * x + 1) * labels.width / (2 * width);
            out[size_t(y * width + x)] = uint8_t(labels.pixels[size_t(fromY * labels.width + fromX)]);
        }
    }
}

void readPicture(const std::string& path, const Shape& shape, std::span<std::byte> out)
{
    resizePicture(decodePicture(path, int(shape[1]), int(shape[2])), shape, out);
}

void readPicture(const PictureFile& file, const Shape& shape, std::span<std::byte> out)
{
    const std::string data = readFile(file.path);
    const Picture picture = decode(file.path, data, int(shape[1]), int(shape[2])); // a broken file says so itself
    if (data.size() != file.bytes || checksumOf(data) != file.checksum)
        throw broken(file.path,
                     "is not the picture that training began with; put that one back, or train from the beginning.");
    resizePicture(picture, shape, out);
}

} // namespace weft
