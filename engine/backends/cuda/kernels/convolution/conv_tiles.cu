// Convolutions of channels-last images with few channels on tensor cores, which round operands to TF32. A tile is TI
// images × TH whole rows of the result; its part of the image lies in shared memory, with the zeros around it, and is
// read there once for each tap. Bound by shared memory.
//   C channels of H × W (an image), F of OH × OW (the result), KH × KW taps, SH, SW strides, PH, PW zeros before.
//   forward: WM × WN warps, each MT × 16 places × NT × 8 filters. FLIP: the filter is read back to front and across, so
//   that the same computes the gradient to the images; where those were strided over, the image that it sees has
//   UH × UW places for each one here, and zeros in all but the first.
//   filter_gradient: WK × WN warps, each MT × 16 filters × NT × 8 of the C · KH · KW weights of a filter.
//   IS_FLAT: weights are numbered as in memory; otherwise C is a multiple of 8, they are numbered tap by tap, and filters
//   have been packed.
#define TAPS (KH * KW)
#define IR ((TH - 1) * SH + KH) // of a tile: rows and columns of an image
#define IC ((OW - 1) * SW + KW)
#define PLACES (TI * TH * OW)
#define STRIPS ((OH + TH - 1) / TH)
#define LANE (threadIdx.x % 32)
#define WARP (threadIdx.x / 32)

__device__ __forceinline__ u32 tf32(u32 bits)
{
    return tf32(__uint_as_float(bits));
}

// Into shared memory, past the registers: WORDS numbers, or zeros for what is not there.
template <int WORDS> __device__ __forceinline__ void copy(u32* to, const void* from, bool isThere)
{
    const u32 address = (u32)__cvta_generic_to_shared(to), bytes = isThere ? WORDS * 4 : 0;
    if (WORDS == 4)
        asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(address), "l"(from), "r"(bytes) : "memory");
    else
        asm volatile("cp.async.ca.shared.global [%0], [%1], 4, %2;" ::"r"(address), "l"(from), "r"(bytes) : "memory");
}
__device__ __forceinline__ void endOfCopies()
{
    asm volatile("cp.async.commit_group;" ::: "memory");
}
template <int LEFT> __device__ __forceinline__ void waitForCopies() // but for the last groups of them
{
    asm volatile("cp.async.wait_group %0;" ::"n"(LEFT) : "memory");
}

