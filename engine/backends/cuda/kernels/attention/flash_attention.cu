// Attention on tensor cores, without ever writing the table of scores (Dao 2023, "FlashAttention-2"). A block of four
// warps has 64 queries of a head (or, for the gradients of keys and values, 64 keys), a warp 16 of them, and walks over
// tiles of 64 of the other side. Operands of products are rounded to TF32, or are bf16 (HALF), sums are f32, and each is
// made in one order: nothing is added to memory that another block writes.
// WIDTH of queries and keys, VALUES of values and results: multiples of 8, of 16 in bf16. A matrix of a head lies row by row at any
// distance, in fours: queries, keys and values may be parts of one tensor.
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
typedef bf16 E;
#define WORDS(n) ((n) / 2)
#else
typedef float E;
#define WORDS(n) (n)
#endif
#define PITCH(n) (WORDS(n) + 4) // spreads rows, and columns too, over the banks
#define GREATEST(a, b) ((a) > (b) ? (a) : (b))
#define LOG2_E 1.44269504088896f
#define LN_2 0.693147180559945f

__device__ __forceinline__ u32 rounded(float x)
{
    u32 bits;
    asm("cvt.rna.tf32.f32 %0, %1;" : "=r"(bits) : "f"(x));
    return bits;
}
__device__ __forceinline__ float power2(float x)
{
    float y;
    asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(y) : "f"(x));
    return y;
}
#if HALF
__device__ __forceinline__ u32 pair(float low, float high)
{
    u32 bits;
    asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(bits) : "f"(high), "f"(low));
    return bits;
}
// c += a · b; a is 16 × 16, b 16 × 8.
__device__ __forceinline__ void multiply(float (&c)[4], const u32 (&a)[4], u32 b0, u32 b1)
{
    asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, "
                 "{%0, %1, %2, %3};"
                 : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
                 : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
}

// A tile of a matrix of N columns, in shared memory; rows behind its end are 0.
template <int N> __device__ __forceinline__ void load(u32* to, const E* from, i64 step, int first, int rows)
{
    for (int i = threadIdx.x; i < TILE * (N / 8); i += THREADS) {
        const int row = i / (N / 8), column = i % (N / 8);
        *(uint4*)(to + row * PITCH(N) + column * 4) = first + row < rows
            ? *(const uint4*)(from + (first + row) * step + column * 8)
            : make_uint4(0, 0, 0, 0);
    }
}

