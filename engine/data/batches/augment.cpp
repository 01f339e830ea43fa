#include "engine/data/batches/augment.h"

#include "engine/support/random.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace weft {

namespace {

void mirror(std::vector<int>& from, int size)
{
    std::reverse(from.begin(), from.begin() + size);
}

// Moves what lies at i to i + by.
void move(std::vector<int>& from, int size, int by, Augmentation::Border border)
{
    const auto moved = [&](int i) {
        const int source = i - by;
        if (source >= 0 && source < size)
            return from[size_t(source)];
        return border == Augmentation::Border::edge ? from[size_t(std::clamp(source, 0, size - 1))] : -1;
    };
    if (by > 0) { // in place, so begin at the end that is read last
        for (int i = size - 1; i >= 0; --i)
            from[size_t(i)] = moved(i);
    } else if (by < 0) {
        for (int i = 0; i < size; ++i)
            from[size_t(i)] = moved(i);
    }
}

template <class T>
void gather(const T* in, T* out, int planes, int height, int width, const Augmenter::Scratch& scratch, T outside)
{
    for (int plane = 0; plane < planes; ++plane) {
        for (int y = 0; y < height; ++y) {
            const int fromY = scratch.ys[size_t(y)];
            const T* row = in + size_t(std::max(fromY, 0)) * size_t(width);
            for (int x = 0; x < width; ++x) {
                const int fromX = scratch.xs[size_t(x)];
                *out++ = fromY < 0 || fromX < 0 ? outside : row[fromX];
            }
        }
        in += size_t(height) * size_t(width);
    }
}

} // namespace

uint32_t augmentStream(size_t step)
{
    return streamOf("augment") + uint32_t(step);
}

void Augmenter::reserve(Scratch& scratch) const
{
    for (const Augmentation& step : m_data.augmentations) {
        for (const int i : step.columns) {
            const Column& column = m_data.data.columns[size_t(i)];
            scratch.ys.resize(std::max(scratch.ys.size(), size_t(column.shape[-2])));
            scratch.xs.resize(std::max(scratch.xs.size(), size_t(column.shape[-1])));
            scratch.sample.resize(std::max(scratch.sample.size(), column.sampleBytes()));
        }
    }
}

std::span<const std::byte> Augmenter::apply(int column, std::span<const std::byte> stored, uint32_t epoch,
                                            int64_t sample, Scratch& scratch) const
{
    const Column& about = m_data.data.columns[size_t(column)];
    bool changed = false;
    int height = 0;
    int width = 0;
    for (size_t i = 0; i < m_data.augmentations.size(); ++i) {
        const Augmentation& step = m_data.augmentations[i];
        if (!std::ranges::count(step.columns, column))
            continue;
        if (height == 0) {
            height = int(about.shape[-2]);
            width = int(about.shape[-1]);
            std::iota(scratch.ys.begin(), scratch.ys.begin() + height, 0);
            std::iota(scratch.xs.begin(), scratch.xs.begin() + width, 0);
        }
        RandomSequence random(m_seed, augmentStream(i), epoch, uint32_t(sample));
        if (step.kind == Augmentation::Kind::flip) {
            if (random.uniform() >= float(step.probability))
                continue;
            mirror(scratch.xs, width);
            changed = true;
        } else {
            const int byX = int(random.below(uint32_t(2 * step.x + 1))) - step.x;
            const int byY = int(random.below(uint32_t(2 * step.y + 1))) - step.y;
            move(scratch.xs, width, byX, step.border);
            move(scratch.ys, height, byY, step.border);
            changed = changed || byX != 0 || byY != 0;
        }
    }
    if (!changed)
        return stored;
    const int planes = about.shape.rank() == 3 ? int(about.shape[0]) : 1;
    const std::span out = std::span(scratch.sample).first(stored.size());
    if (about.dtype == DType::u8)
        gather(reinterpret_cast<const uint8_t*>(stored.data()), reinterpret_cast<uint8_t*>(out.data()), planes, height,
               width, scratch, uint8_t(0));
    else // a class map's outside is not counted
        gather(reinterpret_cast<const int32_t*>(stored.data()), reinterpret_cast<int32_t*>(out.data()), planes, height,
               width, scratch, about.kind == ColumnKind::classMap ? -1 : 0);
    return out;
}

} // namespace weft
