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
        {"depthwise, many samples", {150, 1024, 7, 7}, {1024, 1, 3, 3}, 1, 1, 1024},
        {"depthwise, seven wide", {6, 64, 7, 7}, {64, 1, 5, 5}, 1, 2, 64},
        {"depthwise, tall", {2, 8, 61, 19}, {8, 1, 5, 5}, 1, 2, 8},
        {"depthwise, tall and strided", {2, 12, 63, 14}, {12, 1, 5, 5}, 2, 2, 12},
        {"depthwise, one row", {3, 40, 1, 9}, {40, 1, 1, 5}, 2, 0, 40},
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

std::vector<OpSample> wideSamples(DType dtype)
{
    struct Row {
        const char* name;
        Shape x, filter;
        int64_t pad, stride = 1;
    };
    const Row rows[] = {
        {"whole tiles", {3, 64, 16, 136}, {64, 64, 3, 3}, 1},
        {"parts of tiles", {2, 32, 21, 131}, {48, 32, 3, 3}, 1},
        {"24 channels", {2, 24, 15, 130}, {64, 24, 3, 3}, 1},
        {"to 24", {2, 64, 16, 135}, {24, 64, 3, 3}, 0},
        {"colours", {3, 3, 32, 144}, {64, 3, 3, 3}, 1},
        {"two by two", {2, 3, 33, 145}, {24, 3, 2, 2}, 0},
        {"8 to 8", {2, 8, 8, 160}, {8, 8, 3, 3}, 1},
        {"odd eights", {1, 40, 16, 200}, {56, 40, 1, 5}, 2},
        {"one channel", {2, 1, 31, 150}, {16, 1, 5, 5}, 2},
        {"twelve", {2, 12, 16, 140}, {24, 12, 3, 3}, 1},
        {"colours, strided", {2, 3, 61, 288}, {64, 3, 7, 7}, 3, 2},
        {"many tiles", {40, 16, 40, 136}, {16, 16, 3, 3}, 1},
    };
    std::vector<OpSample> samples;
    uint32_t seed = 100;
    for (const Row& row : rows) {
        const Shape pad = {row.filter[2] > 1 ? row.pad : 0, row.pad};
        const ConvAttrs how = {.stride = {row.stride, row.stride}, .padLow = pad, .padHigh = pad, .dilation = {1, 1}};
        const std::vector<ValueInfo> infos = {{.shape = row.x}, {.shape = row.filter}};
        const auto tensor = [&](const Shape& shape) {
            return randomTensor({.shape = shape, .dtype = dtype, .layout = Layout::channelsLast}, ++seed);
        };
        samples.push_back({row.name, &convOp, how, {tensor(row.x), tensor(row.filter)}});
        ConvAttrs toInput = how, toFilter = how;
        toInput.result = row.x;
        toFilter.result = row.filter;
        const Shape y = convOp.infer(how, infos)[0].shape;
        const std::string name = row.name;
        if (row.x[1] % 8 == 0)
            samples.push_back(
                {name + ", to the images", &convInputGradientOp, toInput, {tensor(y), tensor(row.filter)}});
        if (row.x[1] < 32)
            samples.push_back({name + ", to the filter", &convFilterGradientOp, toFilter, {tensor(row.x), tensor(y)}});
    }
    return samples;
}

std::vector<OpSample> depthwiseSamples(DType dtype)
{
    std::vector<OpSample> samples = fewChannelSamples();
    std::erase_if(samples, [](const OpSample& sample) { return !sample.name.starts_with("depthwise"); });
    for (OpSample& sample : samples) {
        for (TestTensor& tensor : sample.in) {
            tensor.info.dtype = dtype;
            tensor = fromMemory(tensor.info, toMemory(tensor));
        }
    }
    return samples;
}

} // namespace weft
