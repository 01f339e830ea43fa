// Transpositions one of whose two axes is short, as filters' and pictures' are when channels come last: on one side the
// SHORT rows lie apart, on the other their elements lie side by side. A block takes LONG places of all rows by way of
// shared memory and walks both sides along their own memory, PACK elements of 16 bytes or one at a time. Axis rank-2 of
// the nest is that of the rows, with the distance between them where they lie apart; axis rank-1 that of the places.
#define PITCH (SHORT | 1) // no two lanes meet in a bank

struct alignas(PACK * sizeof(T)) Packed {
    T element[PACK];
};

// Offsets of what a block is to do: `rows` where rows lie apart, `side` where they lie side by side.
__device__ __forceinline__ INDEX placesOf(const Nest<2>& nest, INDEX item, int apart, INDEX* rows, INDEX* side)
{
    const int last = (int)nest.rank - 1;
    const INDEX pieces = ((INDEX)nest.size[last] + LONG - 1) / LONG;
    INDEX rest = item / pieces;
    const INDEX first = (item - rest * pieces) * LONG;
    *rows = first;
    *side = first * SHORT;
    for (int axis = last - 2; axis >= 0; --axis) {
        const INDEX size = (INDEX)nest.size[axis], outer = rest / size, at = rest - outer * size;
        rest = outer;
        *rows += at * (INDEX)nest.stride[apart][axis];
        *side += at * (INDEX)nest.stride[1 - apart][axis];
    }
    return min((INDEX)LONG, (INDEX)nest.size[last] - first);
}

extern "C" __global__ void __launch_bounds__(256) interleave(T* to, const T* from, i64 items, Nest<2> nest)
{
    __shared__ __align__(16) T tile[LONG * PITCH];
    const INDEX distance = (INDEX)nest.stride[1][nest.rank - 2];
    for (INDEX item = (INDEX)blockIdx.x; item < (INDEX)items; item += (INDEX)gridDim.x) {
        INDEX source, target;
        const INDEX places = placesOf(nest, item, 1, &source, &target);
#pragma unroll 8
        for (int i = threadIdx.x; i < LONG / PACK * SHORT; i += 256) {
            const int row = i / (LONG / PACK), place = i % (LONG / PACK) * PACK;
            if (place < places) {
                const Packed read = *(const Packed*)(from + source + row * distance + place);
#pragma unroll
                for (int k = 0; k < PACK; ++k)
                    tile[(place + k) * PITCH + row] = read.element[k];
            }
        }
        __syncthreads();
#pragma unroll 8
        for (int i = threadIdx.x * PACK; i < LONG * SHORT; i += 256 * PACK) {
            if (i < places * SHORT) {
                Packed written;
#pragma unroll
                for (int k = 0; k < PACK; ++k)
                    written.element[k] = tile[(i + k) / SHORT * PITCH + (i + k) % SHORT];
                *(Packed*)(to + target + i) = written;
            }
        }
        __syncthreads();
    }
}

extern "C" __global__ void __launch_bounds__(256) deinterleave(T* to, const T* from, i64 items, Nest<2> nest)
{
    __shared__ __align__(16) T tile[LONG * PITCH];
    const INDEX distance = (INDEX)nest.stride[0][nest.rank - 2];
    for (INDEX item = (INDEX)blockIdx.x; item < (INDEX)items; item += (INDEX)gridDim.x) {
        INDEX source, target;
        const INDEX places = placesOf(nest, item, 0, &target, &source);
#pragma unroll 8
        for (int i = threadIdx.x * PACK; i < LONG * SHORT; i += 256 * PACK) {
            if (i < places * SHORT) {
                const Packed read = *(const Packed*)(from + source + i);
#pragma unroll
                for (int k = 0; k < PACK; ++k)
                    tile[(i + k) / SHORT * PITCH + (i + k) % SHORT] = read.element[k];
            }
        }
        __syncthreads();
#pragma unroll 8
        for (int i = threadIdx.x; i < LONG / PACK * SHORT; i += 256) {
            const int row = i / (LONG / PACK), place = i % (LONG / PACK) * PACK;
            if (place < places) {
                Packed written;
#pragma unroll
                for (int k = 0; k < PACK; ++k)
                    written.element[k] = tile[(place + k) * PITCH + row];
                *(Packed*)(to + target + row * distance + place) = written;
            }
        }
        __syncthreads();
    }
}
