#pragma once

#include "engine/support/shape.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace weft {

// A decoded picture: 8 bits a channel, height × width × channels, as it lies in files.
struct Picture {
    int height = 0;
    int width = 0;
    int channels = 0; // 1 or 3
    std::vector<std::byte> pixels = {};
};

// Decodes a JPEG or PNG (told apart by their first bytes). Throws Error naming the file for anything else, for broken
// data, and for more than 256 million pixels; a size is checked before it is allocated.
// A JPEG of at least twice the wanted height and width is decoded at a half, a quarter or an eighth (0: as it is).
Picture decodePicture(const std::string& path, int wantedHeight = 0, int wantedWidth = 0);

// Likewise of what a file would hold; `name` stands for it in sentences, and more than `pixels` are refused.
Picture decodePictureBytes(const std::string& bytes, const std::string& name, int wantedHeight, int wantedWidth,
                           uint64_t pixels);

// A picture that stays in its file, and what the file held when it was first read.
struct PictureFile {
    std::string path = {};
    uint64_t bytes = 0;
    uint32_t checksum = 0; // CRC-32
};

// Decodes only as far as the size; throws as above.
PictureFile checkPicture(const std::string& path);

// The values of a label PNG, height × width × 1, never converted: of a palette picture the indices.
Picture decodeLabels(const std::string& path);

// Into `out`, channels × height × width as `shape` says: grey or RGB, resized by bilinear interpolation, averaging
// first where the picture is more than twice as large.
void resizePicture(const Picture& picture, const Shape& shape, std::span<std::byte> out);

// The values of label pictures in another size, each the nearest one of the original.
void resizeLabels(const Picture& labels, int height, int width, std::span<uint8_t> out);

// decodePicture and resizePicture.
void readPicture(const std::string& path, const Shape& shape, std::span<std::byte> out);
// Likewise; throws Error also if the file holds something else than at first.
void readPicture(const PictureFile& file, const Shape& shape, std::span<std::byte> out);

} // namespace weft
