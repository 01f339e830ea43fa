// Attention without ever writing the table of scores (Dao et al. 2022, "FlashAttention"; Dao 2023 for the order of the
// loops). A block of 16 × 16 threads works on TILE queries (or, for the gradients of keys and values, TILE keys) of one
// head, and walks over the tiles of the other side; a thread has M × M scores of a tile's. Every sum is made in one
// order: nothing is added to memory that another block writes.
// WIDTH: of queries and keys; VALUES: of values and results. All tensors are row-major.
struct Arguments {
    i64 queries, keys; // lengths
    T scale;
};

#define M (TILE / 16)
#define ROW (TILE + M) // of a transposed tile: aligned, and spread over the banks
#define COLUMNS(n) (((n) + 15) / 16)
#define GREATEST(a, b) ((a) > (b) ? (a) : (b))
#define LEAST Number<T>::least()

struct __align__(sizeof(T) * M < 16 ? sizeof(T) * M : 16) Some {
    T e[M];
};

extern __shared__ __align__(16) unsigned char memory[];

// `count` rows of a matrix, in shared memory as columns; rows behind its end are 0.
template <int N> __device__ __forceinline__ void loadTurned(T* to, const T* from, i64 first, i64 rows)
{
    for (int i = threadIdx.x; i < TILE * N; i += 256) {
        const int row = i / N, column = i % N;
        to[column * ROW + row] = first + row < rows ? from[(first + row) * N + column] : T(0);
    }
}
template <int N> __device__ __forceinline__ void loadStraight(T* to, const T* from, i64 first, i64 rows)
{
    for (int i = threadIdx.x; i < TILE * N; i += 256)
        to[i] = first + i / N < rows ? from[first * N + i] : T(0);
}

// c += a · b over N; a thread has rows y·M … of a and x·M … of b, both turned.
template <int N> __device__ __forceinline__ void multiply(T (&c)[M][M], const T* a, const T* b)
{
    const int x = threadIdx.x % 16, y = threadIdx.x / 16;
#pragma unroll 8
    for (int k = 0; k < N; ++k) {
        const Some p = *(const Some*)(a + k * ROW + y * M), q = *(const Some*)(b + k * ROW + x * M);
#pragma unroll
        for (int i = 0; i < M; ++i) {
#pragma unroll
            for (int j = 0; j < M; ++j)
                c[i][j] += p.e[i] * q.e[j];
        }
    }
}

// c += aᵀ · b over the tile, where row k of `a` has its M numbers for each y, and b[k, column] is at k · stepK + column
// · stepN; a thread has columns x, x + 16, …
template <int N>
__device__ __forceinline__ void addProduct(T (&c)[M][COLUMNS(N)], const T* a, const T* b, int stepK, int stepN)
{
    const int x = threadIdx.x % 16, y = threadIdx.x / 16;
#pragma unroll 4
    for (int k = 0; k < TILE; ++k) {
        const Some p = *(const Some*)(a + k * ROW + y * M);
#pragma unroll
        for (int j = 0; j < COLUMNS(N); ++j) {
            const int column = x + 16 * j;
            const T q = N % 16 == 0 || column < N ? b[k * stepK + column * stepN] : T(0);
#pragma unroll
            for (int i = 0; i < M; ++i)
                c[i][j] += p.e[i] * q;
        }
    }
}

// A thread's scores as rows of a tile: [column of the scores][row].
__device__ __forceinline__ void storeTurned(T* to, const T (&s)[M][M])
{
    const int x = threadIdx.x % 16, y = threadIdx.x / 16;
#pragma unroll
    for (int j = 0; j < M; ++j) {
        Some column;
#pragma unroll
        for (int i = 0; i < M; ++i)
            column.e[i] = s[i][j];
        *(Some*)(to + (x * M + j) * ROW + y * M) = column;
    }
}

template <int N>
__device__ __forceinline__ void write(T* to, const T (&c)[M][COLUMNS(N)], i64 first, i64 rows)
{
    const int x = threadIdx.x % 16, y = threadIdx.x / 16;
#pragma unroll
    for (int i = 0; i < M; ++i) {
        const i64 row = first + y * M + i;
#pragma unroll
        for (int j = 0; j < COLUMNS(N); ++j) {
            if (row < rows && x + 16 * j < N)
                to[row * N + x + 16 * j] = c[i][j];
        }
    }
}

// Over the sixteen threads of a row of scores; all have the result.
__device__ __forceinline__ T sumOfRow(T value)
{
#pragma unroll
    for (int step = 8; step > 0; step /= 2)
        value += __shfl_xor_sync(0xffffffffu, value, step);
    return value;
}
__device__ __forceinline__ T greatestOfRow(T value)
{
#pragma unroll
    for (int step = 8; step > 0; step /= 2)
        value = greater(value, __shfl_xor_sync(0xffffffffu, value, step));
    return value;
}

