// Convolutions of channels-last images of 16 bits a number with few channels on Hopper's tensor cores (wgmma). A tile's part of an image
// lies in shared memory, with the zeros around it, and is read there once for each tap, through registers; the filters
// lie beside it and are read in place. Four warps work on a tile and do not wait for the others of their block: while
// some fetch and write, others multiply. Bound by shared memory.
//   Sizes as in warpgroups.cuh. GROUPS of four warps in a block, BLOCKS on a multiprocessor, BUFFERS for tiles of a group.
//   MULTIPLY(d, a, b, more): d = a · b, with `more` added to it; d is 64 × F, a 64 × 16, b describes 16 × F in shared
//   memory.
//   FLIP: the filter is read back to front and across, so that the same computes the gradient to the images.
#define THREADS (128 * GROUPS)
#define STEPS ((EIGHTS + 1) / 2)
#define FILTER_BYTES (STEPS * F * 32)
#define IMAGE_BYTES (IR * IC * PITCH)

// The threads of a group, and nobody else.
__device__ __forceinline__ void waitForGroup(int group)
{
    asm volatile("bar.sync %0, 128;" ::"r"(1 + group) : "memory");
}

// A warp's 16 places × 16 numbers of the inner dimension, as tensor cores take them: a row of 8 from each lane.
__device__ __forceinline__ void load(u32 (&a)[4], u32 address)
{
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
                 : "=r"(a[0]), "=r"(a[1]), "=r"(a[2]), "=r"(a[3])
                 : "r"(address));
}
__device__ __forceinline__ u32 pair(float low, float high) // rounded to the nearest, the low one in the low half
{
    u32 bits;
    asm("cvt.rn." TENSOR_TYPE "x2.f32 %0, %1, %2;" : "=r"(bits) : "f"(high), "f"(low));
    return bits;
}
// Of two neighbouring tiles of 8 filters a lane has two numbers each; two lanes trade, and each has four of one tile.
__device__ __forceinline__ uint2 traded(u32 first, u32 second)
{
    const bool odd = threadIdx.x % 2 != 0;
    const u32 other = __shfl_xor_sync(0xffffffffu, odd ? first : second, 1);
    return odd ? make_uint2(other, second) : make_uint2(first, other);
}

// Filters as products read them: [step][half of 16 numbers][filter][8 numbers]. In `filter` results lie `across` apart,
// channels `deep`, taps `down` and `side`.
extern "C" __global__ void __launch_bounds__(256)
    pack(const E* __restrict__ filter, E* to, i64 across, i64 deep, i64 down, i64 side)
{
    const int i = blockIdx.x * 256 + threadIdx.x;
    if (i >= FILTER_BYTES / 2)
        return;
    const int eight = i / (8 * F), f = i / 8 % F, tap = eight / CHANNELS;
    const int c = eight % CHANNELS * 8 + i % 8;
#if FLIP
    const i64 at = c * across + f * deep + (KH - 1 - tap / KW) * down + (KW - 1 - tap % KW) * side;
#else
    const i64 at = f * across + c * deep + tap / KW * down + tap % KW * side;
#endif
    to[i] = eight < EIGHTS && c < C ? filter[at] : E(0);
}

extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    forward(const E* __restrict__ x, const uint4* __restrict__ filter, E* __restrict__ y, i64 samples)
{
    extern __shared__ __align__(128) unsigned char shared[];
    const int group = threadIdx.x / 128, warp = threadIdx.x / 32 % 4, lane = threadIdx.x % 32, t = lane % 4;
    const u32 filters = (u32)__cvta_generic_to_shared(shared);
    const u32 images = filters + FILTER_BYTES + group * (BUFFERS * IMAGE_BYTES);
    const i64 tiles = samples * (STRIPS * SIDES);
    const auto take = [&](i64 tile, int buffer) {
        if (tile < tiles)
            takeImage<128>(images + buffer * IMAGE_BYTES, x, tile / (STRIPS * SIDES),
                           (int)(tile / SIDES % STRIPS) * (8 * SH) - PH, (int)(tile % SIDES) * (8 * SW) - PW,
                           threadIdx.x % 128);
        endOfCopies();
    };
    const i64 first = (i64)blockIdx.x * GROUPS + group, apart = (i64)gridDim.x * GROUPS;
    for (int i = threadIdx.x; i < FILTER_BYTES / 16; i += THREADS)
        copy(filters + i * 16, filter + i, true);
    take(first, 0);
    waitForCopies<0>();
    showToTensorCores();
    __syncthreads();
    // Where the place of which this lane gives a row begins.
    const int place = ((warp * 2 + lane / 8 % 2) * SH * IC + lane % 8 * SW) * PITCH + (CHANNELS % 2 == 0 ? lane / 16 * 16 : 0);

    int buffer = 0;
    for (i64 tile = first; tile < tiles; tile += apart) {
        take(tile + apart, 1 - buffer); // on its way while this one is computed
        waitForCopies<1>();
        waitForGroup(group);
        const u32 here = images + buffer * IMAGE_BYTES + place;
        float d[F / 2];
        u32 a[2][4];
        const auto takeStep = [&](int step) {
            const int one = offsetOf(2 * step), two = CHANNELS % 2 == 0 ? one : offsetOf(2 * step + 1);
            load(a[step % 2], here + (lane < 16 ? one : two));
        };
        takeStep(0);
#pragma unroll
        for (int step = 0; step < STEPS; ++step) {
            beginProducts();
            MULTIPLY(d, a[step % 2], matrixAt(filters + step * (F * 32), F * 16, 128), step > 0);
            endOfProducts();
            if (step + 1 < STEPS) {
                waitForProducts<1>();
                takeStep(step + 1);
            }
        }
        waitForProducts<0>();
        arePresent(d);
        const int across = (int)(tile % SIDES) * 8 + lane / 4;
#pragma unroll
        for (int half = 0; half < 2; ++half) {
            const int down = (int)(tile / SIDES % STRIPS) * 8 + warp * 2 + half;
            const bool isThere = down < OH && across < OW;
            E* const to = y + ((tile / (STRIPS * SIDES) * OH + down) * OW + across) * F;
#pragma unroll
            for (int f = 0; f < F; f += 16) {
                const float* const own = d + f / 2 + half * 2;
                const u32 two = pair(own[0], own[1]);
                if (f + 16 <= F) {
                    const uint2 four = traded(two, pair(own[4], own[5]));
                    if (isThere)
                        *(uint2*)(to + f + t % 2 * 8 + t / 2 * 4) = four;
                } else if (isThere) {
                    *(u32*)(to + f + t * 2) = two;
                }
            }
        }
        waitForGroup(group);
        buffer = 1 - buffer;
    }
    waitForCopies<0>();
}
