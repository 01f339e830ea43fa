#include "engine/train/observe/tensor_statistics.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

constexpr size_t bins = 64;
constexpr int64_t mostMaps = 64;
constexpr int64_t mostPixels = 32; // a side
constexpr int64_t mostChannels = 4096;

} // namespace

float rmsOf(std::span<const float> values)
{
    double total = 0;
    for (const float value : values)
        total += double(value) * double(value);
    return values.empty() ? 0 : float(std::sqrt(total / double(values.size())));
}

Histogram histogramOf(std::string of, std::span<const float> values)
{
    Histogram histogram {.of = std::move(of), .counts = std::vector<int64_t>(bins, 0)};
    double total = 0;
    double squares = 0;
    int64_t count = 0;
    for (const float value : values) {
        if (!std::isfinite(value)) {
            ++histogram.notFinite;
            continue;
        }
        histogram.low = count == 0 ? value : std::min(histogram.low, value);
        histogram.high = count == 0 ? value : std::max(histogram.high, value);
        total += double(value);
        squares += double(value) * double(value);
        ++count;
    }
    if (count == 0)
        return histogram;
    const double mean = total / double(count);
    histogram.mean = float(mean);
    histogram.deviation = float(std::sqrt(std::max(0.0, squares / double(count) - mean * mean)));
    const double width = (double(histogram.high) - double(histogram.low)) / double(bins);
    for (const float value : values) {
        if (!std::isfinite(value))
            continue;
        const double bin = width > 0 ? (double(value) - double(histogram.low)) / width : 0;
        ++histogram.counts[std::min(bins - 1, size_t(bin))];
    }
    return histogram;
}

std::vector<float> zerosByChannel(const Shape& shape, std::span<const float> values)
{
    if (shape.rank() < 2 || shape.rank() > 5)
        return {};
    const int axis = shape.rank() == 3 ? 2 : 1;
    const int64_t channels = shape[axis];
    int64_t inner = 1;
    for (int i = axis + 1; i < shape.rank(); ++i)
        inner *= shape[i];
    if (channels < 1 || channels > mostChannels || inner < 1)
        return {};
    std::vector<int64_t> zeros(size_t(channels), 0);
    const int64_t outer = shape.elements() / (channels * inner);
    const float* value = values.data();
    for (int64_t i = 0; i < outer; ++i) {
        for (int64_t c = 0; c < channels; ++c) {
            for (int64_t k = 0; k < inner; ++k)
                zeros[size_t(c)] += *value++ == 0;
        }
    }
    std::vector<float> shares;
    for (const int64_t count : zeros)
        shares.push_back(float(double(count) / double(std::max<int64_t>(1, outer * inner))));
    return shares;
}

ActivationMaps mapsOf(const Shape& shape, std::span<const float> values, int64_t sample)
{
    if (shape.rank() != 4 || sample >= shape[0])
        return {};
    const int64_t rows = shape[2];
    const int64_t columns = shape[3];
    if (rows * columns <= 1)
        return {};
    ActivationMaps maps {.allChannels = shape[1],
                         .channels = std::min(shape[1], mostMaps),
                         .rows = std::min(rows, mostPixels),
                         .columns = std::min(columns, mostPixels)};
    maps.pixels.resize(size_t(maps.channels * maps.rows * maps.columns));
    std::vector<float> small(size_t(maps.rows * maps.columns));
    for (int64_t c = 0; c < maps.channels; ++c) {
        const float* const picture = values.data() + (sample * shape[1] + c) * rows * columns;
        for (int64_t y = 0; y < maps.rows; ++y) {
            for (int64_t x = 0; x < maps.columns; ++x) { // the mean of the pixels that fall into this one
                const int64_t top = y * rows / maps.rows, bottom = (y + 1) * rows / maps.rows;
                const int64_t left = x * columns / maps.columns, right = (x + 1) * columns / maps.columns;
                double total = 0;
                for (int64_t i = top; i < bottom; ++i) {
                    for (int64_t k = left; k < right; ++k)
                        total += double(picture[i * columns + k]);
                }
                small[size_t(y * maps.columns + x)] = float(total / double((bottom - top) * (right - left)));
            }
        }
        float low = INFINITY, high = -INFINITY;
        for (const float value : small) {
            if (std::isfinite(value)) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
        }
        const float range = high - low;
        for (size_t i = 0; i < small.size(); ++i) {
            const float share = std::isfinite(small[i]) && range > 0 ? (small[i] - low) / range : 0;
            maps.pixels[size_t(c) * small.size() + i] = std::byte(std::lround(255 * share));
        }
    }
    return maps;
}

} // namespace weft
