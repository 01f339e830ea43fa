// What depthwise convolutions of channels-last images and their gradients have in common. E is how numbers are kept,
// sums are f32. A thread has V channels of a strip, some columns, and goes down it row by row, so that each number is
// read and widened once. A step is one row of the result and the STRIDE_ROWS rows of the image from the first that it
// sees on. An item is BAND steps of a strip, and LEAD steps before, for what they bring. A block has ACROSS packs of V
// channels × DEEP items at once. Rows come past the registers, STAGES - 1 steps ahead, each thread's to a place of its
// own: no barriers.
#define TAPS (KERNEL_ROWS * KERNEL_COLUMNS)
#define WINDOW ((KERNEL_ROWS + STRIDE_ROWS - 1) / STRIDE_ROWS) // rows of the result that see a row of the image
#define FRESH (STRIDE_ROWS < KERNEL_ROWS ? STRIDE_ROWS : KERNEL_ROWS) // rows of the image in a step that are seen
#define SEEN ((STRIP - 1) * STRIDE_COLUMNS + KERNEL_COLUMNS) // columns of the image that a strip of the result sees
#define STEPS (BAND + LEAD)
#define WORDS (V * (int)sizeof(E) / 4)
#define PITCH (THREADS * WORDS) // words from a copy of a stage to the next

// Into shared memory, past the registers: a pack, or zeros for what is not there.
__device__ __forceinline__ void copy(u32 to, const E* from, bool isThere)
{
    asm volatile("{ .reg .pred p; setp.eq.u32 p, %2, 0; cp.async.ca.shared.global [%0], [%1], %3, p; }" ::"r"(to),
                 "l"(from), "r"((u32)isThere), "n"(WORDS * 4)
                 : "memory");
}
__device__ __forceinline__ void endOfCopies()
{
    asm volatile("cp.async.commit_group;" ::: "memory");
}
__device__ __forceinline__ void waitForCopies()
{
    asm volatile("cp.async.wait_group %0;" ::"n"(STAGES - 2) : "memory");
}

#if NARROW // two numbers a word, the first in the lower half
__device__ __forceinline__ void widen(float (&wide)[V], const u32* from)
{
#pragma unroll
    for (int k = 0; k < WORDS; ++k) {
        E low, high;
        low.bits = (unsigned short)from[k];
        high.bits = (unsigned short)(from[k] >> 16);
        wide[2 * k] = low;
        wide[2 * k + 1] = high;
    }
}
__device__ __forceinline__ u32 wordOf(const float (&numbers)[V], int k)
{
    u32 bits;
    asm("cvt.rn." TENSOR_TYPE "x2.f32 %0, %1, %2;" : "=r"(bits) : "f"(numbers[2 * k + 1]), "f"(numbers[2 * k]));
    return bits;
}
#else
__device__ __forceinline__ void widen(float (&wide)[V], const u32* from)
{
#pragma unroll
    for (int k = 0; k < WORDS; ++k)
        wide[k] = __uint_as_float(from[k]);
}
__device__ __forceinline__ u32 wordOf(const float (&numbers)[V], int k)
{
    return __float_as_uint(numbers[k]);
}
#endif

struct __align__(WORDS * 4) Pack {
    u32 words[WORDS];
};
__device__ __forceinline__ void store(E* to, const float (&sums)[V])
{
    Pack pack;
#pragma unroll
    for (int k = 0; k < WORDS; ++k)
        pack.words[k] = wordOf(sums, k);
    *(Pack*)to = pack;
}

template <int N> __device__ __forceinline__ void clear(float (&sums)[N][V])
{
#pragma unroll
    for (int k = 0; k < N; ++k) {
#pragma unroll
        for (int v = 0; v < V; ++v)
            sums[k][v] = 0;
    }
}

