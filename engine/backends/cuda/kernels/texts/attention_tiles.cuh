// Tiles of attention on tensor cores: what flash_attention.cu and flash_attention_gradient.cu have in common. WIDTH of
// queries and keys, VALUES of values and results: multiples of 8, of 16 in bf16 and f16 (HALF, of type E). A matrix of a head lies row by row
// at any distance, in fours: queries, keys and values may be parts of one tensor. In 16 bits the next tile is fetched while
// one is worked on (STAGES); TF32 has to round what it fetches.
struct Place { // numbers from one to the next
    i64 sample, head, row;
};
struct Arguments {
    i64 heads; // of a sample
    i32 queries, keys; // lengths
    float scale;
    Place q, k, v, y; // gradients lie as what they are of
};

#define TILE 64
#define THREADS 128
#if HALF // in shared memory, two numbers a word
#define WORDS(n) ((n) / 2)
#define STAGES 2
#else
typedef float E;
#define WORDS(n) (n)
#define STAGES 1
#endif
#define PITCH(n) (WORDS(n) + 4) // spreads rows, and columns too, over the banks
#define GREATEST(a, b) ((a) > (b) ? (a) : (b))
#define LOG2_E 1.44269504088896f
#define LN_2 0.693147180559945f

__device__ __forceinline__ float power2(float x)
{
    float y;
    asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(y) : "f"(x));
    return y;
}
#if HALF
// BYTES from memory to shared memory, or zeros, and then nothing is read; there after arrive().
template <int BYTES> __device__ __forceinline__ void fetch(void* to, const void* from, bool isReal)
{
    asm volatile("cp.async.ca.shared.global [%0], [%1], %2, %3;"
                 :
                 : "r"((u32)__cvta_generic_to_shared(to)), "l"(from), "n"(BYTES), "r"(isReal ? BYTES : 0)
                 : "memory");
}
// What all threads have fetched is there, and all are done with what they read before.
__device__ __forceinline__ void arrive()
{
    asm volatile("cp.async.wait_all;" : : : "memory");
    __syncthreads();
}

// A tile of a matrix of N columns, in shared memory; rows behind its end are 0.
template <int N> __device__ __forceinline__ void load(u32* to, const E* from, i64 step, int first, int rows)
{
    constexpr int many = TILE * (N / 8);
    if (THREADS % (N / 8) == 0) { // a thread keeps to its columns
        constexpr int apart = THREADS / (N / 8);
        const int row = threadIdx.x / (N / 8), column = threadIdx.x % (N / 8);
        const E* source = from + (first + row) * step + column * 8;
#pragma unroll
        for (int i = 0; i < many / THREADS; ++i) {
            fetch<16>(to + (row + i * apart) * PITCH(N) + column * 4, source, first + row + i * apart < rows);
            source += apart * step;
        }
    } else {
#pragma unroll 1
        for (int i = threadIdx.x; i < many; i += THREADS) {
            const int row = i / (N / 8), column = i % (N / 8);
            fetch<16>(to + row * PITCH(N) + column * 4, from + (first + row) * step + column * 8, first + row < rows);
        }
    }
}

