// Convolutions over up to three sizes. The image is copied once into a border of zeros (for a transposed convolution
// with zeros between its elements too). There each tap of the kernel is an offset that is the same for all places, so
// that rows of the product are read where they lie.
struct Convolution {
    size_t groups, channels, filters; // of each group
    size_t size[3], result[3], kernel[3], dilation[3], stride[3];
    size_t spread[3]; // steps between the image's elements in the border
    ptrdiff_t low[3]; // zeros before it
    size_t bordered[3]; // sizes with the border; all as `size`: there is none
    bool isBare; // no border is needed
};

inline void addBorder(Threads& threads, size_t planes, const float* x, float* border, const Convolution& how)
{
    const size_t *size = how.size, *to = how.bordered;
    const size_t from = size[0] * size[1] * size[2], whole = to[0] * to[1] * to[2];
    threads.run(planes, size_t(20000) / (whole + 1) + 1, [&](size_t begin, size_t end) {
        std::memset(border + begin * whole, 0, (end - begin) * whole * sizeof(float));
        for (size_t plane = begin; plane < end; ++plane) {
            for (size_t z = 0; z < size[0]; ++z) {
                const ptrdiff_t toZ = how.low[0] + ptrdiff_t(z * how.spread[0]);
                for (size_t y = 0; y < size[1] && toZ >= 0 && toZ < ptrdiff_t(to[0]); ++y) {
                    const ptrdiff_t toY = how.low[1] + ptrdiff_t(y * how.spread[1]);
                    if (toY < 0 || toY >= ptrdiff_t(to[1]))
                        continue;
                    const float* const row = x + plane * from + (z * size[1] + y) * size[2];
                    float* const line = border + plane * whole + (size_t(toZ) * to[1] + size_t(toY)) * to[2];
                    if (how.spread[2] == 1) {
                        const ptrdiff_t skipped = std::max<ptrdiff_t>(0, -how.low[2]);
                        const ptrdiff_t last = std::min(ptrdiff_t(size[2]), ptrdiff_t(to[2]) - how.low[2]);
                        if (last > skipped)
                            std::memcpy(line + how.low[2] + skipped, row + skipped,
                                        size_t(last - skipped) * sizeof(float));
                        continue;
                    }
                    for (size_t i = 0; i < size[2]; ++i) {
                        const ptrdiff_t at = how.low[2] + ptrdiff_t(i * how.spread[2]);
                        if (at >= 0 && at < ptrdiff_t(to[2]))
                            line[at] = row[i];
                    }
                }
            }
        }
    });
}

// Results that follow one another, in a tile and in memory.
struct Run {
    size_t from, to, length;
};
// Of the columns first … first + tileColumns, which run over whole lines of the border: those that are results.
inline size_t runsOf(size_t first, size_t columns, const Convolution& how, Run* runs)
{
    const size_t *to = how.bordered, *result = how.result;
    const size_t last = std::min(first + tileColumns, columns);
    size_t z = first / (to[1] * to[2]), v = first / to[2] % to[1], u = first % to[2], count = 0;
    for (size_t q = first; q < last; u = 0, z += v + 1 == to[1], v = v + 1 == to[1] ? 0 : v + 1) {
        if (v < result[1] && u < result[2]) {
            const size_t length = std::min(result[2] - u, last - q), place = (z * result[1] + v) * result[2] + u;
            Run* const before = runs + count - 1;
            if (count > 0 && before->from + before->length == q - first && before->to + before->length == place)
                before->length += length; // there is no border between the lines
            else
                runs[count++] = {q - first, place, length};
        }
        q += to[2] - u;
    }
    return count;
}
// The image's elements for the places first … first + tileColumns of a convolution with strides, a row for each tap.
inline void gatherTile(size_t first, size_t count, const float* from, const size_t* taps, size_t depth,
                       const Convolution& how, float* packed)
{
    const size_t *to = how.bordered, *result = how.result, *stride = how.stride;
    size_t z = first / (result[1] * result[2]), v = first / result[2] % result[1], u = first % result[2];
    for (size_t k = 0; k < count; u = 0, z += v + 1 == result[1], v = v + 1 == result[1] ? 0 : v + 1) {
        const size_t length = std::min(result[2] - u, count - k), step = stride[2];
        const float* const line = from + (z * stride[0] * to[1] + v * stride[1]) * to[2] + u * step;
        for (size_t d = 0; d < depth; ++d) {
            const float* const source = line + taps[d];
            float* const target = packed + d * tileColumns + k;
            for (size_t j = 0; j < length; ++j)
                target[j] = source[j * step];
        }
        k += length;
    }
}

