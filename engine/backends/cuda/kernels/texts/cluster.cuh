// Pieces of a program that one cluster of blocks runs; sizes are known when it is compiled. Tensors lie in shared
// memory, each block has its own or its share of them. `t` is the thread's number, turned so that small pieces side by
// side fall to different warps.

// The code of a step should stay in the instruction cache: what is long is there once.
static __device__ __noinline__ float powerOf(float a, float b)
{
    return powf(a, b);
}
__device__ __forceinline__ i32 quotientOf(i32 a, i32 b)
{
    return f_divide(a, b);
}
#define f_power powerOf
#define f_divide quotientOf
#define f_sqrt rootOf

template <class T> __device__ __forceinline__ T sumAcross(T x)
{
    for (int step = 16; step > 0; step /= 2)
        x += __shfl_xor_sync(0xffffffffu, x, step);
    return x;
}
template <class T> __device__ __forceinline__ T greatestAcross(T x)
{
    for (int step = 16; step > 0; step /= 2)
        x = greater(x, __shfl_xor_sync(0xffffffffu, x, step));
    return x;
}

// ROWS × COLS elements of 4 bytes from the device's memory, where rows are FROM elements apart, to shared memory, where
// they are STEP apart. WIDE: all of it is aligned to 16 bytes.
template <int ROWS, int COLS, int STEP, int FROM, bool WIDE, class E>
__device__ __forceinline__ void fetch(E* to, const void* from, int t)
{
    constexpr int each = WIDE ? 4 : 1, columns = COLS / each;
#pragma unroll 2
    for (int i = t; i < ROWS * columns; i += THREADS) {
        const int row = i / columns, column = (i - row * columns) * each;
        if (WIDE)
            copy16(to + row * STEP + column, (const E*)from + row * FROM + column);
        else
            copy4(to + row * STEP + column, (const E*)from + row * FROM + column);
    }
}
// The same of long rows, by the copy engine.
template <int ROWS, int COLS, int STEP, int FROM, class E>
__device__ __forceinline__ void fetchRows(E* to, const void* from, u64* arrival, int t)
{
    if (t == 0)
        expectBytes(arrival, ROWS * COLS * 4);
    for (int row = t / 32; row < ROWS; row += WARPS) { // lanes of a warp would have to wait for each other
        if (t % 32 == 0)
            copyRow(to + row * STEP, (const E*)from + row * FROM, COLS * 4, arrival);
    }
}
template <int ROWS, int COLS, int STEP, int TO, class E>
__device__ __forceinline__ void writeBack(void* to, const E* from, int t)
{
#pragma unroll 2
    for (int i = t; i < ROWS * COLS; i += THREADS) {
        const int row = i / COLS, column = i - row * COLS;
        ((E*)to)[row * TO + column] = from[row * STEP + column];
    }
}

// c[m][n] = Σ a[m][k] · b[k][n]. A step along m, k or n moves that far in a and b; rows of c are LDC apart. The sum over
// k is divided into PARTS, which are added up in order (scratch: PARTS × M × N).
template <int M, int N, int LDC, int PARTS>
__device__ __forceinline__ void joinParts(float* c, const float* scratch, int t)
{
    __syncthreads();
#pragma unroll 1
    for (int i = t; i < M * N; i += THREADS) {
        float sum = 0;
#pragma unroll
        for (int part = 0; part < PARTS; ++part)
            sum += scratch[part * (M * N) + i];
        c[i / N * LDC + i % N] = sum;
    }
}

// On tensor cores, operands rounded to TF32: a warp a tile of 16 × 8 and a part of k.
template <int M, int N, int K, int AM, int AK, int BK, int BN, int LDC, int PARTS>
__device__ __forceinline__ void multiplyTiles(const float* a, const float* b, float* c, float* scratch, int t)
{
    constexpr int across = (N + 7) / 8, tiles = (M + 15) / 16 * across, steps = (K + 7) / 8;
    constexpr int each = steps / PARTS;
    const int lane = t % 32, g = lane / 4, q = lane % 4;
#pragma unroll 1
    for (int item = t / 32; item < tiles * PARTS; item += WARPS) {
        const int part = item / tiles, tile = item - part * tiles;
        const int m = tile / across * 16 + g, n = tile % across * 8;
        const auto left = [&](int row, int k) {
            return (M % 16 == 0 || row < M) && (K % 8 == 0 || k < K) ? tf32(a[row * AM + k * AK]) : 0u;
        };
        const auto right = [&](int k) {
            return (K % 8 == 0 || k < K) && (N % 8 == 0 || n + g < N) ? tf32(b[k * BK + (n + g) * BN]) : 0u;
        };
        float d[2][4] = {}; // two sums in turn, as a product waits for the one before
        static_assert(steps % PARTS == 0, "all parts are of one size");
#pragma unroll(each <= 8 ? each : 4)
        for (int s = 0; s < each; ++s) {
            const int k = (part * each + s) * 8 + q;
            const u32 x[4] = {left(m, k), left(m + 8, k), left(m, k + 4), left(m + 8, k + 4)};
            const u32 y[2] = {right(k), right(k + 4)};
            if (s % 2 == 0)
                multiplyTile(d[0], x, y);
            else
                multiplyTile(d[1], x, y);
        }
#pragma unroll
        for (int i = 0; i < 4; ++i) {
            const int row = m + i / 2 * 8, column = n + q * 2 + i % 2;
            if ((M % 16 == 0 || row < M) && (N % 8 == 0 || column < N)) {
                if (PARTS == 1)
                    c[row * LDC + column] = d[0][i] + d[1][i];
                else
                    scratch[part * (M * N) + row * N + column] = d[0][i] + d[1][i];
            }
        }
    }
    if (PARTS > 1)
        joinParts<M, N, LDC, PARTS>(c, scratch, t);
}

