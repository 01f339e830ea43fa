// The gradients of flash_attention.cu (Dao 2023, "FlashAttention-2", algorithm 2). A block has 64 queries of a head, or
// 64 keys, a warp 16 of them, and walks over tiles of 64 of the other side; a query's sums are made beforehand.
#define PART 32 // columns of a tile that are taken at once: more would not fit into registers

// Σ dy · y of a row, by `threads` neighbours.
__device__ __forceinline__ float shareOfSum(const E* dy, const E* y, int thread, int threads)
{
    float sum = 0;
#if HALF
    for (int column = thread * 8; column < VALUES; column += threads * 8) {
        const uint4 p = *(const uint4*)(dy + column), q = *(const uint4*)(y + column);
        const E *const left = (const E*)&p, *const right = (const E*)&q;
#pragma unroll
        for (int i = 0; i < 8; i += 2)
            sum += (float)left[i] * (float)right[i] + (float)left[i + 1] * (float)right[i + 1];
    }
#else
    for (int column = thread * 4; column < VALUES; column += threads * 4) {
        const float4 p = *(const float4*)(dy + column), q = *(const float4*)(y + column);
        sum += p.x * q.x + p.y * q.y + p.z * q.z + p.w * q.w;
    }
#endif
    return sum;
}

// What the gradients take of each query: the logarithm of its sum, to the base 2, and Σ dy · y. Four threads have one.
extern "C" __global__ void __launch_bounds__(256)
    query_sums(const E* y, const float* logarithms, const E* dy, float2* sums, i64 count, const Arguments a)
{
    const i64 item = firstItem() / 4, query = item < count ? item : count - 1;
    const i64 number = query / a.queries, at = query % a.queries;
    const i64 place = offset(a.y, number / a.heads, number % a.heads) + at * a.y.row;
    const float sum = sumOfRow(shareOfSum(dy + place, y + place, threadIdx.x % 4, 4));
    if (item < count && threadIdx.x % 4 == 0)
        sums[query] = make_float2(logarithms[query] * LOG2_E, sum);
}

// With p = exp(q · k · scale - logarithm) and ds = p · (dy · v - Σ dy · y): dq = ds · k · scale.
__device__ __forceinline__ void queryGradient(u32* memory, const E* q, const E* k, const E* v, const float2* sums,
                                              const E* dy, E* dq, int first, const Arguments& a)
{
    const int lane = threadIdx.x % 32, row = first + threadIdx.x / 32 * 16 + lane / 4;
    const int end = keysEnd(a, first);
    const auto loadPair = [&](int stage, int at) {
        load<WIDTH>(memory + stage * PAIR, k, a.k.row, at, a.keys);
        load<VALUES>(memory + stage * PAIR + TILE * PITCH(WIDTH), v, a.v.row, at, a.keys);
    };
    u32 rows[WORDS(WIDTH) / 8][4], rowsD[WORDS(VALUES) / 8][4];
    load<WIDTH>(memory, q, a.q.row, first, a.queries);
    load<VALUES>(memory + TILE * PITCH(WIDTH), dy, a.y.row, first, a.queries);
    arrive();
    take<WIDTH>(rows, memory);
    take<VALUES>(rowsD, memory + TILE * PITCH(WIDTH));
    __syncthreads();
    loadPair(0, 0);
    float2 of[2];
#pragma unroll
    for (int i = 0; i < 2; ++i)
        of[i] = row + i * 8 < a.queries ? sums[row + i * 8] : make_float2(0, 0);
    const float scale = a.scale * LOG2_E;
    float result[WIDTH / 8][4] = {};
    int stage = 0;
    for (int at = 0; at < end; at += TILE) {
        arrive();
        const u32 *const tileK = memory + stage * PAIR, *const tileV = tileK + TILE * PITCH(WIDTH);
        if (STAGES > 1 && at + TILE < end)
            loadPair(stage = 1 - stage, at + TILE);
#pragma unroll
        for (int part = 0; part < TILE; part += PART) {
            float s[PART / 8][4], d[PART / 8][4];
            scores<WIDTH, PART>(s, rows, tileK + part * PITCH(WIDTH));
            scores<VALUES, PART>(d, rowsD, tileV + part * PITCH(VALUES));
            const bool all = at + part + PART <= a.keys && (!CAUSAL || at + part + PART - 1 <= first);
#pragma unroll
            for (int j = 0; j < PART / 8; ++j) {
#pragma unroll
                for (int i = 0; i < 4; ++i) {
                    const int key = at + part + j * 8 + lane % 4 * 2 + i % 2;
                    const float p = power2(s[j][i] * scale - of[i / 2].x);
                    s[j][i] = all || isSeen(a, row + i / 2 * 8, key) ? p * (d[j][i] - of[i / 2].y) : 0;
                }
            }
            add<WIDTH, PART>(result, s, tileK + part * PITCH(WIDTH));
        }
        if (STAGES == 1 && at + TILE < end) {
            __syncthreads();
            loadPair(0, at + TILE);
        }
    }
    write<WIDTH>(dq, a.q.row, result, a.scale, a.scale, first, a.queries);
}