// sums += weights · tile, where weights lie as scores() gives them, which is how products take them. The tile is turned
// as it is read.
template <int N, int ROWS>
__device__ __forceinline__ void add(float (&sums)[N / 8][4], const float (&weights)[ROWS / 8][4], const u32* tile)
{
    const int lane = threadIdx.x % 32;
    const u32 at = (u32)__cvta_generic_to_shared(tile + lane % 16 * PITCH(N) + lane / 16 * 4);
#pragma unroll
    for (int j = 0; j < ROWS / 16; ++j) {
        const float(&low)[4] = weights[j * 2], (&high)[4] = weights[j * 2 + 1];
        const u32 a[4] = {pair(low[0], low[1]), pair(low[2], low[3]), pair(high[0], high[1]), pair(high[2], high[3])};
#pragma unroll
        for (int n = 0; n < N / 16; ++n) {
            u32 b[4];
            asm volatile("ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0, %1, %2, %3}, [%4];"
                         : "=r"(b[0]), "=r"(b[1]), "=r"(b[2]), "=r"(b[3])
                         : "r"(at + (u32)(j * 16 * PITCH(N) + n * 8) * 4));
            multiply(sums[n * 2], a, b[0], b[1]);
            multiply(sums[n * 2 + 1], a, b[2], b[3]);
        }
    }
}
#else
// c += a · b; a is 16 × 8, b 8 × 8.
__device__ __forceinline__ void multiply(float (&c)[4], const u32 (&a)[4], u32 b0, u32 b1)
{
    asm volatile("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, "
                 "{%0, %1, %2, %3};"
                 : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
                 : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
}

template <int BYTES> __device__ __forceinline__ void fetch(void* to, const void* from, bool isReal)
{
    for (int i = 0; i < BYTES / 4; ++i)
        ((u32*)to)[i] = isReal ? ((const u32*)from)[i] : 0;
}
__device__ __forceinline__ void arrive()
{
    __syncthreads();
}

// A tile of a matrix of N columns, in shared memory; rows behind its end are 0.
template <int N> __device__ __forceinline__ void load(u32* to, const float* from, i64 step, int first, int rows)
{
    for (int i = threadIdx.x; i < TILE * (N / 4); i += THREADS) {
        const int row = i / (N / 4), column = i % (N / 4) * 4;
        const float4 x = first + row < rows ? *(const float4*)(from + (first + row) * step + column)
                                            : make_float4(0, 0, 0, 0);
        *(uint4*)(to + row * PITCH(N) + column) = make_uint4(tf32(x.x), tf32(x.y), tf32(x.z), tf32(x.w));
    }
}

// sums += weights · tile, where weights lie as scores() gives them. Those of columns 2 · i and 2 · i + 1 are in one
// thread, so the rows of the tile are taken in that order, and nothing moves between threads.
template <int N, int ROWS>
__device__ __forceinline__ void add(float (&sums)[N / 8][4], const float (&weights)[ROWS / 8][4], const u32* tile)
{
    const int lane = threadIdx.x % 32;
    const u32* at = tile + lane % 4 * 2 * PITCH(N) + lane / 4;
#pragma unroll
    for (int j = 0; j < ROWS / 8; ++j) {
        const u32 a[4] = {tf32(weights[j][0]), tf32(weights[j][2]), tf32(weights[j][1]), tf32(weights[j][3])};
#pragma unroll
        for (int n = 0; n < N / 8; ++n)
            multiply(sums[n], a, at[j * 8 * PITCH(N) + n * 8], at[(j * 8 + 1) * PITCH(N) + n * 8]);
    }
}

#endif

// A warp's 16 rows of a tile, as left operands of products.
template <int N> __device__ __forceinline__ void take(u32 (&rows)[WORDS(N) / 8][4], const u32* tile)
{
    const int lane = threadIdx.x % 32, row = threadIdx.x / 32 * 16 + lane / 4;
#pragma unroll
    for (int k = 0; k < WORDS(N) / 8; ++k) {
#pragma unroll
        for (int i = 0; i < 4; ++i)
            rows[k][i] = tile[(row + i % 2 * 8) * PITCH(N) + k * 8 + lane % 4 + i / 2 * 4];
    }
}

// Products of a warp's 16 rows and so many rows of a tile: those of eight rows in each c[j].
template <int N, int ROWS>
__device__ __forceinline__ void scores(float (&c)[ROWS / 8][4], const u32 (&rows)[WORDS(N) / 8][4], const u32* tile)
{
    const int lane = threadIdx.x % 32;
    const u32* at = tile + lane / 4 * PITCH(N) + lane % 4;
#if HALF
    const u32 packs = (u32)__cvta_generic_to_shared(tile + lane % 8 * PITCH(N) + lane / 8 * 4);
#endif
#pragma unroll
    for (int j = 0; j < ROWS / 8; ++j) {
#pragma unroll
        for (int i = 0; i < 4; ++i)
            c[j][i] = 0;
        int k = 0;
#if HALF
#pragma unroll
        for (; k + 1 < WORDS(N) / 8; k += 2) { // what two products take, at once
            u32 b[4];
            asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
                         : "=r"(b[0]), "=r"(b[1]), "=r"(b[2]), "=r"(b[3])
                         : "r"(packs + (u32)(j * 8 * PITCH(N) + k * 8) * 4)
                         : "memory");
            multiply(c[j], rows[k], b[0], b[1]);
            multiply(c[j], rows[k + 1], b[2], b[3]);
        }
#endif
#pragma unroll
        for (; k < WORDS(N) / 8; ++k)
            multiply(c[j], rows[k], at[j * 8 * PITCH(N) + k * 8], at[j * 8 * PITCH(N) + k * 8 + 4]);
    }
}

template <int N>
__device__ __forceinline__ void write(E* to, i64 step, const float (&sums)[N / 8][4], float upper, float lower,
                                      int first, int rows)
{
    const int lane = threadIdx.x % 32, row = first + threadIdx.x / 32 * 16 + lane / 4;
#pragma unroll
    for (int n = 0; n < N / 8; ++n) {
        const int column = n * 8 + lane % 4 * 2;
#if HALF
        if (row < rows)
            *(u32*)(to + row * step + column) = pair(sums[n][0] * upper, sums[n][1] * upper);
        if (row + 8 < rows)
            *(u32*)(to + (row + 8) * step + column) = pair(sums[n][2] * lower, sums[n][3] * lower);
#else
        if (row < rows)
            *(float2*)(to + row * step + column) = make_float2(sums[n][0] * upper, sums[n][1] * upper);
        if (row + 8 < rows)
            *(float2*)(to + (row + 8) * step + column) = make_float2(sums[n][2] * lower, sums[n][3] * lower);
#endif
    }
}

// Over the four threads that share a row.
__device__ __forceinline__ float sumOfRow(float x)
{
    x += __shfl_xor_sync(0xffffffffu, x, 1);
    return x + __shfl_xor_sync(0xffffffffu, x, 2);
}
__device__ __forceinline__ float greatestOfRow(float x)
{
    x = fmaxf(x, __shfl_xor_sync(0xffffffffu, x, 1));
    return fmaxf(x, __shfl_xor_sync(0xffffffffu, x, 2));
}

__device__ __forceinline__ bool isSeen(const Arguments& a, int query, int key)
{
    return key < a.keys && (!CAUSAL || key <= query);
}
__device__ __forceinline__ int keysEnd(const Arguments& a, int firstQuery)
{
    return CAUSAL && firstQuery + TILE < a.keys ? firstQuery + TILE : a.keys;
}
__device__ __forceinline__ i64 offset(const Place& place, i64 sample, i64 head)
{
    return sample * place.sample + head * place.head;
}

// Two tiles that belong together, beside each other.
#define PAIR (TILE * (PITCH(WIDTH) + PITCH(VALUES)))

// Blocks that run at the same time work on GROUP heads, whose matrices stay in the cache, and begin with what takes
// longest. Which of a head's parts is this block's, and which head of all.
#define GROUP 96
__device__ __forceinline__ int partOf(int parts, i64& number)
{
    const i64 heads = gridDim.x / parts, group = blockIdx.x / (GROUP * parts) * GROUP;
    const i64 rest = blockIdx.x - group * parts, together = heads - group < GROUP ? heads - group : GROUP;
    number = group + rest % together;
    return (int)(rest / together);
}
