#include "engine/support/random.h"

#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/backends/cpu/simd/vector_functions.h"
#include "engine/backends/cpu/strided.h"

#include <cmath>

namespace weft {

namespace {

struct Key {
    std::array<uint32_t, 2> seed;
    uint32_t stream;
    uint32_t step;
};

// Four numbers: elements 4·block to 4·block + 3 in row-major order.
template <class T> void draw(const Key& key, RandomAttrs::Distribution distribution, int64_t block, T* numbers)
{
    const auto lanes = Philox::block({uint32_t(block), key.stream, key.step, uint32_t(block >> 32)}, key.seed);
    if (distribution == RandomAttrs::uniform) {
        for (size_t lane = 0; lane < 4; ++lane)
            numbers[lane] = T(unitFloat(lanes[lane]));
        return;
    }
    for (size_t lane = 0; lane < 4; lane += 2) { // 1 - u lies in (0, 1], where the logarithm is finite
        const T radius = std::sqrt(T(-2) * std::log(T(1) - T(unitFloat(lanes[lane]))));
        const T angle = T(6.283185307179586) * T(unitFloat(lanes[lane + 1]));
        numbers[lane] = radius * std::cos(angle);
        numbers[lane + 1] = radius * std::sin(angle);
    }
}

template <class T>
void drawAll(const Key& key, RandomAttrs::Distribution distribution, const Nest<1>& nest, bool inOrder, T* y)
{
    const int64_t elements = nest.elements(), blocks = divideUp(elements, 4), each = itemsPerTask(blocks, 50);
    parallelFor(divideUp(blocks, each), [&](int64_t task) {
        int64_t first = task * each;
        const int64_t end = std::min(blocks, first + each);
        if constexpr (std::is_same_v<T, float>) { // whole blocks in the order of memory: all but the last
            const int64_t whole = std::min(end, elements / 4);
            if (distribution == RandomAttrs::uniform && inOrder && first < whole && first >> 32 == (whole - 1) >> 32) {
                const uint32_t counter[] = {uint32_t(first), key.stream, key.step, uint32_t(first >> 32)};
                vectorFunctions().uniform(y + 4 * first, counter, key.seed.data(), whole - first);
                first = whole;
            }
        }
        Walk<1> at(nest, 0, inOrder ? 0 : 4 * first);
        for (int64_t block = first; block < end; ++block) {
            T numbers[4];
            draw(key, distribution, block, numbers);
            const int64_t count = std::min<int64_t>(4, elements - 4 * block);
            for (int64_t i = 0; i < count; ++i) {
                if (inOrder) {
                    y[4 * block + i] = numbers[i];
                } else {
                    y[at.offset()] = numbers[i];
                    at.next();
                }
            }
        }
    });
}

} // namespace

std::unique_ptr<Kernel> prepareRandom(const Node& node, const Program& program)
{
    const ValueInfo& y = resultInfo(node, program);
    const auto& how = std::get<RandomAttrs>(node.attrs);
    Nest<1> nest;
    const Shape strides = stridesOf(y);
    for (int axis = 0; axis < y.shape.rank(); ++axis)
        nest.add(y.shape[axis], {strides[axis]});
    const bool inOrder = y.layout == Layout::rowMajor;
    return withFloat(y.dtype, [&]<class T>() {
        return makeKernel(
            [nest, inOrder, distribution = how.distribution, stream = how.stream](auto in, auto out, std::byte*) {
                const auto* key = as<const uint64_t>(in[0]);
                drawAll({{uint32_t(key[0]), uint32_t(key[0] >> 32)}, stream, uint32_t(key[1])}, distribution, nest,
                        inOrder, as<T>(out[0]));
            });
    });
}

} // namespace weft