// In f32 throughout: a thread TM × TN results, which lie apart so that neighbours read neighbours, and a part of k.
template <int M, int N, int K, int AM, int AK, int BK, int BN, int LDC, int PARTS, int TM, int TN>
__device__ __forceinline__ void multiply(const float* a, const float* b, float* c, float* scratch, int t)
{
    constexpr int rows = (M + TM - 1) / TM, columns = (N + TN - 1) / TN, tiles = rows * columns;
#pragma unroll 1
    for (int item = t; item < tiles * PARTS; item += THREADS) {
        const int part = item / tiles, tile = item - part * tiles;
        const int m = tile / columns, n = tile % columns;
        float sum[TM][TN] = {};
#pragma unroll 4
        for (int k = part; k < K; k += PARTS) {
            float x[TM], y[TN];
#pragma unroll
            for (int i = 0; i < TM; ++i)
                x[i] = M % TM == 0 || m + i * rows < M ? a[(m + i * rows) * AM + k * AK] : 0.0f;
#pragma unroll
            for (int j = 0; j < TN; ++j)
                y[j] = N % TN == 0 || n + j * columns < N ? b[k * BK + (n + j * columns) * BN] : 0.0f;
#pragma unroll
            for (int i = 0; i < TM; ++i) {
#pragma unroll
                for (int j = 0; j < TN; ++j)
                    sum[i][j] += x[i] * y[j];
            }
        }
#pragma unroll
        for (int i = 0; i < TM; ++i) {
#pragma unroll
            for (int j = 0; j < TN; ++j) {
                const int row = m + i * rows, column = n + j * columns;
                if ((M % TM == 0 || row < M) && (N % TN == 0 || column < N)) {
                    if (PARTS == 1)
                        c[row * LDC + column] = sum[i][j];
                    else
                        scratch[part * (M * N) + row * N + column] = sum[i][j];
                }
            }
        }
    }
    if (PARTS > 1)
        joinParts<M, N, LDC, PARTS>(c, scratch, t);
}

// Softmax and the losses made of it: a warp a row of CLASSES numbers, XS apart from the next row's.
template <int ROWS, int CLASSES, int XS> struct Softmax {
    static constexpr int each = (CLASSES + 31) / 32;
    float x[each], greatest, total;
    __device__ __forceinline__ void load(const float* from, int row, int lane)
    {
        greatest = -WEFT_INFINITY;
#pragma unroll
        for (int i = 0; i < each; ++i) {
            const int k = i * 32 + lane;
            x[i] = CLASSES % 32 == 0 || k < CLASSES ? from[row * XS + k] : -WEFT_INFINITY;
            greatest = greater(greatest, x[i]);
        }
        greatest = greatestAcross(greatest);
        total = 0;
#pragma unroll
        for (int i = 0; i < each; ++i)
            total += CLASSES % 32 == 0 || i * 32 + lane < CLASSES ? expf(x[i] - greatest) : 0.0f;
        total = sumAcross(total);
    }
    // body(class, number) for the classes of this lane
    template <class Body> __device__ __forceinline__ void forEach(int lane, Body body)
    {
#pragma unroll
        for (int i = 0; i < each; ++i) {
            if (CLASSES % 32 == 0 || i * 32 + lane < CLASSES)
                body(i * 32 + lane, x[i]);
        }
    }
    static __device__ __forceinline__ void loss(const float* x, const i32* labels, float* losses, i64 ignored,
                                                double smoothing, int t)
    {
        const int lane = t % 32;
#pragma unroll 1
        for (int row = t / 32; row < ROWS; row += WARPS) {
            Softmax s;
            s.load(x, row, lane);
            const int label = labels[row];
            float everywhere = 0, atLabel = 0;
            s.forEach(lane, [&](int k, float number) {
                everywhere += number - s.greatest;
                if (k == label)
                    atLabel = number - s.greatest;
            });
            everywhere = smoothing > 0 ? sumAcross(everywhere) : 0.0f;
            atLabel = sumAcross(atLabel);
            const float share = label >= 0 && label < CLASSES ? (float)(1 - smoothing) : 0.0f, spread = (float)smoothing;
            const float result =
                logf(s.total) * (share + spread) - share * atLabel - spread * (everywhere / (float)CLASSES);
            if (lane == 0)
                losses[row] = label == ignored ? 0.0f : result;
        }
    }
    template <int DS>
    static __device__ __forceinline__ void lossGradient(const float* x, const i32* labels, const float* dLosses, float* dx,
                                                        i64 ignored, double smoothing, int t)
    {
        const int lane = t % 32;
#pragma unroll 1
        for (int row = t / 32; row < ROWS; row += WARPS) {
            Softmax s;
            s.load(x, row, lane);
            const int label = labels[row];
            const float weight = dLosses[row], factor = 1.0f / s.total;
            const float everywhere = (float)(smoothing / (double)CLASSES), share = (float)(1 - smoothing);
            s.forEach(lane, [&](int k, float number) {
                const float difference = (expf(number - s.greatest) * factor - everywhere) - (k == label ? share : 0.0f);
                dx[row * DS + k] = label == ignored ? 0.0f : difference * weight;
            });
        }
    }
    template <int YS> static __device__ __forceinline__ void softmax(const float* x, float* y, int t)
    {
#pragma unroll 1
        for (int row = t / 32; row < ROWS; row += WARPS) {
            Softmax s;
            s.load(x, row, t % 32);
            const float factor = 1.0f / s.total;
            s.forEach(t % 32, [&](int k, float number) { y[row * YS + k] = expf(number - s.greatest) * factor; });
        }
    }
};

