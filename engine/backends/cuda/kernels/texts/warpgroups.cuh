// Convolutions of E, f16 or bf16, on Hopper's tensor cores: four warps multiply together (wgmma), with operands in registers or described in
// shared memory. A tile is ROWS × 8 places of the result.
//   C channels of H × W (an image), F of OH × OW (the result), KH × KW taps, SH, SW strides, PH, PW zeros before. F is a
//   multiple of 8; where C is none, zeros are added.
#define TAPS (KH * KW)
#define CHANNELS ((C + 7) / 8) // eights of them
#define EIGHTS (TAPS * CHANNELS) // of a filter's weights, tap by tap
#define IR ((ROWS - 1) * SH + KH) // of a tile: rows and columns of an image
#define IC (7 * SW + KW)
#define PITCH ((CHANNELS | 1) * 16) // bytes from a place to the next: odd eights are spread over the banks
#define STRIPS ((OH + ROWS - 1) / ROWS)
#define SIDES ((OW + 7) / 8)

// Into shared memory, past the registers: 16 bytes, or zeros for what is not there.
__device__ __forceinline__ void copy(u32 to, const void* from, bool isThere)
{
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(to), "l"(from), "r"(isThere ? 16 : 0) : "memory");
}
__device__ __forceinline__ void endOfCopies()
{
    asm volatile("cp.async.commit_group;" ::: "memory");
}
template <int LEFT> __device__ __forceinline__ void waitForCopies() // but for the last groups of them
{
    asm volatile("cp.async.wait_group %0;" ::"n"(LEFT) : "memory");
}
__device__ __forceinline__ void showToTensorCores() // what this thread has brought into shared memory
{
    asm volatile("fence.proxy.async.shared::cta;" ::: "memory");
}

// A matrix in shared memory consists of parts of 8 × 8 whose rows lie together. `inner`, `outer`: from a part to the next
// along the products' inner dimension, and across, in bytes.
__device__ __forceinline__ u64 matrixAt(u32 address, u32 inner, u32 outer)
{
    return address >> 4 | (u64)(inner >> 4) << 16 | (u64)(outer >> 4) << 32;
}
// What is multiplied from here on is as the registers are now.
__device__ __forceinline__ void beginProducts()
{
    asm volatile("wgmma.fence.sync.aligned;" ::: "memory");
}
__device__ __forceinline__ void endOfProducts()
{
    asm volatile("wgmma.commit_group.sync.aligned;" ::: "memory");
}
template <int LEFT> __device__ __forceinline__ void waitForProducts() // but for the last groups of them
{
    asm volatile("wgmma.wait_group.sync.aligned %0;" ::"n"(LEFT) : "memory");
}

// Sums that have been waited for: whoever reads them comes after this.
template <int COUNT> __device__ __forceinline__ void arePresent(float (&d)[COUNT])
{
#pragma unroll
    for (int i = 0; i < COUNT; ++i)
        asm volatile("" : "+f"(d[i])::"memory");
}

// A tile's part of an image, from (row, column), by COUNT threads: as [row][column][PITCH].
template <int COUNT>
__device__ __forceinline__ void takeImage(u32 to, const E* __restrict__ x, i64 image, int row, int column, int thread)
{
    constexpr int many = IR * IC * CHANNELS;
    const E* const from = x + image * (i64)(H * W * C);
#pragma unroll
    for (int first = 0; first < many; first += COUNT) {
        const int i = first + thread, eight = i % CHANNELS, place = i / CHANNELS;
        const int down = row + place / IC, across = column + place % IC;
        const bool here = (u32)down < (u32)H && (u32)across < (u32)W;
        const u32 at = to + place * PITCH + eight * 16;
        const E* const own = from + (down * W + across) * C + eight * 8;
        if (i >= many)
            continue;
#if C % 8 == 0
        copy(at, here ? own : x, here);
#else
        u32 bits[8];
#pragma unroll
        for (int k = 0; k < 8; ++k)
            bits[k] = here && eight * 8 + k < C ? own[k].bits : 0;
        asm volatile("st.shared.v4.b32 [%0], {%1, %2, %3, %4};" ::"r"(at), "r"(bits[0] | bits[1] << 16),
                     "r"(bits[2] | bits[3] << 16), "r"(bits[4] | bits[5] << 16), "r"(bits[6] | bits[7] << 16)
                     : "memory");
#endif
    }
}

// Where an eight of a filter's weights, tap by tap, begins there, in bytes. What is behind the last one is the last one
// again: it meets zeros, so that only numbers that are infinite would show it (as NaN).
__device__ __forceinline__ constexpr int offsetOf(int eight)
{
    const int at = eight < EIGHTS ? eight : EIGHTS - 1, tap = at / CHANNELS;
    return (tap / KW * IC + tap % KW) * PITCH + at % CHANNELS * 16;
}
