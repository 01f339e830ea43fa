#include "tests/support/conv_samples.h"

#include "engine/ir/ops/ops.h"

namespace weft {

std::vector<OpSample> fewChannelSamples()
{
    struct Row {
        const char* name;
        Shape x, filter;
        int64_t stride, pad, groups = 1;
    };
    const Row rows[] = {
        {"16 channels", {9, 16, 32, 32}, {16, 16, 3, 3}, 1, 1},
        {"32 channels", {7, 32, 16, 16}, {32, 32, 3, 3}, 1, 1},
        {"64 channels", {5, 64, 8, 8}, {64, 64, 3, 3}, 1, 1},
        {"small images", {13, 32, 4, 4}, {64, 32, 3, 3}, 1, 1},
        {"one image", {1, 8, 7, 9}, {24, 8, 3, 3}, 1, 0},
        {"strided", {6, 16, 32, 32}, {32, 16, 3, 3}, 2, 1},
        {"pointwise, strided", {6, 32, 16, 16}, {64, 32, 1, 1}, 2, 0},
        {"gray", {11, 1, 28, 28}, {6, 1, 5, 5}, 1, 2},
        {"colours", {10, 3, 32, 32}, {16, 3, 3, 3}, 1, 1},
        {"colours, strided", {3, 3, 45, 37}, {32, 3, 7, 7}, 2, 3},
        {"six channels", {17, 6, 14, 14}, {16, 6, 5, 5}, 1, 0},
        {"odd sizes", {7, 8, 19, 23}, {13, 8, 3, 3}, 1, 0},
        {"one row", {4, 40, 1, 50}, {56, 40, 1, 5}, 1, 0},
        {"wide", {2, 16, 11, 120}, {24, 16, 3, 5}, 1, 1},
        {"many", {150, 24, 6, 6}, {40, 24, 3, 3}, 1, 1},
        {"depthwise", {3, 24, 15, 17}, {24, 1, 3, 3}, 1, 1, 24},
        {"depthwise, strided", {5, 16, 14, 13}, {16, 1, 5, 5}, 2, 2, 16},
        {"depthwise, many channels", {2, 184, 9, 30}, {184, 1, 5, 5}, 1, 2, 184},
        {"depthwise, many places", {20, 8, 40, 40}, {8, 1, 3, 3}, 2, 1, 8},
    };
    std::vector<OpSample> samples;
    uint32_t seed = 0;
    const auto tensor = [&](const Shape& shape, Layout layout) {
        return randomTensor({.shape = shape, .dtype = DType::f32, .layout = layout}, ++seed);
    };
    for (const Row& row : rows) {
        const Shape stride = {row.stride, row.stride}, pad = {row.pad, row.pad};
        const ConvAttrs how = {
            .stride = stride, .padLow = pad, .padHigh = pad, .dilation = {1, 1}, .groups = row.groups};
        const std::vector<ValueInfo> infos = {{.shape = row.x}, {.shape = row.filter}};
        const Shape y = convOp.infer(how, infos)[0].shape;
        ConvAttrs toInput = how, toFilter = how;
        toInput.result = row.x;
        toFilter.result = row.filter;
        const auto image = [&](const Shape& shape) { return tensor(shape, Layout::channelsLast); };
        const auto filter = [&] { return tensor(row.filter, Layout::rowMajor); };
        const std::string name = row.name;
        samples.push_back({name, &convOp, how, {image(row.x), filter()}});
        samples.push_back({name + ", to the images", &convInputGradientOp, toInput, {image(y), filter()}});
        samples.push_back({name + ", to the filter", &convFilterGradientOp, toFilter, {image(row.x), image(y)}});
    }
    return samples;
}

} // namespace weft
