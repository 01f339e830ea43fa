// The gradient to the filters of such convolutions (conv_warpgroups.cu). A tile's gradient of the result lies in shared
// memory, where tensor cores read it in place, and beside it the tile's part of an image, which is read once for each tap,
// through registers. A block goes through its tiles and keeps its sums; join() adds those of all blocks up, in one order.
//   Sizes as in warpgroups.cuh. GROUPS of four warps in a block, each with MT × 64 weights of all filters; BLOCKS on a
//   multiprocessor, BUFFERS for tiles of a block.
//   MULTIPLY(d, a, b, more): d = a · b, with `more` added to it; d is 64 × F, a 64 × 16, b describes 16 × F in shared
//   memory, whose rows lie apart.
#define THREADS (128 * GROUPS)
#define IMAGE_BYTES ((IR * IC * PITCH + 127) / 128 * 128)
#define GRADIENT_BYTES (ROWS * 8 * F * 2)
#define BUFFER_BYTES (IMAGE_BYTES + GRADIENT_BYTES)

// A tile's places, as [row][eight of the filters][column][8].
__device__ __forceinline__ void takeGradient(u32 to, const E* __restrict__ dy, i64 image, int row, int column)
{
    constexpr int many = ROWS * F;
    const E* const from = dy + image * (i64)(OH * OW * F);
#pragma unroll 4
    for (int i = threadIdx.x; i < many; i += THREADS) {
        const int down = row + i / F, across = column + i % 8;
        const bool here = down < OH && across < OW;
        copy(to + i * 16, here ? from + (down * OW + across) * F + i / 8 % (F / 8) * 8 : dy, here);
    }
}

// 16 weights × 16 places of a warp, as tensor cores take them: a row of 8 weights from each lane.
__device__ __forceinline__ void load(u32 (&a)[4], u32 address)
{
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0, %1, %2, %3}, [%4];"
                 : "=r"(a[0]), "=r"(a[1]), "=r"(a[2]), "=r"(a[3])
                 : "r"(address));
}

// partial: [block][weight, tap by tap, of whole eights of channels][filter]
extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    sums(const E* __restrict__ x, const E* __restrict__ dy, float* __restrict__ partial, i64 samples)
{
    extern __shared__ __align__(128) unsigned char shared[];
    const int group = threadIdx.x / 128, warp = threadIdx.x / 32 % 4, lane = threadIdx.x % 32, t = lane % 4;
    const u32 memory = (u32)__cvta_generic_to_shared(shared);
    const i64 tiles = samples * (STRIPS * SIDES);
    const auto take = [&](i64 tile, int buffer) {
        const u32 to = memory + buffer * BUFFER_BYTES;
        const int row = (int)(tile / SIDES % STRIPS) * ROWS, column = (int)(tile % SIDES) * 8;
        if (tile < tiles) {
            takeImage<THREADS>(to, x, tile / (STRIPS * SIDES), row * SH - PH, column * SW - PW, threadIdx.x);
            takeGradient(to + IMAGE_BYTES, dy, tile / (STRIPS * SIDES), row, column);
        }
        endOfCopies();
    };
    u32 at[MT]; // where this lane's rows begin
#pragma unroll
    for (int m = 0; m < MT; ++m)
        at[m] = memory + offsetOf((group * MT + m) * 8 + warp * 2 + lane / 8 % 2)
            + (lane / 16 * SH * IC + lane % 8 * SW) * PITCH;
    float d[MT][F / 2];
    int more = 0, buffer = 0;
#pragma unroll
    for (int k = 0; k < BUFFERS - 1; ++k)
        take(blockIdx.x + (i64)k * gridDim.x, k);
    for (i64 tile = blockIdx.x; tile < tiles; tile += gridDim.x) {
        waitForCopies<BUFFERS - 2>();
        showToTensorCores();
        __syncthreads(); // and all are done with the buffer that is filled next
        take(tile + (i64)(BUFFERS - 1) * gridDim.x, (buffer + BUFFERS - 1) % BUFFERS);
        const u32 here = buffer * BUFFER_BYTES, gradients = memory + here + IMAGE_BYTES;
        u32 a[2][MT][4];
        const auto takeStep = [&](int step) {
#pragma unroll
            for (int m = 0; m < MT; ++m)
                load(a[step % 2][m], at[m] + here + step * (2 * SH * IC * PITCH));
        };
        takeStep(0);
#pragma unroll
        for (int step = 0; step < ROWS / 2; ++step) {
            beginProducts();
#pragma unroll
            for (int m = 0; m < MT; ++m)
                MULTIPLY(d[m], a[step % 2][m], matrixAt(gradients + step * (F * 32), F * 16, 128), more);
            endOfProducts();
            more = 1;
            if (step + 1 < ROWS / 2) {
                waitForProducts<1>();
                takeStep(step + 1);
            }
        }
        waitForProducts<0>();
#pragma unroll
        for (int m = 0; m < MT; ++m)
            arePresent(d[m]);
        buffer = (buffer + 1) % BUFFERS;
    }
    waitForCopies<0>();
#pragma unroll
    for (int m = 0; m < MT; ++m) {
#pragma unroll
        for (int half = 0; half < 2; ++half) {
            const int eight = (group * MT + m) * 8 + warp * 2 + half;
            float* const to = partial + ((i64)blockIdx.x * (EIGHTS * 8) + eight * 8 + lane / 4) * F + t * 2;
#pragma unroll
            for (int f = 0; f < F; f += 8) {
                if (eight < EIGHTS)
                    *(float2*)(to + f) = make_float2(d[m][f / 2 + half * 2], d[m][f / 2 + half * 2 + 1]);
            }
        }
    }
}

// 32 sums a block, their parts sixteen at a time. In `filter` results lie `across` apart, channels `deep`, taps `down` and
// `side`.
extern "C" __global__ void __launch_bounds__(512)
    join(const float* __restrict__ partial, E* filter, i64 parts, i64 across, i64 deep, i64 down, i64 side)
{
    __shared__ double shared[16][33];
    constexpr int count = EIGHTS * 8 * F;
    const int item = blockIdx.x * 32 + threadIdx.x;
    double sum = 0;
#pragma unroll 4
    for (int part = threadIdx.y; part < (int)parts; part += 16)
        sum += item < count ? (double)partial[(i64)part * count + item] : 0;
    shared[threadIdx.y][threadIdx.x] = sum;
    __syncthreads();
    const int f = item % F, weight = item / F, c = weight % (CHANNELS * 8), tap = weight / (CHANNELS * 8);
    if (threadIdx.y > 0 || item >= count || c >= C)
        return;
    double all = 0;
    for (int k = 0; k < 16; ++k)
        all += shared[k][threadIdx.x];
    filter[f * across + c * deep + tap / KW * down + tap % KW * side] = E((float)all);
}
