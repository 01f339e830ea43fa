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
                        const ptrdiff_t end = std::min(ptrdiff_t(size[2]), ptrdiff_t(to[2]) - how.low[2]);
                        if (end > skipped)
                            std::memcpy(line + how.low[2] + skipped, row + skipped,
                                        size_t(end - skipped) * sizeof(float));
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
        for (size_t item = begin; item < end; ++item) {
            const size_t first = item % across * tileColumns, group = item / across % how.groups;
            const size_t sample = item / across / how.groups;
            const float* const from = image + (sample * channels + group * how.channels) * plane;
            // Where each column's result goes; none: between the results.
            size_t place[tileColumns];
            size_t used = 0;
            for (size_t k = 0; k < tileColumns; ++k) {
                const size_t q = first + k;
                size_t z, v, u;
                if (dense) {
                    z = q / (to[1] * to[2]);
                    v = q / to[2] % to[1];
                    u = q % to[2];
                } else {
                    z = q / (result[1] * result[2]);
                    v = q / result[2] % result[1];
                    u = q % result[2];
                }
                const bool isResult = q < columns && v < result[1] && u < result[2];
                place[k] = isResult ? (z * result[1] + v) * result[2] + u : size_t(-1);
                used += isResult;
                if (!dense && isResult) {
                    const size_t start = (z * how.stride[0] * to[1] + v * how.stride[1]) * to[2] + u * how.stride[2];
                    for (size_t d = 0; d < depth; ++d)
                        packed[d * tileColumns + k] = from[start + taps[d]];
                }
            }
            if (used == 0)
                continue;
            for (size_t f = 0; f < how.filters; f += size_t(tileRows)) {
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
                    const float bias = tail.bias != nullptr ? tail.bias[filters + i] : 0.0f;
                    float* const target = y + (sample * how.groups * how.filters + filters + i) * places;
                    const float* const source = sums + i * tileColumns;
                    for (size_t k = 0; k < tileColumns;) { // runs of results that follow one another
                        if (place[k] == size_t(-1)) {
                            ++k;
                            continue;
                        }
                        size_t length = 1;
                        while (k + length < tileColumns && place[k + length] == place[k] + length)
                            ++length;
                        for (size_t j = 0; j < length; ++j)
                            target[place[k] + j] = tail(source[k + j] + bias);
                        k += length;
                    }
                }
            }
        }
    });
}