inline void convolve(Threads& threads, size_t samples, const float* x, const float* filter, const Tail& tail, float* y,
                     float* border, const Convolution& how)
{
    const size_t channels = how.groups * how.channels;
    if (!how.isBare)
        addBorder(threads, samples * channels, x, border, how);
    const float* const image = how.isBare ? x : border;
    const size_t *to = how.bordered, *result = how.result;
    const size_t plane = to[0] * to[1] * to[2], places = result[0] * result[1] * result[2];
    std::vector<size_t> taps;
    for (size_t c = 0; c < how.channels; ++c)
        for (size_t z = 0; z < how.kernel[0]; ++z)
            for (size_t v = 0; v < how.kernel[1]; ++v)
                for (size_t u = 0; u < how.kernel[2]; ++u)
                    taps.push_back(c * plane + (z * how.dilation[0] * to[1] + v * how.dilation[1]) * to[2]
                                   + u * how.dilation[2]);
    const bool dense = how.stride[0] * how.stride[1] * how.stride[2] == 1;
    // Dense: columns run over whole lines of the border, and what lies between the results is forgotten.
    const size_t columns = dense ? ((result[0] - 1) * to[1] + result[1] - 1) * to[2] + result[2] : places;
    const size_t across = (columns + tileColumns - 1) / tileColumns, depth = taps.size();
    const double work = 2.0 * double(depth) * double(how.filters * tileColumns);
    threads.run(samples * how.groups * across, size_t(200000.0 / work) + 1, [&](size_t begin, size_t end) {
        alignas(64) float sums[size_t(tileRows) * tileColumns];
        std::vector<float> packed(dense ? 0 : depth * tileColumns);
        Run runs[tileColumns];
        for (size_t item = begin; item < end; ++item) {
            const size_t first = item % across * tileColumns, group = item / across % how.groups;
            const size_t sample = item / across / how.groups;
            const float* const from = image + (sample * channels + group * how.channels) * plane;
            size_t count = 1;
            if (dense) {
                count = runsOf(first, columns, how, runs);
            } else {
                runs[0] = {0, first, std::min(tileColumns, places - first)};
                gatherTile(first, runs[0].length, from, taps.data(), depth, how, packed.data());
            }
            for (size_t f = 0; f < how.filters && count > 0; f += size_t(tileRows)) {
                const size_t rows = std::min<size_t>(size_t(tileRows), how.filters - f);
                const size_t filters = group * how.filters + f;
                if (dense)
                    multiplyRows<tileRows>(
                        int(rows), depth, filter + filters * depth, depth, 1, from + first,
                        [&](size_t d) { return taps[d]; }, sums);
                else
                    multiplyRows<tileRows>(
                        int(rows), depth, filter + filters * depth, depth, 1, packed.data(),
                        [](size_t d) { return d * tileColumns; }, sums);
                for (size_t i = 0; i < rows; ++i) {
                    float* const source = sums + i * tileColumns;
                    tail.finish(source, tail.bias != nullptr ? tail.bias[filters + i] : 0.0f);
                    float* const target = y + (sample * how.groups * how.filters + filters + i) * places;
                    for (size_t r = 0; r < count; ++r)
                        copyFew(target + runs[r].to, source + runs[r].from, runs[r].length);
                }
            }
        }
    });
}