__device__ __forceinline__ bool isSeen(const Arguments& a, i64 query, i64 key)
{
    return key < a.keys && (!CAUSAL || key <= query);
}

// Where the tiles that a tile of queries looks at end.
__device__ __forceinline__ i64 keysEnd(const Arguments& a, i64 firstQuery)
{
    return CAUSAL && firstQuery + TILE < a.keys ? firstQuery + TILE : a.keys;
}

extern "C" __global__ void __launch_bounds__(256)
    attend(const T* q, const T* k, const T* v, T* out, T* logarithms, const Arguments a)
{
    const i64 tiles = (a.queries + TILE - 1) / TILE, head = blockIdx.x / tiles;
    const i64 first = (tiles - 1 - blockIdx.x % tiles) * TILE; // the longest of causal ones begin first
    q += head * a.queries * WIDTH;
    k += head * a.keys * WIDTH;
    v += head * a.keys * VALUES;
    T* const turnedQ = (T*)memory;
    T* const turnedK = turnedQ + WIDTH * ROW; // then the weights
    T* const values = turnedK + GREATEST(WIDTH, TILE) * ROW;
    const int x = threadIdx.x % 16, y = threadIdx.x / 16;
    T result[M][COLUMNS(VALUES)] = {}, most[M], total[M];
#pragma unroll
    for (int i = 0; i < M; ++i) {
        most[i] = LEAST;
        total[i] = 0;
    }
    loadTurned<WIDTH>(turnedQ, q, first, a.queries);
    for (i64 at = 0; at < keysEnd(a, first); at += TILE) {
        loadTurned<WIDTH>(turnedK, k, at, a.keys);
        loadStraight<VALUES>(values, v, at, a.keys);
        __syncthreads();
        T s[M][M] = {};
        multiply<WIDTH>(s, turnedQ, turnedK);
        __syncthreads();
#pragma unroll
        for (int i = 0; i < M; ++i) {
            T highest = most[i];
#pragma unroll
            for (int j = 0; j < M; ++j) {
                s[i][j] = isSeen(a, first + y * M + i, at + x * M + j) ? s[i][j] * a.scale : LEAST;
                highest = greater(highest, s[i][j]);
            }
            highest = greatestOfRow(highest);
            const T shrink = f_exp(most[i] - highest);
            most[i] = highest;
            total[i] *= shrink;
#pragma unroll
            for (int j = 0; j < M; ++j) {
                s[i][j] = f_exp(s[i][j] - highest);
                total[i] += s[i][j];
            }
#pragma unroll
            for (int j = 0; j < COLUMNS(VALUES); ++j)
                result[i][j] *= shrink;
        }
        storeTurned(turnedK, s);
        __syncthreads();
        addProduct<VALUES>(result, turnedK, values, VALUES, 1);
        __syncthreads();
    }
#pragma unroll
    for (int i = 0; i < M; ++i) {
        const T sum = sumOfRow(total[i]);
        const i64 row = first + y * M + i;
        if (x == 0 && row < a.queries)
            logarithms[head * a.queries + row] = most[i] + f_log(sum);
#pragma unroll
        for (int j = 0; j < COLUMNS(VALUES); ++j)
            result[i][j] /= sum;
    }
    write<VALUES>(out + head * a.queries * VALUES, result, first, a.queries);
}

