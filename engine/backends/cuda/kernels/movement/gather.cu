// Offsets: of the result (or the updates), of the index, within the table's row. Bound by memory.
extern "C" __global__ void __launch_bounds__(256)
    gather(const T* table, const i32* indices, T* y, i64 count, i64 rows, i64 rowStride, Nest<3> nest)
{
    for (INDEX i = (INDEX)firstItem(); i < (INDEX)count; i += (INDEX)itemStep()) {
        INDEX at[3];
        offsetsOf<3, INDEX>(nest, i, at);
        const i64 index = indices[at[1]];
        y[at[0]] = index >= 0 && index < rows ? table[index * rowStride + at[2]] : T(0);
    }
}

// A block has one row of the table and 256 of its columns. It looks for its index among all positions, 256 at a time,
// and adds what it finds in the order of positions, so the sum never depends on who comes first.
extern "C" __global__ void __launch_bounds__(256)
    scatter(const i32* indices, const T* updates, T* y, i64 positions, i64 width, i64 rowStride, Nest<2> position,
            Nest<2> row)
{
    typedef Number<T>::Sum Sum;
    __shared__ i64 found[256];
    __shared__ int counts[8];
    const i32 wanted = (i32)blockIdx.x;
    const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
    for (i64 first = (i64)blockIdx.y * 256; first < width; first += (i64)gridDim.y * 256) {
        const i64 column = first + threadIdx.x;
        i64 place[2] = {0, 0};
        if (column < width)
            offsetsOf<2, i64>(row, column, place);
        Sum sum = 0;
        for (i64 start = 0; start < positions; start += 256) {
            i64 at[2] = {0, 0};
            bool mine = false;
            if (start + threadIdx.x < positions) {
                offsetsOf<2, i64>(position, start + threadIdx.x, at);
                mine = indices[at[0]] == wanted;
            }
            const unsigned ballot = __ballot_sync(0xffffffffu, mine);
            if (lane == 0)
                counts[warp] = __popc(ballot);
            __syncthreads();
            int before = __popc(ballot & ((1u << lane) - 1)), total = 0;
            for (int k = 0; k < 8; ++k) {
                before += k < warp ? counts[k] : 0;
                total += counts[k];
            }
            if (mine)
                found[before] = at[1];
            __syncthreads();
            if (column < width) {
                for (int k = 0; k < total; ++k)
                    sum += (Sum)updates[found[k] + place[0]];
            }
            __syncthreads();
        }
        if (column < width)
            y[wanted * rowStride + place[1]] = (T)sum;
    }
}

// The same for tables of many more rows than there are positions, whose rows are 0 already: a block has a position. If it
// is the first of its index, it adds up all positions of that index, in their order, for 4 × 256 columns at a time.
extern "C" __global__ void __launch_bounds__(256)
    scatter_first(const i32* indices, const T* updates, T* y, i64 positions, i64 width, i64 rows, i64 rowStride,
                  Nest<2> position, Nest<2> row)
{
    typedef Number<T>::Sum Sum;
    __shared__ i64 found[256];
    __shared__ int counts[8];
    i64 own[2];
    offsetsOf<2, i64>(position, blockIdx.x, own);
    const i32 wanted = indices[own[0]];
    if (wanted < 0 || wanted >= rows)
        return;
    // Whether some of so many positions from there on, but before the end, have that index.
    constexpr int AT_ONCE = 8 * 256;
    const auto isAmong = [&](i64 start, i64 end) {
        bool any = false;
#pragma unroll
        for (int k = 0; k < AT_ONCE; k += 256) {
            const i64 item = start + k + threadIdx.x;
            i64 at[2];
            offsetsOf<2, i64>(position, item < end ? item : start, at);
            any = any || (indices[at[0]] == wanted && item < end);
        }
        return __syncthreads_or(any) != 0;
    };
    for (i64 start = 0; start < blockIdx.x; start += AT_ONCE) {
        if (isAmong(start, blockIdx.x))
            return;
    }
    const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
    for (i64 first = 0; first < width; first += 4 * 256) {
        i64 place[4][2];
        Sum sum[4] = {};
#pragma unroll
        for (int c = 0; c < 4; ++c) {
            const i64 column = first + c * 256 + threadIdx.x;
            offsetsOf<2, i64>(row, column < width ? column : 0, place[c]);
        }
        for (i64 start = blockIdx.x, looked = start; start < positions; start += 256) {
            if (start == looked) {
                looked += AT_ONCE;
                if (!isAmong(start, positions)) {
                    start = looked - 256;
                    continue;
                }
            }
            i64 at[2] = {0, 0};
            bool mine = false;
            if (start + threadIdx.x < positions) {
                offsetsOf<2, i64>(position, start + threadIdx.x, at);
                mine = indices[at[0]] == wanted;
            }
            if (!__syncthreads_or(mine))
                continue;
            const unsigned ballot = __ballot_sync(0xffffffffu, mine);
            if (lane == 0)
                counts[warp] = __popc(ballot);
            __syncthreads();
            int before = __popc(ballot & ((1u << lane) - 1)), total = 0;
            for (int k = 0; k < 8; ++k) {
                before += k < warp ? counts[k] : 0;
                total += counts[k];
            }
            if (mine)
                found[before] = at[1];
            __syncthreads();
            for (int k = 0; k < total; ++k) {
#pragma unroll
                for (int c = 0; c < 4; ++c) {
                    if (first + c * 256 + threadIdx.x < width)
                        sum[c] += (Sum)updates[found[k] + place[c][0]];
                }
            }
            __syncthreads();
        }
#pragma unroll
        for (int c = 0; c < 4; ++c) {
            if (first + c * 256 + threadIdx.x < width)
                y[wanted * rowStride + place[c][1]] = (T)sum[c];
        }
    }
}