// dk = dsᵀ · q · scale and dv = pᵀ · dy; here a warp's rows are keys, and columns queries.
__device__ __forceinline__ void keyGradient(u32* memory, const E* q, const E* k, const E* v, const float2* sums,
                                            const E* dy, E* dk, E* dv, int first, const Arguments& a)
{
    float2* const kept = (float2*)(memory + STAGES * PAIR);
    const int lane = threadIdx.x % 32, key = first + threadIdx.x / 32 * 16 + lane / 4;
    const auto loadPair = [&](int stage, int at) {
        load<WIDTH>(memory + stage * PAIR, q, a.q.row, at, a.queries);
        load<VALUES>(memory + stage * PAIR + TILE * PITCH(WIDTH), dy, a.y.row, at, a.queries);
        if (threadIdx.x < TILE) {
            const bool isReal = at + (int)threadIdx.x < a.queries;
            fetch<8>(kept + stage * TILE + threadIdx.x, isReal ? sums + at + threadIdx.x : sums, isReal);
        }
    };
    u32 rowsK[WORDS(WIDTH) / 8][4], rowsV[WORDS(VALUES) / 8][4];
    load<WIDTH>(memory, k, a.k.row, first, a.keys);
    load<VALUES>(memory + TILE * PITCH(WIDTH), v, a.v.row, first, a.keys);
    arrive();
    take<WIDTH>(rowsK, memory);
    take<VALUES>(rowsV, memory + TILE * PITCH(WIDTH));
    __syncthreads();
    const float scale = a.scale * LOG2_E;
    float resultK[WIDTH / 8][4] = {}, resultV[VALUES / 8][4] = {};
    const int start = CAUSAL ? first : 0;
    if (start < a.queries)
        loadPair(0, start);
    int stage = 0;
    for (int at = start; at < a.queries; at += TILE) {
        arrive();
        const u32 *const tileQ = memory + stage * PAIR, *const tileD = tileQ + TILE * PITCH(WIDTH);
        const float2* const of = kept + stage * TILE;
        if (STAGES > 1 && at + TILE < a.queries)
            loadPair(stage = 1 - stage, at + TILE);
#pragma unroll
        for (int part = 0; part < TILE; part += PART) {
            float p[PART / 8][4], d[PART / 8][4];
            scores<WIDTH, PART>(p, rowsK, tileQ + part * PITCH(WIDTH));
            scores<VALUES, PART>(d, rowsV, tileD + part * PITCH(VALUES));
            // Keys that are none change no other key's numbers.
            const bool all = at + part + PART <= a.queries && (!CAUSAL || at + part >= first + TILE - 1);
#pragma unroll
            for (int j = 0; j < PART / 8; ++j) {
                const int column = part + j * 8 + lane % 4 * 2;
                const float4 two = *(const float4*)(of + column);
#pragma unroll
                for (int i = 0; i < 4; ++i) {
                    const int query = at + column + i % 2;
                    const bool seen = all || (query < a.queries && isSeen(a, query, key + i / 2 * 8));
                    p[j][i] = seen ? power2(p[j][i] * scale - (i % 2 ? two.z : two.x)) : 0;
                    d[j][i] = p[j][i] * (d[j][i] - (i % 2 ? two.w : two.y));
                }
            }
            add<VALUES, PART>(resultV, p, tileD + part * PITCH(VALUES));
            add<WIDTH, PART>(resultK, d, tileQ + part * PITCH(WIDTH));
        }
        if (STAGES == 1 && at + TILE < a.queries) {
            __syncthreads();
            loadPair(0, at + TILE);
        }
    }
    write<WIDTH>(dk, a.k.row, resultK, a.scale, a.scale, first, a.keys);
    write<VALUES>(dv, a.v.row, resultV, 1, 1, first, a.keys);
}

// The blocks of a head: first those of its keys, then those of its queries.
extern "C" __global__ void __launch_bounds__(THREADS, HALF ? 3 : 1)
    gradient(const E* q, const E* k, const E* v, const float2* sums, const E* dy, E* dq, E* dk, E* dv,
             const Arguments a)
{
    __shared__ __align__(16) u32 memory[STAGES * (PAIR + TILE * 2)];
    const int ofQueries = (a.queries + TILE - 1) / TILE, ofKeys = (a.keys + TILE - 1) / TILE;
    i64 number;
    const int part = partOf(ofQueries + ofKeys, number);
    const i64 sample = number / a.heads, head = number % a.heads;
    const i64 atQ = offset(a.q, sample, head), atK = offset(a.k, sample, head), atV = offset(a.v, sample, head);
    const i64 atY = offset(a.y, sample, head);
    sums += number * a.queries;
    if (part < ofKeys)
        keyGradient(memory, q + atQ, k + atK, v + atV, sums, dy + atY, dk + atK, dv + atV, part * TILE, a);
    else
        queryGradient(memory, q + atQ, k + atK, v + atV, sums, dy + atY, dq + atQ,
                      (ofQueries - 1 - (part - ofKeys)) * TILE, a);
}
