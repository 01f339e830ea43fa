// An LSTM on tensor cores, all time steps in one launch. Samples do not see each other, so a cluster of CLUSTER blocks
// takes SAMPLES of them through the whole sequence and never waits for another cluster. A block owns OWN of the UNITS;
// its part of the recurrent weights stays in registers, and what the blocks must tell each other every step goes
// straight into their shared memory, where a barrier counts the bytes that came.
// The weights and the states are multiplied as f16: its 10 bits after the point are TF32's, in half the room. Powers of
// two, taken out of the sums again, keep both in its range. Sums are f32, and each is made in one order.
// UNITS: a multiple of 32; OWN = UNITS / CLUSTER: 16, 32 or 48; SAMPLES: even, at most 16. All tensors are row-major, of fewer than 2^31 elements.
#define OWN (UNITS / CLUSTER)
#define WARPS (OWN / 4)
#define THREADS (32 * WARPS)
#define TILES ((SAMPLES + 7) / 8) // of samples
#define STATE_SCALE 16384.0f // a state lies within ±1
#define AHEAD 4 // time steps from asking for numbers to reading them

__device__ __forceinline__ u32 sharedAddress(const void* pointer)
{
    return (u32)__cvta_generic_to_shared(pointer);
}
__device__ __forceinline__ u32 rankInCluster()
{
    u32 rank;
    asm volatile("mov.u32 %0, %%cluster_ctarank;" : "=r"(rank));
    return rank;
}
__device__ __forceinline__ u32 addressAt(u32 address, u32 rank) // of the same place in another block
{
    u32 there;
    asm("mapa.shared::cluster.u32 %0, %1, %2;" : "=r"(there) : "r"(address), "r"(rank));
    return there;
}
__device__ __forceinline__ void waitForCluster()
{
    asm volatile("barrier.cluster.arrive.release.aligned;\nbarrier.cluster.wait.acquire.aligned;" ::: "memory");
}
__device__ __forceinline__ void makeBarrier(u32 barrier, u32 arrivals)
{
    asm volatile("mbarrier.init.shared::cta.b64 [%0], %1;" ::"r"(barrier), "r"(arrivals) : "memory");
}
__device__ __forceinline__ void expectBytes(u32 barrier, u32 bytes)
{
    asm volatile("mbarrier.arrive.expect_tx.shared::cta.b64 _, [%0], %1;" ::"r"(barrier), "r"(bytes) : "memory");
}
// For what this thread, and those it has met before, have written.
__device__ __forceinline__ void arrive(u32 barrier)
{
    asm volatile("mbarrier.arrive.shared::cta.b64 _, [%0];" ::"r"(barrier) : "memory");
}
__device__ __forceinline__ void waitForBytes(u32 barrier, u32 parity)
{
    asm volatile("{\n.reg .pred there;\nagain:\n"
                 "mbarrier.try_wait.parity.acquire.cluster.shared::cta.b64 there, [%0], %1;\n"
                 "@there bra.uni done;\nbra.uni again;\ndone:\n}" ::"r"(barrier),
                 "r"(parity)
                 : "memory");
}
// From this block's shared memory to another one's, in whole 16 bytes; the barrier there counts them.
__device__ __forceinline__ void send(u32 to, u32 from, u32 bytes, u32 barrier)
{
    asm volatile("cp.async.bulk.shared::cluster.shared::cta.mbarrier::complete_tx::bytes [%0], [%1], %2, [%3];" ::"r"(to),
                 "r"(from), "r"(bytes), "r"(barrier)
                 : "memory");
}
__device__ __forceinline__ void readyToSend() // what this thread has written
{
    asm volatile("fence.proxy.async.shared::cta;" ::: "memory");
}

__device__ __forceinline__ void load(u32 (&b)[4], u32 address) // 32 × 8, from rows of 32
{
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
                 : "=r"(b[0]), "=r"(b[1]), "=r"(b[2]), "=r"(b[3])
                 : "r"(address)
                 : "memory");
}
__device__ __forceinline__ void prefetch(const float* address)
{
    asm volatile("prefetch.global.L2 [%0];" ::"l"(address));
}

// The power of two that brings a number below 2^14, and near to it; 1 for 0 and for what is not finite.
__device__ __forceinline__ float scaleFor(float greatest)
{
    const int exponent = (int)(__float_as_uint(greatest) >> 23 & 255);
    if (exponent == 0 || exponent == 255)
        return 1;
    const int scale = 127 + 13 - (exponent - 127);
    return __uint_as_float((u32)(scale > 220 ? 220 : scale) << 23);
}
__device__ __forceinline__ float inverse(float powerOfTwo)
{
    return __uint_as_float(0x7f000000u - __float_as_uint(powerOfTwo));
}

// Weights as f16, a warp's rows of them: `weightOf(i, k)` gives where two that follow each other along the inner
// dimension lie, `apart` from one another. Gives their scale, which is the block's.
template <int COUNT, class Place>
__device__ __forceinline__ float loadWeights(u32 (&weights)[COUNT][4], int apart, Place place)
{
    float scale = 256; // weights are small
    for (;;) {
        float greatest = 0;
#pragma unroll
        for (int i = 0; i < COUNT; ++i) {
#pragma unroll
            for (int j = 0; j < 4; ++j) {
                const float* p = place(i, j);
                const float a = p == nullptr ? 0 : p[0] * scale, b = p == nullptr ? 0 : p[apart] * scale;
                greatest = fmaxf(greatest, fmaxf(fabsf(a), fabsf(b)));
                weights[i][j] = pair(a, b);
            }
        }
        if (!__syncthreads_or(greatest > 60000) || scale < 1e-30f)
            return scale;
        scale /= 4096;
    }
}

__device__ __forceinline__ float sigmoid(float x)
{
    return __fdividef(1, 1 + __expf(-x));
}
__device__ __forceinline__ float hyperbolicTangent(float x)
{
    return 1 - __fdividef(2, 1 + __expf(2 * x));
}

#define INNER (UNITS / 32) // steps of 16 along half of the inner dimension
#define STATE_ROW (OWN == 48 ? 56 : OWN) // numbers from a sample to the next, within those that a block owns
#define STATE_BLOCK (SAMPLES * STATE_ROW)

// Where eight numbers of a sample lie among those of a block: eight samples' are in different banks.
__device__ __forceinline__ int stateAt(int sample, int eight)
{
    if (OWN == 32)
        eight ^= sample / 2 % 4;
    if (OWN == 16)
        eight ^= sample / 4 % 2;
    return sample * STATE_ROW + eight * 8;
}
