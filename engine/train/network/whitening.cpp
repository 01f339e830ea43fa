#include "engine/train/network/whitening.h"

#include "engine/support/random.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <numeric>

namespace weft {

namespace {

constexpr int64_t mostSamples = 5000;
constexpr double mostProducts = 2e9; // that the sums of products may take; else some patches are left out at random
constexpr double epsilon = 5e-4;

// Where the numbers of a patch lie, counted from its first, in a sample of channels × sizes.
std::vector<int64_t> offsetsOf(const Shape& filter, const Shape& sample, const Shape& dilation)
{
    std::vector<int64_t> offsets = {0};
    for (int axis = 1; axis < filter.rank(); ++axis) {
        const int64_t apart = axis > 1 ? dilation[axis - 2] : 1;
        std::vector<int64_t> all;
        for (const int64_t before : offsets) {
            for (int64_t i = 0; i < filter[axis]; ++i)
                all.push_back(before * sample[axis - 1] + i * apart);
        }
        offsets = std::move(all);
    }
    return offsets;
}

// Where patches begin within the first channel.
std::vector<int64_t> placesOf(const Shape& filter, const Shape& sample, const Shape& dilation)
{
    std::vector<int64_t> places = {0};
    for (int axis = 1; axis < sample.rank(); ++axis) {
        const int64_t count = sample[axis] - dilation[axis - 1] * (filter[axis + 1] - 1);
        std::vector<int64_t> all;
        for (const int64_t before : places) {
            for (int64_t i = 0; i < count; ++i)
                all.push_back(before * sample[axis] + i);
        }
        places = std::move(all);
    }
    return places;
}

template <class T>
std::vector<double> secondMoments(const std::vector<int64_t>& offsets, const std::vector<int64_t>& places,
                                  Loader& loader, int64_t sampleElements, const WhiteningOptions& options)
{
    const size_t size = offsets.size();
    std::vector<double> sums(size * size);
    std::vector<double> patch(size);
    RandomSequence chance(options.seed, streamOf("whitening"));
    const double samples = double(std::min(mostSamples, loader.samples()));
    const double all = samples * double(places.size()) * double(size * size) / 2;
    const auto one = uint32_t(std::clamp(std::ceil(all / mostProducts), 1.0, 1e6)); // of so many is looked at
    int64_t seen = 0, patches = 0;
    loader.start(0);
    for (const Batch* batch = loader.next(); batch != nullptr && seen < mostSamples; batch = loader.next()) {
        options.checkCancelled();
        for (int64_t i = 0; i < batch->size && seen < mostSamples; ++i, ++seen) {
            const auto* const sample = reinterpret_cast<const T*>(batch->columns[0].data()) + i * sampleElements;
            for (const int64_t place : places) {
                if (one > 1 && chance.below(one) != 0)
                    continue;
                ++patches;
                for (size_t k = 0; k < size; ++k)
                    patch[k] = double(sample[place + offsets[k]]);
                for (size_t row = 0; row < size; ++row) {
                    for (size_t column = 0; column <= row; ++column)
                        sums[row * size + column] += patch[row] * patch[column];
                }
            }
        }
    }
    for (size_t row = 0; row < size; ++row) {
        for (size_t column = 0; column <= row; ++column) {
            sums[row * size + column] /= double(std::max<int64_t>(1, patches));
            sums[column * size + row] = sums[row * size + column];
        }
    }
    return sums;
}

template <class T> void begin(std::vector<std::byte>& filters, int64_t count, const Eigen& eigen)
{
    const size_t size = eigen.values.size();
    const int64_t half = std::min<int64_t>((count + 1) / 2, int64_t(size));
    for (int64_t filter = 0; filter < std::min(count, 2 * half); ++filter) {
        const auto from = size_t(filter % half);
        const double scale = (filter < half ? 1 : -1) / std::sqrt(std::max(0.0, eigen.values[from]) + epsilon);
        for (size_t k = 0; k < size; ++k) {
            const T value = T(eigen.vectors[from * size + k] * scale);
            std::memcpy(filters.data() + (size_t(filter) * size + k) * sizeof(T), &value, sizeof(T));
        }
    }
}

void whiten(const Whitening& one, const StepProgram& step, const PreparedData& data,
            const std::vector<FedColumn>& columns, const WhiteningOptions& options, States& states)
{
    const auto feed = size_t(std::ranges::find(step.feeds, one.fed, &StepProgram::FeedInfo::node) - step.feeds.begin());
    assert(feed < step.feeds.size());
    const Shape& sample = step.feeds[feed].shape;
    const ValueInfo& info = states.entries().at(one.weight).info;
    const std::vector<int64_t> offsets = offsetsOf(info.shape, sample, one.dilation);
    const std::vector<int64_t> places = placesOf(info.shape, sample, one.dilation);
    Loader loader(data,
                  {.part = Part::train,
                   .columns = {columns[feed]},
                   .batchSize = 64,
                   .shuffle = true,
                   .seed = options.seed,
                   .threads = options.threads});
    const bool wide = columns[feed].dtype == DType::f64;
    const auto moments = wide ? &secondMoments<double> : &secondMoments<float>;
    const Eigen eigen = eigenOf(moments(offsets, places, loader, sample.elements(), options), offsets.size());
    std::vector<std::byte> filters(info.bytes());
    states.read(one.weight, filters);
    if (info.dtype == DType::f64)
        begin<double>(filters, info.shape[0], eigen);
    else
        begin<float>(filters, info.shape[0], eigen);
    states.write(one.weight, filters);
}

} // namespace

Eigen eigenOf(std::vector<double> matrix, size_t size)
{
    std::vector<double> vectors(size * size);
    for (size_t i = 0; i < size; ++i)
        vectors[i * size + i] = 1;
    const auto at = [&](size_t row, size_t column) -> double& { return matrix[row * size + column]; };
    double all = 0;
    for (const double value : matrix)
        all += value * value;
    for (int sweep = 0; sweep < 60; ++sweep) {
        double beside = 0;
        for (size_t p = 0; p < size; ++p) {
            for (size_t q = p + 1; q < size; ++q) {
                const double apq = at(p, q);
                beside += 2 * apq * apq;
                if (apq == 0)
                    continue;
                const double theta = (at(q, q) - at(p, p)) / (2 * apq);
                const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
                const double c = 1 / std::sqrt(t * t + 1), s = t * c;
                for (size_t k = 0; k < size; ++k) {
                    const double kp = at(k, p), kq = at(k, q);
                    at(k, p) = c * kp - s * kq;
                    at(k, q) = s * kp + c * kq;
                }
                for (size_t k = 0; k < size; ++k) {
                    const double pk = at(p, k), qk = at(q, k);
                    at(p, k) = c * pk - s * qk;
                    at(q, k) = s * pk + c * qk;
                    const double vp = vectors[p * size + k], vq = vectors[q * size + k];
                    vectors[p * size + k] = c * vp - s * vq;
                    vectors[q * size + k] = s * vp + c * vq;
                }
            }
        }
        if (beside <= 1e-30 * all)
            break;
    }
    std::vector<size_t> order(size);
    std::iota(order.begin(), order.end(), size_t(0));
    std::ranges::stable_sort(order, std::greater(), [&](size_t i) { return at(i, i); });
    Eigen eigen;
    for (const size_t i : order) {
        eigen.values.push_back(at(i, i));
        const auto vector = std::span(vectors).subspan(i * size, size);
        const double largest = *std::ranges::max_element(vector, {}, [](double value) { return std::abs(value); });
        for (const double value : vector) // which of the two directions is given: the largest number is positive
            eigen.vectors.push_back(largest < 0 ? -value : value);
    }
    return eigen;
}

void whiten(const StepProgram& step, const PreparedData& data, const std::vector<FedColumn>& columns,
            const WhiteningOptions& options, States& states)
{
    std::set<std::string> done = options.given;
    for (const Whitening& one : step.whitenings) {
        if (done.insert(one.weight).second) // nodes may share their weights
            whiten(one, step, data, columns, options, states);
    }
}

} // namespace weft
