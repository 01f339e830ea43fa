#pragma once

#include "engine/ir/program.h"

#include <optional>

namespace weft::cuda {

// A convolution of images in 16 bits a number with few channels as kernels/texts/warpgroups.cuh has it, from `image` to
// `result`; a gradient to the images is one too, from the result's gradient, with the filter back to front.
struct WarpgroupSizes {
    std::string type = {}; // "bf16" or "f16"
    int64_t samples = 0, channels = 0, filters = 0;
    Shape image, result, kernel, stride, pad; // rows, columns
    bool flips = false;

    int64_t channelEights() const { return (channels + 7) / 8; }
    int64_t eights() const { return channelEights() * kernel.elements(); } // of a filter's weights
    int64_t tiles(int64_t rows) const; // of all images: `rows` × 8 places of the result
    size_t imageBytes(int64_t rows) const; // of a tile
    double filled(int64_t rows) const; // how much of its tiles the result takes

    std::string definitions() const;
    // The text of MULTIPLY: 64 × 16 in registers by 16 × filters in shared memory, there lying along the inner
    // dimension or across.
    std::string multiplication(bool isAcross) const;
};

// Nothing: not of this kind. `node` is a convolution or one of its gradients.
std::optional<WarpgroupSizes> warpgroupSizes(const Node& node, const Program& program);

} // namespace weft::cuda