// The filters of a thread's channels, by way of those of its block.
__device__ __forceinline__ void takeFilters(float (&weights)[TAPS][V], const E* filter)
{
    __shared__ float shared[TAPS][ACROSS * V];
    for (int i = threadIdx.x; i < TAPS * ACROSS * V; i += THREADS)
        shared[i % TAPS][i / TAPS] = (float)filter[blockIdx.x * (ACROSS * V * TAPS) + i];
    __syncthreads();
#pragma unroll
    for (int tap = 0; tap < TAPS; ++tap) {
#pragma unroll
        for (int v = 0; v < V; ++v)
            weights[tap][v] = shared[tap][threadIdx.x % ACROSS * V + v];
    }
}

// Of `many` columns, whether strip × STEP + k is one, which most are whatever the strip is; and whether none ever is.
template <int STEP> __device__ __forceinline__ bool isColumn(int strip, int k, int many)
{
    const bool isNotBefore = k >= 0, isNotBehind = (STRIPS - 1) * STEP + k < many;
    return (isNotBefore || strip * STEP + k >= 0) && (isNotBehind || strip * STEP + k < many);
}
__device__ __forceinline__ constexpr bool isNever(int k, int many)
{
    return STRIPS == 1 && (k < 0 || k >= many);
}
__device__ __forceinline__ bool isOutRow(int row)
{
    return (u32)row < (u32)OUT_ROWS;
}
__device__ __forceinline__ bool isImageRow(int row)
{
    return (u32)row < (u32)ROWS;
}

// Where a thread is: a step of an item. Items are [sample][band][strip].
struct Walk {
    int item, step, strip;
    int outRow, imageRow; // of the step; the image's first
    int out, image; // where these rows begin
    __device__ __forceinline__ void begin()
    {
        const int rest = item / STRIPS, sample = rest / BANDS;
        step = 0;
        strip = STRIPS == 1 ? 0 : item - rest * STRIPS;
        outRow = (rest - sample * BANDS) * BAND + FIRST_STEP - LEAD;
        imageRow = outRow * STRIDE_ROWS - PAD_ROWS;
        out = (sample * OUT_ROWS + outRow) * (OUT_COLUMNS * CHANNELS);
        image = (sample * ROWS + imageRow) * (COLUMNS * CHANNELS);
    }
    __device__ __forceinline__ void next()
    {
        ++step;
        ++outRow;
        imageRow += STRIDE_ROWS;
        out += OUT_COLUMNS * CHANNELS;
        image += STRIDE_ROWS * COLUMNS * CHANNELS;
    }
};

// Every DEEP-th item from the first on: start(), then take(walk, u, from) for each step, u going around in WINDOW, with
// what fetch(walk, to) had brought for it, COPIES packs that lie PITCH words apart.
template <class Start, class Fetch, class Take>
__device__ __forceinline__ void goDown(u32* ring, int first, int end, Start start, Fetch fetch, Take take)
{
    const u32 to = (u32)__cvta_generic_to_shared(ring) + threadIdx.x * (WORDS * 4);
    Walk ahead = {first};
    int next = 0, stage = 0;
    const auto fetchNext = [&] {
        if (ahead.item < end) {
            if (ahead.step == 0)
                ahead.begin();
            fetch(ahead, to + next * (COPIES * PITCH * 4));
            ahead.next();
            if (ahead.step == STEPS) {
                ahead.step = 0;
                ahead.item += DEEP;
            }
        }
        next = next == STAGES - 1 ? 0 : next + 1;
        endOfCopies();
    };
#pragma unroll 1
    for (int k = 0; k < STAGES - 1; ++k)
        fetchNext();
#pragma unroll 1
    for (Walk at = {first}; at.item < end; at.item += DEEP) {
        at.begin();
        start();
#pragma unroll 1
        for (int step = 0; step < STEPS; step += WINDOW) {
#pragma unroll
            for (int u = 0; u < WINDOW; ++u) {
                if (STEPS % WINDOW != 0 && step + u >= STEPS)
                    break;
                waitForCopies();
                fetchNext();
                take(at, u, ring + stage * (COPIES * PITCH) + threadIdx.x * WORDS);
                at.next();
                stage = stage == STAGES - 1 ? 0 : stage + 1;
            }
        }
    }
}