// With p = exp(q · k · scale - logarithm): ds = p · (dy · v - Σ dy · y) · scale; then dq = ds · k. The sums Σ dy · y go to
// `sums` for the other kernel.
extern "C" __global__ void __launch_bounds__(256)
    query_gradient(const T* q, const T* k, const T* v, const T* out, const T* logarithms, const T* dOut, T* dq, T* sums,
                   const Arguments a)
{
    const i64 tiles = (a.queries + TILE - 1) / TILE, head = blockIdx.x / tiles;
    const i64 first = (tiles - 1 - blockIdx.x % tiles) * TILE;
    q += head * a.queries * WIDTH;
    k += head * a.keys * WIDTH;
    v += head * a.keys * VALUES;
    out += head * a.queries * VALUES;
    dOut += head * a.queries * VALUES;
    T* const turnedQ = (T*)memory;
    T* const turnedD = turnedQ + WIDTH * ROW; // dy
    T* const turnedK = turnedD + VALUES * ROW;
    T* const turnedV = turnedK + WIDTH * ROW;
    T* const scores = turnedV + VALUES * ROW;
    const int x = threadIdx.x % 16, y = threadIdx.x / 16;
    T result[M][COLUMNS(WIDTH)] = {}, sum[M], logarithm[M];
#pragma unroll
    for (int i = 0; i < M; ++i) {
        const i64 row = first + y * M + i;
        const bool isReal = row < a.queries;
        T part = 0;
        for (int column = x; isReal && column < VALUES; column += 16)
            part += dOut[row * VALUES + column] * out[row * VALUES + column];
        sum[i] = sumOfRow(part);
        logarithm[i] = isReal ? logarithms[head * a.queries + row] : T(0);
        if (x == 0 && isReal)
            sums[head * a.queries + row] = sum[i];
    }
    loadTurned<WIDTH>(turnedQ, q, first, a.queries);
    loadTurned<VALUES>(turnedD, dOut, first, a.queries);
    for (i64 at = 0; at < keysEnd(a, first); at += TILE) {
        loadTurned<WIDTH>(turnedK, k, at, a.keys);
        loadTurned<VALUES>(turnedV, v, at, a.keys);
        __syncthreads();
        T s[M][M] = {}, d[M][M] = {};
        multiply<WIDTH>(s, turnedQ, turnedK);
        multiply<VALUES>(d, turnedD, turnedV);
#pragma unroll
        for (int i = 0; i < M; ++i) {
#pragma unroll
            for (int j = 0; j < M; ++j) {
                const i64 query = first + y * M + i;
                const T p = f_exp(s[i][j] * a.scale - logarithm[i]);
                s[i][j] = query < a.queries && isSeen(a, query, at + x * M + j) ? p * (d[i][j] - sum[i]) * a.scale
                                                                                : T(0);
            }
        }
        storeTurned(scores, s);
        __syncthreads();
        addProduct<WIDTH>(result, scores, turnedK, 1, ROW);
        __syncthreads();
    }
    write<WIDTH>(dq + head * a.queries * WIDTH, result, first, a.queries);
}

// dk = dsᵀ · q and dv = pᵀ · dy; here a thread's rows are keys and its columns queries.
extern "C" __global__ void __launch_bounds__(256)
    key_gradient(const T* q, const T* k, const T* v, const T* logarithms, const T* dOut, const T* sums, T* dk, T* dv,
                 const Arguments a)
{
    const i64 tiles = (a.keys + TILE - 1) / TILE, head = blockIdx.x / tiles, first = blockIdx.x % tiles * TILE;
    q += head * a.queries * WIDTH;
    k += head * a.keys * WIDTH;
    v += head * a.keys * VALUES;
    dOut += head * a.queries * VALUES;
    T* const turnedQ = (T*)memory;
    T* const turnedD = turnedQ + WIDTH * ROW;
    T* const turnedK = turnedD + VALUES * ROW;
    T* const turnedV = turnedK + WIDTH * ROW;
    T* const scores = turnedV + VALUES * ROW;
    T* const weights = scores + TILE * ROW;
    const int x = threadIdx.x % 16, y = threadIdx.x / 16;
    T resultK[M][COLUMNS(WIDTH)] = {}, resultV[M][COLUMNS(VALUES)] = {};
    loadTurned<WIDTH>(turnedK, k, first, a.keys);
    loadTurned<VALUES>(turnedV, v, first, a.keys);
    for (i64 at = CAUSAL ? first : 0; at < a.queries; at += TILE) {
        loadTurned<WIDTH>(turnedQ, q, at, a.queries);
        loadTurned<VALUES>(turnedD, dOut, at, a.queries);
        __syncthreads();
        T p[M][M] = {}, d[M][M] = {};
        multiply<WIDTH>(p, turnedK, turnedQ);
        multiply<VALUES>(d, turnedV, turnedD);
#pragma unroll
        for (int j = 0; j < M; ++j) {
            const i64 query = at + x * M + j;
            const bool isReal = query < a.queries;
            const T logarithm = isReal ? logarithms[head * a.queries + query] : T(0);
            const T sum = isReal ? sums[head * a.queries + query] : T(0);
#pragma unroll
            for (int i = 0; i < M; ++i) {
                const bool seen = isReal && isSeen(a, query, first + y * M + i);
                p[i][j] = seen ? f_exp(p[i][j] * a.scale - logarithm) : T(0);
                d[i][j] = seen ? p[i][j] * (d[i][j] - sum) * a.scale : T(0);
            }
        }
        storeTurned(weights, p);
        storeTurned(scores, d);
        __syncthreads();
        addProduct<VALUES>(resultV, weights, turnedD, 1, ROW);
        addProduct<WIDTH>(resultK, scores, turnedQ, 1, ROW);
        __syncthreads();
    }
    write<WIDTH>(dk + head * a.keys * WIDTH, resultK, first, a.keys);
    write<VALUES>(dv + head * a.keys * VALUES, resultV, first, a.keys);
}
