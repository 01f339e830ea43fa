#include "engine/data/steps/statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace weft {

namespace {

using Histogram = std::array<int64_t, 256>;

std::vector<Statistics> ofBytes(const Column& column, std::span<const int64_t> samples, size_t entries)
{
    std::vector<Histogram> histograms(entries, Histogram {});
    const size_t run = size_t(column.elements()) / entries;
    std::vector<std::byte> scratch;
    for (const int64_t sample : samples) {
        const std::span stored = storedSample(column, sample, scratch);
        for (size_t i = 0; i < stored.size(); ++i)
            ++histograms[i / run][size_t(stored[i])];
    }
    std::vector<Statistics> all(entries);
    for (size_t e = 0; e < entries; ++e) {
        Statistics& one = all[e];
        double sum = 0;
        double squares = 0;
        for (int value = 255; value >= 0; --value) {
            const double count = double(histograms[e][size_t(value)]);
            if (count == 0)
                continue;
            one.maximum = one.count == 0 ? value : one.maximum;
            one.minimum = value;
            one.count += histograms[e][size_t(value)];
            sum += count * value;
            squares += count * value * value;
        }
        if (one.count == 0)
            continue;
        one.mean = sum / double(one.count);
        one.deviation = std::sqrt(std::max(0.0, squares / double(one.count) - one.mean * one.mean));
    }
    return all;
}

template <class T>
std::vector<Statistics> ofNumbers(const Column& column, std::span<const int64_t> samples, size_t entries)
{
    const size_t run = size_t(column.elements()) / entries;
    std::vector<Statistics> all(
        entries,
        {.minimum = std::numeric_limits<double>::infinity(), .maximum = -std::numeric_limits<double>::infinity()});
    std::vector<std::byte> scratch;
    const auto eachValue = [&](const auto& visit) {
        for (const int64_t sample : samples) {
            const std::span stored = storedSample(column, sample, scratch);
            const T* values = reinterpret_cast<const T*>(stored.data());
            for (size_t i = 0; i < stored.size() / sizeof(T); ++i) {
                if (!std::isnan(double(values[i])))
                    visit(all[i / run], double(values[i]));
            }
        }
    };
    eachValue([](Statistics& one, double value) {
        ++one.count;
        one.mean += value;
        one.minimum = std::min(one.minimum, value);
        one.maximum = std::max(one.maximum, value);
    });
    for (Statistics& one : all) {
        if (one.count == 0)
            one = {};
        else
            one.mean /= double(one.count);
    }
    eachValue([](Statistics& one, double value) { one.deviation += (value - one.mean) * (value - one.mean); });
    for (Statistics& one : all)
        one.deviation = one.count == 0 ? 0 : std::sqrt(one.deviation / double(one.count));
    return all;
}

} // namespace

std::vector<Statistics> statisticsOf(const Column& column, std::span<const int64_t> samples, bool whole)
{
    const int64_t entries = whole || column.elements() == 0 ? 1
        : column.kind == ColumnKind::image                  ? column.shape[0]
        : column.kind == ColumnKind::numbers                ? column.elements()
                                                            : 1;
    if (column.kind == ColumnKind::text || column.elements() == 0)
        return {Statistics {}};
    if (column.dtype == DType::u8)
        return ofBytes(column, samples, size_t(entries));
    if (column.dtype == DType::i32)
        return ofNumbers<int32_t>(column, samples, size_t(entries));
    return ofNumbers<float>(column, samples, size_t(entries));
}

} // namespace weft