// The first of the greatest numbers of each row; a NaN is greatest of all.
template <int ROWS, int CLASSES, int XS>
__device__ __forceinline__ void argmaxRows(const float* x, i32* y, int t)
{
    for (int row = t; row < ROWS; row += THREADS) {
        int best = 0;
        float record = x[row * XS];
        for (int k = 1; k < CLASSES; ++k) {
            const float value = x[row * XS + k];
            if (value > record || (value != value && record == record)) {
                best = k;
                record = value;
            }
        }
        y[row] = best;
    }
}

// The sums over the cluster of COUNT numbers (a multiple of four) that each block has a part of, the same bits in every
// block. What was received may be written over when every block has sent something in a later exchange.
// Few: each block gives its parts to all, and all add them up in the same order (received: CLUSTER × COUNT).
template <int COUNT>
__device__ __forceinline__ void exchange(const float* parts, float* received, float* sums, u64* arrival, u32 parity, int rank,
                                         int t)
{
    constexpr int packs = COUNT / 4;
    if (t == 0)
        expectBytes(arrival, CLUSTER * COUNT * 4);
#pragma unroll 1
    for (int i = t; i < packs * CLUSTER; i += THREADS) {
        const int block = i / packs, at = (i - block * packs) * 4;
        sendTo(block, received + rank * COUNT + at, *(const float4*)(parts + at), arrival);
    }
    waitFor(arrival, parity);
#pragma unroll 1
    for (int i = t; i < COUNT; i += THREADS) {
        float sum = 0;
#pragma unroll
        for (int block = 0; block < CLUSTER; ++block)
            sum += received[block * COUNT + i];
        sums[i] = sum;
    }
    __syncthreads();
}
// Many: each block adds up a share of them and gives it to all (received: CLUSTER × SHARE; SHARE is a multiple of four,
// and SHARE · CLUSTER at least COUNT).
template <int COUNT, int SHARE>
__device__ __forceinline__ void exchangeShares(const float* parts, float* received, float* sums, u64* arrivals, u32 parity,
                                               int rank, int t)
{
    const int mine = COUNT - rank * SHARE < SHARE ? (COUNT - rank * SHARE > 0 ? COUNT - rank * SHARE : 0) : SHARE;
    if (t == 0) {
        expectBytes(arrivals, (u32)(CLUSTER * mine * 4));
        expectBytes(arrivals + 1, COUNT * 4);
    }
#pragma unroll 2
    for (int i = t * 4; i < COUNT; i += THREADS * 4) {
        const int block = i / SHARE;
        sendTo(block, received + rank * SHARE + (i - block * SHARE), *(const float4*)(parts + i), arrivals);
    }
    waitFor(arrivals, parity);
    // A quarter of a warp's lanes a pack: each gives it to some of the blocks.
    for (int i = t; i < mine / 4 * 4; i += THREADS) {
        const int pack = i / 4 * 4, quarter = i % 4;
        float4 sum = {0, 0, 0, 0};
#pragma unroll
        for (int block = 0; block < CLUSTER; ++block) {
            const float4 x = *(const float4*)(received + block * SHARE + pack);
            sum.x += x.x;
            sum.y += x.y;
            sum.z += x.z;
            sum.w += x.w;
        }
#pragma unroll
        for (int block = 0; block < CLUSTER; block += 4) {
            if (block + quarter < CLUSTER)
                sendTo(block + quarter, sums + rank * SHARE + pack, sum, arrivals + 1);
        }
    }
    waitFor(arrivals + 1, parity);
}
