// Attention on tensor cores, without ever writing the table of scores (Dao 2023, "FlashAttention-2"). A block of four
// warps has 64 queries of a head, a warp 16 of them, and walks over tiles of 64 keys. Operands of products are rounded to
// TF32, or are of 16 bits (HALF), sums are f32, and each is made in one order: nothing is added to memory that another block
// writes.
extern "C" __global__ void __launch_bounds__(THREADS, HALF ? 3 : 1)
    attend(const E* q, const E* k, const E* v, E* y, float* logarithms, const Arguments a)
{
    __shared__ __align__(16) u32 memory[STAGES * PAIR];
    const int tiles = (a.queries + TILE - 1) / TILE;
    i64 number;
    const int first = (tiles - 1 - partOf(tiles, number)) * TILE; // the longest of causal ones begin first
    const i64 sample = number / a.heads, head = number % a.heads;
    q += offset(a.q, sample, head);
    k += offset(a.k, sample, head);
    v += offset(a.v, sample, head);
    const int lane = threadIdx.x % 32, row = first + threadIdx.x / 32 * 16 + lane / 4;
    const int end = keysEnd(a, first);
    const auto loadPair = [&](int stage, int at) {
        load<WIDTH>(memory + stage * PAIR, k, a.k.row, at, a.keys);
        load<VALUES>(memory + stage * PAIR + TILE * PITCH(WIDTH), v, a.v.row, at, a.keys);
    };
    u32 rows[WORDS(WIDTH) / 8][4];
    load<WIDTH>(memory, q, a.q.row, first, a.queries);
    arrive();
    take<WIDTH>(rows, memory);
    __syncthreads();
    loadPair(0, 0);
    float result[VALUES / 8][4] = {}, most[2] = {-WEFT_INFINITY, -WEFT_INFINITY}, total[2] = {};
    const float scale = a.scale * LOG2_E;
    int stage = 0;
    for (int at = 0; at < end; at += TILE) {
        arrive();
        const u32 *const tileK = memory + stage * PAIR, *const tileV = tileK + TILE * PITCH(WIDTH);
        if (STAGES > 1 && at + TILE < end)
            loadPair(stage = 1 - stage, at + TILE);
        float s[TILE / 8][4];
        scores<WIDTH, TILE>(s, rows, tileK);
        if (at + TILE > a.keys || (CAUSAL && at + TILE - 1 > first)) { // not all of them are seen
#pragma unroll
            for (int j = 0; j < TILE / 8; ++j) {
#pragma unroll
                for (int i = 0; i < 4; ++i) {
                    if (!isSeen(a, row + i / 2 * 8, at + j * 8 + lane % 4 * 2 + i % 2))
                        s[j][i] = -WEFT_INFINITY;
                }
            }
        }
        float highest[2] = {-WEFT_INFINITY, -WEFT_INFINITY};
#pragma unroll
        for (int j = 0; j < TILE / 8; ++j) {
#pragma unroll
            for (int i = 0; i < 4; ++i)
                highest[i / 2] = fmaxf(highest[i / 2], s[j][i]);
        }
#pragma unroll
        for (int i = 0; i < 2; ++i) {
            highest[i] = fmaxf(most[i], greatestOfRow(highest[i]) * scale); // the scale is greater than 0
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
                s[j][i] = power2(s[j][i] * scale - most[i / 2]);
                total[i / 2] += s[j][i];
            }
        }
        add<VALUES, TILE>(result, s, tileV);
        if (STAGES == 1 && at + TILE < end) {
            __syncthreads();
            loadPair(0, at + TILE);
        }
    }
    const float sums[2] = {sumOfRow(total[0]), sumOfRow(total[1])};
#pragma unroll
    for (int i = 0; i < 2; ++i) {
        if (lane % 4 == 0 && row + i * 8 < a.queries)
            logarithms[number * a.queries + row + i * 8] = most[i] * LN_2 + logf(sums[i]);
    }
    write<VALUES>(y + offset(a.y, sample, head), a.y.row, result, 1 / sums[0], 1 / sums[1], first, a.queries);
}