// d += a · b: 16 × 8 by 8 × 8. A lane's a: (row lane / 4, then + 8; column lane % 4, then + 4), b: (row lane % 4, then
// + 4; column lane / 4), d: (row lane / 4, columns 2 · (lane % 4) and the next; then row + 8).
__device__ __forceinline__ void multiply(float* d, const u32* a, u32 b0, u32 b1)
{
    asm volatile("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, "
                 "{%0, %1, %2, %3};"
                 : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
                 : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
}

// CK channels of a tile's rows of images, as [image][row][column][CS]. A warp takes whole rows, which lie together.
__device__ __forceinline__ void takeImages(u32* to, const float* __restrict__ x, i64 image, i64 samples, int row,
                                           int channel)
{
#if C % 4 == 0
#define TOGETHER 4
#else
#define TOGETHER 1
#endif
    constexpr int each = CK / TOGETHER, many = IC * each;
#pragma unroll 2
    for (int line = WARP; line < TI * IR; line += THREADS / 32) {
        const int n = line / IR, down = line % IR + row;
        const bool inside = image + n < samples && (u32)down < (u32)(H * UH) && down % UH == 0;
        const float* const from = x + ((image + n) * H + down / UH) * (i64)(W * C) + channel;
        u32* const at = to + line * IC * CS;
#pragma unroll
        for (int first = 0; first < many; first += 32) {
            const int i = first + LANE, across = i / each - PW, c = i % each * TOGETHER;
            const bool here = inside && (u32)across < (u32)(W * UW) && across % UW == 0;
            if (i < many)
                copy<TOGETHER>(at + i / each * CS + c, here ? from + across / UW * C + c : x, here);
        }
    }
}

// Where a place of the tile's result begins in what takeImages() took.
__device__ __forceinline__ int offsetOf(int place)
{
    const int n = place / (TH * OW), row = place / OW % TH, column = place % OW;
    return place < PLACES ? ((n * IR + row * SH) * IC + column * SW) * CS : 0;
}

// And a weight, counted from there.
__device__ __forceinline__ int offsetOfWeight(int k)
{
#if IS_FLAT
    const int channel = k / TAPS, tap = k % TAPS;
#else
    const int channel = k % C, tap = k / C;
#endif
    return k < C * TAPS ? (tap / KW * IC + tap % KW) * CS + channel : 0;
}

#if IS_FORWARD
#define NTILES (WN * NT) // of a block
#if IS_FLAT
#define KSTEPS ((C * TAPS + 7) / 8)
#else
#define KSTEPS (TAPS * CK / 8) // of CK channels
#endif

// Filters in the order in which lanes want them, [step][tile of 8 filters][lane][2]: where weight k of filter n lies.
__device__ __forceinline__ int laneOrder(int k, int n)
{
    return (k / 8 * NTILES + n / 8) * 64 + (n % 8 * 4 + k % 4) * 2 + k % 8 / 4;
}

#if IS_FLAT
__device__ __forceinline__ void takeFilters(u32* to, const float* __restrict__ filter, int first)
{
#pragma unroll 8
    for (int i = threadIdx.x; i < KSTEPS * 8 * NTILES * 8; i += THREADS) {
        const int k = i % (KSTEPS * 8), n = i / (KSTEPS * 8);
        const bool inside = k < C * TAPS && first + n < F;
        to[laneOrder(k, n)] = inside ? tf32(__ldg(filter + (first + n) * (C * TAPS) + k)) : 0;
    }
}
#else
// All filters for all blocks: [part of the filters][part of the channels] and then in lane order, tap by tap.
extern "C" __global__ void __launch_bounds__(256) pack(const float* __restrict__ filter, u32* to, i64 count)
{
    const int i = blockIdx.x * 256 + threadIdx.x;
    if (i >= count)
        return;
#if FLIP
    const int tap = TAPS - 1 - i % TAPS, f = i / TAPS % F, c = i / TAPS / F;
#else
    const int tap = i % TAPS, c = i / TAPS % C, f = i / TAPS / C;
#endif
    const int part = f / (NTILES * 8) * (C / CK) + c / CK;
    to[part * (KSTEPS * NTILES * 64) + laneOrder(tap * CK + c % CK, f % (NTILES * 8))] = tf32(filter[i]);
}

// Filters that are not there, in the last part, are whatever lies in memory: nobody reads their results.
__device__ __forceinline__ void takeFilters(u32* to, const u32* __restrict__ packed, int part)
{
    const u32* const from = packed + part * (KSTEPS * NTILES * 64);
#pragma unroll 4
    for (int i = threadIdx.x; i < KSTEPS * NTILES * 16; i += THREADS)
        copy<4>(to + i * 4, from + i * 4, true);
}
#endif

#if IS_FLAT
typedef float FILTER;
#else
typedef u32 FILTER; // packed
#endif

extern "C" __global__ void __launch_bounds__(THREADS)
    forward(const float* __restrict__ x, const FILTER* __restrict__ filter, float* __restrict__ y, i64 samples)
{
    extern __shared__ __align__(16) u32 shared[];
    u32* const images = shared;
    u32* const weights = shared + IMAGE_WORDS;
    const i64 image = (i64)(blockIdx.x / STRIPS) * TI;
    const int row = (int)(blockIdx.x % STRIPS) * TH, firstFilter = blockIdx.y * NTILES * 8;
    const int warpM = WARP % WM, warpN = WARP / WM, g = LANE / 4, t = LANE % 4;
    int base[MT][2];
#pragma unroll
    for (int m = 0; m < MT; ++m) {
        for (int half = 0; half < 2; ++half)
            base[m][half] = offsetOf((warpM * MT + m) * 16 + half * 8 + g);
    }
    float d[MT][NT][4] = {};
#if IS_FLAT
    __shared__ int offsets[KSTEPS * 8];
    for (int k = threadIdx.x; k < KSTEPS * 8; k += THREADS)
        offsets[k] = offsetOfWeight(k);
    takeImages(images, x, image, samples, row * SH - PH, 0);
    endOfCopies();
    takeFilters(weights, filter, firstFilter);
    waitForCopies<0>();
    __syncthreads();
#pragma unroll 2
    for (int step = 0; step < KSTEPS; ++step) {
        const int o0 = offsets[step * 8 + t], o1 = offsets[step * 8 + t + 4];
        u32 a[MT][4];
#pragma unroll
        for (int m = 0; m < MT; ++m) {
            a[m][0] = tf32(images[base[m][0] + o0]);
            a[m][1] = tf32(images[base[m][1] + o0]);
            a[m][2] = tf32(images[base[m][0] + o1]);
            a[m][3] = tf32(images[base[m][1] + o1]);
        }
#pragma unroll
        for (int n = 0; n < NT; ++n) {
            const uint2 b = *(const uint2*)(weights + (step * NTILES + warpN * NT + n) * 64 + LANE * 2);
#pragma unroll
            for (int m = 0; m < MT; ++m)
                multiply(d[m][n], a[m], b.x, b.y);
        }
    }
#else
    for (int channel = 0; channel < C; channel += CK) {
        if (channel > 0)
            __syncthreads();
        takeImages(images, x, image, samples, row * SH - PH, channel);
        takeFilters(weights, filter, blockIdx.y * (C / CK) + channel / CK);
        endOfCopies();
        waitForCopies<0>();
        __syncthreads();
#pragma unroll 1
        for (int down = 0; down < KH; ++down) {
#pragma unroll
            for (int step = 0; step < KW * CK / 8; ++step) {
                const u32* const at = images + (down * IC + step / (CK / 8)) * CS + step % (CK / 8) * 8 + t;
                const u32* const by =
                    weights + (down * (KW * CK / 8) + step) * (NTILES * 64) + warpN * NT * 64 + LANE * 2;
                u32 a[MT][4];
#pragma unroll
                for (int m = 0; m < MT; ++m) {
                    a[m][0] = tf32(at[base[m][0]]);
                    a[m][1] = tf32(at[base[m][1]]);
                    a[m][2] = tf32(at[base[m][0] + 4]);
                    a[m][3] = tf32(at[base[m][1] + 4]);
                }
#pragma unroll
                for (int n = 0; n < NT; ++n) {
                    const uint2 b = *(const uint2*)(by + n * 64);
#pragma unroll
                    for (int m = 0; m < MT; ++m)
                        multiply(d[m][n], a[m], b.x, b.y);
                }
            }
        }
    }
#endif
#pragma unroll
    for (int m = 0; m < MT; ++m) {
#pragma unroll
        for (int half = 0; half < 2; ++half) {
            const int place = (warpM * MT + m) * 16 + half * 8 + g;
            const i64 n = image + place / (TH * OW);
            const int down = row + place / OW % TH;
            if (place >= PLACES || n >= samples || down >= OH)
                continue;
            float* const to = y + ((n * OH + down) * OW + place % OW) * F;
#pragma unroll
            for (int tile = 0; tile < NT; ++tile) {
                const int f = firstFilter + (warpN * NT + tile) * 8 + t * 2;
#if F % 2 == 0
                if (f < F)
                    *(float2*)(to + f) = make_float2(d[m][tile][half * 2], d[m][tile][half * 2 + 1]);
#else
                if (f < F)
                    to[f] = d[m][tile][half * 2];
                if (f + 1 < F)
                    to[f + 1] = d[m][tile][half * 2 + 1];
#endif
            }
        }
    }
}
#else
#define OF_FILTER (C * TAPS)
#define OF_FILTER_IS_EVEN (C * KH * KW % 2 == 0)
#define FILTERS (MT * 16) // of a block
#define FS (FILTERS + 8)
#define STEPS ((PLACES + 7) / 8)

// FILTERS channels of a tile's rows of the result's gradient, as [place][FS]; what is not there has been cleared.
__device__ __forceinline__ void takeGradients(u32* to, const float* __restrict__ dy, i64 image, i64 samples, int row,
                                              int firstFilter)
{
    constexpr int present = FILTERS < F ? FILTERS : F; // of the first part; others may have fewer
#if F % 4 == 0
#define GRADIENTS 4
#else
#define GRADIENTS 1
#endif
    constexpr int each = present / GRADIENTS, many = OW * each;
#pragma unroll 2
    for (int line = WARP; line < TI * TH; line += THREADS / 32) {
        const int n = line / TH, down = row + line % TH;
        const bool inside = image + n < samples && down < OH;
        const float* const from = dy + ((image + n) * OH + down) * (i64)(OW * F) + firstFilter;
        u32* const at = to + line * OW * FS;
#pragma unroll
        for (int first = 0; first < many; first += 32) {
            const int i = first + LANE, f = i % each * GRADIENTS, place = i / each;
            const bool here = inside && firstFilter + f < F;
            if (i < many)
                copy<GRADIENTS>(at + place * FS + f, here ? from + place * F + f : dy, here);
        }
    }
}

// Sums over every gridDim.x-th tile, as partial[block][filter][weight].
extern "C" __global__ void __launch_bounds__(THREADS)
    filter_gradient(const float* __restrict__ x, const float* __restrict__ dy, float* __restrict__ partial, i64 samples)
{
    extern __shared__ __align__(16) u32 shared[];
    const int firstFilter = blockIdx.y * FILTERS;
    const int warpN = WARP % WN, warpK = WARP / WN, g = LANE / 4, t = LANE % 4;
    int offset[NT];
#pragma unroll
    for (int n = 0; n < NT; ++n)
        offset[n] = offsetOfWeight((warpN * NT + n) * 8 + g);
    for (int buffer = 0; buffer < BUFFERS; ++buffer) {
        for (int i = threadIdx.x; i < STEPS * 8 * FS; i += THREADS)
            shared[buffer * BUFFER_WORDS + IMAGE_WORDS + i] = 0;
    }
    __syncthreads();
    const i64 tiles = (samples + TI - 1) / TI * STRIPS;
    const auto take = [&](i64 tile, int buffer) {
        const i64 image = tile / STRIPS * TI;
        const int row = (int)(tile % STRIPS) * TH;
        u32* const to = shared + buffer * BUFFER_WORDS;
        if (tile < tiles) {
            takeImages(to, x, image, samples, row * SH - PH, 0);
            takeGradients(to + IMAGE_WORDS, dy, image, samples, row, firstFilter);
        }
        endOfCopies();
    };
    float d[MT][NT][4] = {};
    int buffer = 0;
    take(blockIdx.x, 0);
    for (i64 tile = blockIdx.x; tile < tiles; tile += gridDim.x) {
#if BUFFERS == 2
        take(tile + gridDim.x, 1 - buffer); // on its way while this one is computed
        waitForCopies<1>();
#else
        waitForCopies<0>();
#endif
        __syncthreads();
        const u32* const images = shared + buffer * BUFFER_WORDS;
        const u32* const gradients = images + IMAGE_WORDS;
#pragma unroll 2
        for (int step = warpK; step < STEPS; step += WK) {
#if OW % 8 == 0
            const int p0 = offsetOf(step * 8) + t * (SW * CS), p1 = p0 + 4 * SW * CS;
#else
            const int p0 = offsetOf(step * 8 + t), p1 = offsetOf(step * 8 + t + 4);
#endif
            const u32* const from = gradients + (step * 8 + t) * FS + g;
            u32 a[MT][4];
#pragma unroll
            for (int m = 0; m < MT; ++m) {
                a[m][0] = tf32(from[m * 16]);
                a[m][1] = tf32(from[m * 16 + 8]);
                a[m][2] = tf32(from[4 * FS + m * 16]);
                a[m][3] = tf32(from[4 * FS + m * 16 + 8]);
            }
#pragma unroll
            for (int n = 0; n < NT; ++n) {
                const u32 b0 = tf32(images[p0 + offset[n]]), b1 = tf32(images[p1 + offset[n]]);
#pragma unroll
                for (int m = 0; m < MT; ++m)
                    multiply(d[m][n], a[m], b0, b1);
            }
        }
        __syncthreads();
#if BUFFERS == 2
        buffer = 1 - buffer;
#else
        take(tile + gridDim.x, 0);
#endif
    }
    // The sums of warps that share weights, one after the other.
    float* const sums = (float*)shared;
    for (int other = WK - 1; other > 0; --other) {
        __syncthreads();
#pragma unroll
        for (int m = 0; m < MT; ++m) {
#pragma unroll
            for (int n = 0; n < NT; ++n) {
#pragma unroll
                for (int k = 0; k < 4; ++k) {
                    if (warpK == other)
                        sums[(((m * NT + n) * 4 + k) * WN + warpN) * 32 + LANE] = d[m][n][k];
                }
            }
        }
        __syncthreads();
#pragma unroll
        for (int m = 0; m < MT; ++m) {
#pragma unroll
            for (int n = 0; n < NT; ++n) {
#pragma unroll
                for (int k = 0; k < 4; ++k) {
                    if (warpK == 0)
                        d[m][n][k] += sums[(((m * NT + n) * 4 + k) * WN + warpN) * 32 + LANE];
                }
            }
        }
    }
    if (warpK > 0)
        return;
#pragma unroll
    for (int m = 0; m < MT; ++m) {
#pragma unroll
        for (int n = 0; n < NT; ++n) {
#pragma unroll
            for (int k = 0; k < 4; k += 2) {
                const int f = firstFilter + m * 16 + g + k / 2 * 8, weight = (warpN * NT + n) * 8 + t * 2;
                float* const to = partial + ((i64)blockIdx.x * F + f) * OF_FILTER + weight;
#if OF_FILTER_IS_EVEN
                if (f < F && weight < OF_FILTER)
                    *(float2*)to = make_float2(d[m][n][k], d[m][n][k + 1]);
#else
                if (f < F && weight < OF_FILTER)
                    to[0] = d[m][n][k];
                if (f < F && weight + 1 < OF_FILTER)
                    to[1] = d[m][n][k + 1];
#endif
            }
        }
    }
}

// 32 threads × PACK weights a block, their parts sixteen at a time.
#define PACK (F * C * KH * KW % 4 == 0 ? 4 : 1)
struct __align__(PACK * 4) Weights {
    float e[PACK];
};

extern "C" __global__ void __launch_bounds__(512) join(const Weights* __restrict__ partial, float* dFilter, i64 parts)
{
    __shared__ double shared[16][PACK][33];
    constexpr int count = F * OF_FILTER / PACK;
    const int item = blockIdx.x * 32 + threadIdx.x;
    double sum[PACK] = {};
    for (int first = threadIdx.y; first < (int)parts && item < count; first += 128) {
        Weights some[8];
#pragma unroll
        for (int k = 0; k < 8; ++k)
            some[k] = first + k * 16 < (int)parts ? partial[(i64)(first + k * 16) * count + item] : Weights {};
#pragma unroll
        for (int k = 0; k < 8; ++k) {
            for (int v = 0; v < PACK; ++v)
                sum[v] += (double)some[k].e[v];
        }
    }
    for (int v = 0; v < PACK; ++v)
        shared[threadIdx.y][v][threadIdx.x] = sum[v];
    __syncthreads();
    const int v = threadIdx.y;
    if (v >= PACK || item >= count)
        return;
    double all = 0;
    for (int k = 0; k < 16; ++k)
        all += shared[k][v][threadIdx.x];
    const int at = item * PACK + v;
#if IS_FLAT
    dFilter[at] = (float)all;
#else
    const int f = at / OF_FILTER, weight = at % OF_FILTER;
    dFilter[f * OF_FILTER + weight % C * TAPS + weight / C] = (float)all;
#endif
}
#endif