// sums += weights · tile, where weights lie as scores() gives them, which is how products take them. The tile is turned
// as it is read.
template <int N>
__device__ __forceinline__ void add(float (&sums)[N / 8][4], const float (&weights)[TILE / 8][4], const u32* tile)
{
    const int lane = threadIdx.x % 32;
    const u32 at = (u32)__cvta_generic_to_shared(tile + lane % 16 * PITCH(N) + lane / 16 * 4);
#pragma unroll
    for (int j = 0; j < TILE / 16; ++j) {
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

// A tile of a matrix of N columns, in shared memory; rows behind its end are 0.
template <int N> __device__ __forceinline__ void load(u32* to, const float* from, i64 step, int first, int rows)
{
    for (int i = threadIdx.x; i < TILE * (N / 4); i += THREADS) {
        const int row = i / (N / 4), column = i % (N / 4) * 4;
        const float4 x = first + row < rows ? *(const float4*)(from + (first + row) * step + column)
                                            : make_float4(0, 0, 0, 0);
        *(uint4*)(to + row * PITCH(N) + column) = make_uint4(rounded(x.x), rounded(x.y), rounded(x.z), rounded(x.w));
    }
}

// sums += weights · tile, where weights lie as scores() gives them. Those of columns 2 · i and 2 · i + 1 are in one
// thread, so the rows of the tile are taken in that order, and nothing moves between threads.
template <int N>
__device__ __forceinline__ void add(float (&sums)[N / 8][4], const float (&weights)[TILE / 8][4], const u32* tile)
{
    const int lane = threadIdx.x % 32;
    const u32* at = tile + lane % 4 * 2 * PITCH(N) + lane / 4;
#pragma unroll
    for (int j = 0; j < TILE / 8; ++j) {
        const u32 a[4] = {rounded(weights[j][0]), rounded(weights[j][2]), rounded(weights[j][1]),
                          rounded(weights[j][3])};
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

// Products of a warp's 16 rows and all rows of a tile: those of eight rows in each c[j].
template <int N>
__device__ __forceinline__ void scores(float (&c)[TILE / 8][4], const u32 (&rows)[WORDS(N) / 8][4], const u32* tile)
{
    const int lane = threadIdx.x % 32;
    const u32* at = tile + lane / 4 * PITCH(N) + lane % 4;
#pragma unroll
    for (int j = 0; j < TILE / 8; ++j) {
#pragma unroll
        for (int i = 0; i < 4; ++i)
            c[j][i] = 0;
#pragma unroll
        for (int k = 0; k < WORDS(N) / 8; ++k)
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

extern "C" __global__ void __launch_bounds__(THREADS)
    attend(const E* q, const E* k, const E* v, E* y, float* logarithms, const Arguments a)
{
    __shared__ __align__(16) u32 tileK[TILE * PITCH(WIDTH)], tileV[TILE * PITCH(VALUES)];
    const int tiles = (a.queries + TILE - 1) / TILE;
    const i64 number = blockIdx.x / tiles, sample = number / a.heads, head = number % a.heads;
    const int first = (tiles - 1 - (int)(blockIdx.x % tiles)) * TILE; // the longest of causal ones begin first
    q += offset(a.q, sample, head);
    k += offset(a.k, sample, head);
    v += offset(a.v, sample, head);
    const int lane = threadIdx.x % 32, row = first + threadIdx.x / 32 * 16 + lane / 4;
    u32 rows[WORDS(WIDTH) / 8][4];
    load<WIDTH>(tileK, q, a.q.row, first, a.queries);
    __syncthreads();
    take<WIDTH>(rows, tileK);
    float result[VALUES / 8][4] = {}, most[2] = {-WEFT_INFINITY, -WEFT_INFINITY}, total[2] = {};
    const float scale = a.scale * LOG2_E;
    for (int at = 0; at < keysEnd(a, first); at += TILE) {
        __syncthreads();
        load<WIDTH>(tileK, k, a.k.row, at, a.keys);
        load<VALUES>(tileV, v, a.v.row, at, a.keys);
        __syncthreads();
        float s[TILE / 8][4];
        scores<WIDTH>(s, rows, tileK);
        float highest[2] = {most[0], most[1]};
#pragma unroll
        for (int j = 0; j < TILE / 8; ++j) {
#pragma unroll
            for (int i = 0; i < 4; ++i) {
                const bool seen = isSeen(a, row + i / 2 * 8, at + j * 8 + lane % 4 * 2 + i % 2);
                s[j][i] = seen ? s[j][i] * scale : -WEFT_INFINITY;
                highest[i / 2] = fmaxf(highest[i / 2], s[j][i]);
            }
        }
#pragma unroll
        for (int i = 0; i < 2; ++i) {
            highest[i] = greatestOfRow(highest[i]);
            const float shrink = power2(most[i] - highest[i]);
            most[i] = highest[i];
            total[i] *= shrink;
#pragma unroll
            for (int n = 0; n < VALUES / 8; ++n) {
                result[n][i * 2] *= shrink;
                result[n][i * 2 + 1] *= shrink;
            }
        }
#pragma unroll
        for (int j = 0; j < TILE / 8; ++j) {
#pragma unroll
            for (int i = 0; i < 4; ++i) {
                s[j][i] = power2(s[j][i] - most[i / 2]);
                total[i / 2] += s[j][i];
            }
        }
        add<VALUES>(result, s, tileV);
    }
    const float sums[2] = {sumOfRow(total[0]), sumOfRow(total[1])};
#pragma unroll
    for (int i = 0; i < 2; ++i) {
        if (lane % 4 == 0 && row + i * 8 < a.queries)
            logarithms[number * a.queries + row + i * 8] = most[i] * LN_2 + logf(sums[i]);
    }
    write<VALUES>(y + offset(a.y, sample, head), a.y.row, result, 1 / sums[0], 1 / sums[1], first, a.queries);
}

// Σ dy · y of a row, by `threads` neighbours.
__device__ __forceinline__ float shareOfSum(const E* dy, const E* y, int thread, int threads)
{
    float sum = 0;
#if HALF
    for (int column = thread * 8; column < VALUES; column += threads * 8) {
        const uint4 p = *(const uint4*)(dy + column), q = *(const uint4*)(y + column);
        const u32 left[4] = {p.x, p.y, p.z, p.w}, right[4] = {q.x, q.y, q.z, q.w};
#pragma unroll
        for (int i = 0; i < 4; ++i)
            sum += __uint_as_float(left[i] << 16) * __uint_as_float(right[i] << 16)
                + __uint_as_float(left[i] & 0xffff0000u) * __uint_as_float(right[i] & 0xffff0000u);
    }
#else
    for (int column = thread * 4; column < VALUES; column += threads * 4) {
        const float4 p = *(const float4*)(dy + column), q = *(const float4*)(y + column);
        sum += p.x * q.x + p.y * q.y + p.z * q.z + p.w * q.w;
    }
#endif
    return sum;
}

// With p = exp(q · k · scale - logarithm) and ds = p · (dy · v - Σ dy · y): dq = ds · k · scale.
__device__ __forceinline__ void queryGradient(u32* memory, const E* q, const E* k, const E* v, const E* y,
                                              const float* logarithms, const E* dy, E* dq,
                                              int first, const Arguments& a)
{
    u32 *const tileK = memory, *const tileV = memory + TILE * PITCH(WIDTH);
    const int lane = threadIdx.x % 32, row = first + threadIdx.x / 32 * 16 + lane / 4;
    u32 rows[WORDS(WIDTH) / 8][4], rowsD[WORDS(VALUES) / 8][4];
    load<WIDTH>(tileK, q, a.q.row, first, a.queries);
    load<VALUES>(tileV, dy, a.y.row, first, a.queries);
    __syncthreads();
    take<WIDTH>(rows, tileK);
    take<VALUES>(rowsD, tileV);
    float sum[2], logarithm[2];
#pragma unroll
    for (int i = 0; i < 2; ++i) {
        const int at = row + i * 8;
        const bool isReal = at < a.queries;
        sum[i] = sumOfRow(isReal ? shareOfSum(dy + at * a.y.row, y + at * a.y.row, lane % 4, 4) : 0);
        logarithm[i] = isReal ? logarithms[at] * LOG2_E : 0;
    }
    const float scale = a.scale * LOG2_E;
    float result[WIDTH / 8][4] = {};
    for (int at = 0; at < keysEnd(a, first); at += TILE) {
        __syncthreads();
        load<WIDTH>(tileK, k, a.k.row, at, a.keys);
        load<VALUES>(tileV, v, a.v.row, at, a.keys);
        __syncthreads();
        float s[TILE / 8][4], d[TILE / 8][4];
        scores<WIDTH>(s, rows, tileK);
        scores<VALUES>(d, rowsD, tileV);
#pragma unroll
        for (int j = 0; j < TILE / 8; ++j) {
#pragma unroll
            for (int i = 0; i < 4; ++i) {
                const bool seen = isSeen(a, row + i / 2 * 8, at + j * 8 + lane % 4 * 2 + i % 2);
                const float p = seen ? power2(s[j][i] * scale - logarithm[i / 2]) : 0;
                s[j][i] = p * (d[j][i] - sum[i / 2]);
            }
        }
        add<WIDTH>(result, s, tileK);
    }
    write<WIDTH>(dq, a.q.row, result, a.scale, a.scale, first, a.queries);
}

// dk = dsᵀ · q · scale and dv = pᵀ · dy; here a warp's rows are keys, and columns queries.
__device__ __forceinline__ void keyGradient(u32* memory, const E* q, const E* k, const E* v, const E* y,
                                            const float* logarithms, const E* dy, E* dk, E* dv, int first,
                                            const Arguments& a)
{
    u32 *const tileQ = memory, *const tileD = memory + TILE * PITCH(WIDTH);
    float* const logarithm = (float*)(tileD + TILE * PITCH(VALUES));
    float* const sums = logarithm + TILE;
    const int lane = threadIdx.x % 32, key = first + threadIdx.x / 32 * 16 + lane / 4;
    u32 rowsK[WORDS(WIDTH) / 8][4], rowsV[WORDS(VALUES) / 8][4];
    load<WIDTH>(tileQ, k, a.k.row, first, a.keys);
    load<VALUES>(tileD, v, a.v.row, first, a.keys);
    __syncthreads();
    take<WIDTH>(rowsK, tileQ);
    take<VALUES>(rowsV, tileD);
    const float scale = a.scale * LOG2_E;
    float resultK[WIDTH / 8][4] = {}, resultV[VALUES / 8][4] = {};
    for (int at = CAUSAL ? first : 0; at < a.queries; at += TILE) {
        __syncthreads();
        load<WIDTH>(tileQ, q, a.q.row, at, a.queries);
        load<VALUES>(tileD, dy, a.y.row, at, a.queries);
        const int query = at + (int)threadIdx.x / 2; // two threads a row
        const bool isReal = query < a.queries;
        float sum = isReal ? shareOfSum(dy + query * a.y.row, y + query * a.y.row, threadIdx.x % 2, 2) : 0;
        sum += __shfl_xor_sync(0xffffffffu, sum, 1);
        if (threadIdx.x % 2 == 0) {
            sums[threadIdx.x / 2] = sum;
            logarithm[threadIdx.x / 2] = isReal ? logarithms[query] * LOG2_E : 0;
        }
        __syncthreads();
        float p[TILE / 8][4], d[TILE / 8][4];
        scores<WIDTH>(p, rowsK, tileQ);
        scores<VALUES>(d, rowsV, tileD);
#pragma unroll
        for (int j = 0; j < TILE / 8; ++j) {
#pragma unroll
            for (int i = 0; i < 4; ++i) {
                const int column = j * 8 + lane % 4 * 2 + i % 2;
                const bool seen = isSeen(a, at + column, key + i / 2 * 8);
                p[j][i] = seen ? power2(p[j][i] * scale - logarithm[column]) : 0;
                d[j][i] = p[j][i] * (d[j][i] - sums[column]);
            }
        }
        add<VALUES>(resultV, p, tileD);
        add<WIDTH>(resultK, d, tileQ);
    }
    write<WIDTH>(dk, a.k.row, resultK, a.scale, a.scale, first, a.keys);
    write<VALUES>(dv, a.v.row, resultV, 1, 1, first, a.keys);
}

// The blocks of a head: first those of its queries, then those of its keys.
extern "C" __global__ void __launch_bounds__(THREADS)
    gradient(const E* q, const E* k, const E* v, const E* y, const float* logarithms, const E* dy, E* dq, E* dk, E* dv,
             const Arguments a)
{
    __shared__ __align__(16) u32 memory[TILE * (PITCH(WIDTH) + PITCH(VALUES) + 2)];
    const int ofQueries = (a.queries + TILE - 1) / TILE, ofKeys = (a.keys + TILE - 1) / TILE;
    const i64 number = blockIdx.x / (ofQueries + ofKeys), sample = number / a.heads, head = number % a.heads;
    const int part = (int)(blockIdx.x % (ofQueries + ofKeys));
    const i64 atQ = offset(a.q, sample, head), atK = offset(a.k, sample, head), atV = offset(a.v, sample, head);
    const i64 atY = offset(a.y, sample, head);
    logarithms += number * a.queries;
    if (part < ofQueries)
        queryGradient(memory, q + atQ, k + atK, v + atV, y + atY, logarithms, dy + atY, dq + atQ, part * TILE, a);
    else
        keyGradient(memory, q + atQ, k + atK, v + atV, y + atY, logarithms, dy + atY, dk + atK, dv + atV,
                    (part - ofQueries) * TILE, a);
}
