struct Window { // of a pooling
    size_t size[3], result[3], kernel[3], stride[3];
    size_t low[3];
    bool countsBorder; // averages: zeros of the border count as elements
};
template <bool isMaximum> float takenIn(float so, float one)
{
    return isMaximum ? (one <= so ? so : one) : so + one;
}
// target[u] takes in source[u · step] for `count` of them; the steps that are usual become vector instructions.
template <bool isMaximum, size_t fixedStep> void takeIn(float* target, const float* source, size_t count, size_t step)
{
    for (size_t u = 0; u < count; ++u)
        target[u] = takenIn<isMaximum>(target[u], source[u * (fixedStep > 0 ? fixedStep : step)]);
}
// The lines of each window become one, then the places along it are taken together: in all rows at once where one row's
// windows end where the next row's begin.
template <bool isMaximum> void pool(Threads& threads, size_t planes, const float* x, float* y, const Window& how)
{
    const size_t *size = how.size, *result = how.result, *kernel = how.kernel;
    const size_t width = size[2], rows = result[0] * result[1], step = how.stride[2];
    const size_t from = size[0] * size[1] * width, to = rows * result[2], window = kernel[0] * kernel[1] * kernel[2];
    const bool flows = how.low[2] == 0 && result[2] * step == width && kernel[2] <= step;
    const float nothing = isMaximum ? -std::numeric_limits<float>::infinity() : 0.0f;
    // The first and the last place along a row that the k-th of a window gives something to.
    std::vector<size_t> firsts(kernel[2], 0), lasts(kernel[2], result[2]);
    for (size_t k = 0; k < kernel[2]; ++k) {
        while (firsts[k] < lasts[k] && firsts[k] * step + k < how.low[2])
            ++firsts[k];
        while (lasts[k] > firsts[k] && (lasts[k] - 1) * step + k - how.low[2] >= width)
            --lasts[k];
    }
    threads.run(planes, size_t(20000) / (to * window + 1) + 1, [&](size_t begin, size_t end) {
        std::vector<float> merged(rows * width);
        std::vector<size_t> lines(rows);
        for (size_t plane = begin; plane < end; ++plane) {
            for (size_t row = 0; row < rows; ++row) {
                const size_t z = row / result[1] * how.stride[0], v = row % result[1] * how.stride[1];
                float* const line = merged.data() + row * width;
                lines[row] = 0;
                for (size_t i = 0; i < kernel[0] * kernel[1]; ++i) {
                    const size_t iz = z + i / kernel[1], iv = v + i % kernel[1];
                    if (iz < how.low[0] || iz - how.low[0] >= size[0] || iv < how.low[1] || iv - how.low[1] >= size[1])
                        continue;
                    const float* const next =
                        x + plane * from + ((iz - how.low[0]) * size[1] + iv - how.low[1]) * width;
                    if (lines[row]++ == 0)
                        std::memcpy(line, next, width * sizeof(float));
                    else
                        takeIn<isMaximum, 1>(line, next, width, 1);
                }
                if (lines[row] == 0)
                    std::fill(line, line + width, nothing);
            }
            float* const target = y + plane * to;
            std::fill(target, target + to, nothing);
            for (size_t k = 0; k < kernel[2]; ++k) {
                const size_t first = firsts[k], count = flows ? to : lasts[k] - first;
                for (size_t row = 0; row < (flows ? 1 : rows) && count > 0; ++row) {
                    const float* const source = merged.data() + row * width + first * step + k - how.low[2];
                    (step == 1       ? takeIn<isMaximum, 1>
                         : step == 2 ? takeIn<isMaximum, 2>
                                     : takeIn<isMaximum, 0>)(target + row * result[2] + first, source, count, step);
                }
            }
            for (size_t i = 0; i < to && !isMaximum; ++i) {
                const size_t u = i % result[2];
                size_t inside = 0;
                for (size_t k = 0; k < kernel[2]; ++k)
                    inside += u >= firsts[k] && u < lasts[k];
                target[i] /= float(how.countsBorder ? window : lines[i / result[2]] * inside);
            }
        }
    });
}

// Rows of a table; an index outside reads zeros.
template <class T>
void gather(Threads& threads, size_t count, size_t rows, size_t width, const T* table, const int32_t* index, T* y)
{
    threads.run(count, size_t(20000) / (width + 1) + 1, [&](size_t begin, size_t end) {
        for (size_t i = begin; i < end; ++i) {
            const bool known = index[i] >= 0 && size_t(index[i]) < rows;
            if (known)
                std::memcpy(y + i * width, table + size_t(index[i]) * width, width * sizeof(T));
            else
                std::memset(y + i * width, 0, width * sizeof(T));
        }
    });
}

// x: outer × size × inner; the first place of the largest.
template <class T> void argmax(size_t outer, size_t size, size_t inner, const T* x, int32_t* y)
{
    for (size_t o = 0; o < outer; ++o) {
        for (size_t i = 0; i < inner; ++i) {
            size_t best = 0;
            for (size_t k = 1; k < size; ++k) {
                if (x[(o * size + k) * inner + i] > x[(o * size + best) * inner + i])
                    best = k;
            }
            y[o * inner + i] = int32_t(best);
        }
    }
}

// gates: samples × length × 4·units (input, forget, cell, output), what the inputs say; h and c: samples × length ×
// units. `sums`: samples × 4·units.
inline void lstm(Threads& threads, size_t samples, size_t length, size_t units, const float* gates,
                 const float* recurrent, const float* h0, const float* c0, float* h, float* c, float* sums)
{
    for (size_t step = 0; step < length; ++step) {
        const float* const before = step == 0 ? h0 : h + (step - 1) * units;
        const size_t stride = step == 0 ? units : length * units;
        multiply(threads, before, recurrent, Tail(), sums, {1, samples, units, 4 * units, stride, 1, 0, 0});
        threads.run(samples, size_t(4000) / (units + 1) + 1, [&](size_t begin, size_t end) {
            for (size_t s = begin; s < end; ++s) {
                const float* const x = gates + (s * length + step) * 4 * units;
                const float* const r = sums + s * 4 * units;
                const float* const old = step == 0 ? c0 + s * units : c + (s * length + step - 1) * units;
                float *const cells = c + (s * length + step) * units, *const state = h + (s * length + step) * units;
                for (size_t u = 0; u < units; ++u) {
                    const float in = sigmoidOf(x[u] + r[u]), forget = sigmoidOf(x[units + u] + r[units + u]);
                    const float cell = tanhOf(x[2 * units + u] + r[2 * units + u]);
                    const float out = sigmoidOf(x[3 * units + u] + r[3 * units + u]);
                    cells[u] = forget * old[u] + in * cell;
                    state[u] = out * tanhOf(cells[u]);
                }
            }
        });
    }
}
