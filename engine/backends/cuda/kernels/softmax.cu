// Softmax and what is made of it: LANES neighbouring threads share a row of classes. The row is read once and kept in
// registers, HELD numbers a thread, as E, in which they lie in memory (T is what is computed in); rows too long for that
// (HELD is 0) are read again, from the cache, or, where STAGED bytes for two of them are in shared memory, from there,
// while the block's next row is on its way. PACK numbers are read at once, where the classes lie together. All sums are
// made in one order.
struct __align__(sizeof(E) * PACK) Numbers {
    E e[PACK];
};

struct Arguments {
    i64 rows, classes, stepX, stepY; // steps from class to class
    i64 ignored;
    double smoothing;
    Nest<4> nest; // of rows: x, y, labels, losses
};

struct Row {
    const E* x;
    const E* x2; // softmax_gradient: dy
    E* y;
    i64 stepX, stepY, classes;
    int lane;
    const E* staged; // x, where it has been copied; each thread's part by itself
};

#define WARPS (LANES / 32)

// Over the threads of a row; all have the result.
template <class Join> __device__ __forceinline__ T across(T value, Join join)
{
#pragma unroll
    for (int step = (LANES < 32 ? LANES : 32) / 2; step > 0; step /= 2)
        value = join(value, __shfl_xor_sync(0xffffffffu, value, step));
#if LANES > 32
    __shared__ T shared[WARPS];
    __syncthreads(); // it may still be read for the result before
    if (threadIdx.x % 32 == 0)
        shared[threadIdx.x / 32] = value;
    __syncthreads();
    value = shared[0];
    for (int warp = 1; warp < WARPS; ++warp)
        value = join(value, shared[warp]);
#endif
    return value;
}
__device__ __forceinline__ T sumAcross(T value)
{
    return across(value, [](T a, T b) { return a + b; });
}
__device__ __forceinline__ T greatestAcross(T value)
{
    return across(value, [](T a, T b) { return greater(a, b); });
}

// Calls body(k, class) for what this thread has of the row; k: which of its held numbers.
template <class Body> __device__ __forceinline__ void forPacks(const Row& row, Body body)
{
#if HELD
#pragma unroll
    for (int k = 0; k < HELD / PACK; ++k) {
        const i64 at = (i64)(k * LANES + row.lane) * PACK;
        if (at < row.classes)
            body(k, at);
    }
#else
    for (i64 at = (i64)row.lane * PACK; at < row.classes; at += LANES * PACK)
        body(0, at);
#endif
}

#if STAGED
extern __shared__ __align__(16) unsigned char staged[];
// Begins to copy this thread's part of a row, of packs of 16 bytes.
__device__ __forceinline__ void stage(E* to, const E* from, i64 classes)
{
    for (i64 at = (i64)threadIdx.x * PACK; at < classes; at += LANES * PACK)
        asm volatile("cp.async.cg.shared.global [%0], [%1], 16;"
                     :
                     : "r"((u32)__cvta_generic_to_shared(to + at)), "l"(from + at)
                     : "memory");
    asm volatile("cp.async.commit_group;" : : : "memory");
}
#endif

__device__ __forceinline__ Numbers loadFrom(const E* x, i64 step, i64 at)
{
    Numbers numbers;
#if PACK > 1
    numbers = *(const Numbers*)(x + at);
#else
    numbers.e[0] = x[at * step];
#endif
    return numbers;
}

__device__ __forceinline__ void store(const Row& row, i64 at, const Numbers& numbers)
{
#if PACK > 1
    *(Numbers*)(row.y + at) = numbers;
#else
    row.y[at * row.stepY] = numbers.e[0];
#endif
}

// Numbers of a row, held or read again.
struct Kept {
#if HELD
    Numbers numbers[HELD / PACK];
#endif
    __device__ __forceinline__ void load(const Row& row, const E* x)
    {
#if HELD
        forPacks(row, [&](int k, i64 at) { numbers[k] = loadFrom(x, row.stepX, at); });
#endif
    }
    // The pack, for a function that forPacks calls.
    __device__ __forceinline__ Numbers get(const Row& row, const E* x, int k, i64 at) const
    {
#if STAGED
        return *(const Numbers*)(row.staged + at);
#elif HELD
        return numbers[k];
#else
        return loadFrom(x, row.stepX, at);
#endif
    }
};

// body(class, number) → number to write, for all of the row; `x` is what was kept.
template <class Body>
__device__ __forceinline__ void forRow(const Row& row, const Kept& kept, const E* x, Body body)
{
    forPacks(row, [&](int k, i64 at) {
        const Numbers numbers = kept.get(row, x, k, at);
#pragma unroll
        for (int i = 0; i < PACK; ++i)
            body(at + i, (T)numbers.e[i]);
    });
}
template <class Body>
__device__ __forceinline__ void writeRow(const Row& row, const Kept& kept, const E* x, Body body)
{
    forPacks(row, [&](int k, i64 at) {
        Numbers numbers = kept.get(row, x, k, at);
#pragma unroll
        for (int i = 0; i < PACK; ++i)
            numbers.e[i] = body(at + i, (T)numbers.e[i]);
        store(row, at, numbers);
    });
}

struct Exponentials {
    T greatest, total; // Σ exp(x - greatest)
};
__device__ __forceinline__ Exponentials exponentialsOf(const Row& row, const Kept& kept)
{
    Exponentials e;
    e.greatest = Number<T>::least();
#if HELD || STAGED
    forRow(row, kept, row.x, [&](i64, T x) { e.greatest = greater(e.greatest, x); });
    e.greatest = greatestAcross(e.greatest);
    e.total = 0;
    forRow(row, kept, row.x, [&](i64, T x) { e.total += f_exp(x - e.greatest); });
#else // read once: the sum is brought to each new greatest number (Milakov and Gimelshein 2018)
    T total = 0;
    forPacks(row, [&](int k, i64 at) {
        const Numbers numbers = kept.get(row, row.x, k, at);
        T most = e.greatest;
#pragma unroll
        for (int i = 0; i < PACK; ++i)
            most = greater(most, (T)numbers.e[i]);
        if (most != e.greatest) {
            total = total == T(0) ? T(0) : total * f_exp(e.greatest - most);
            e.greatest = most;
        }
#pragma unroll
        for (int i = 0; i < PACK; ++i) {
            const T x = (T)numbers.e[i];
            total += x == most ? T(1) : f_exp(x - most); // also where both are infinite
        }
    });
    const T mine = e.greatest;
    e.greatest = greatestAcross(mine);
    e.total = total == T(0) ? T(0) : total * (mine == e.greatest ? T(1) : f_exp(mine - e.greatest));
#endif
    e.total = sumAcross(e.total);
    return e;
}

// Calls body(row, offsets) for the rows of these threads. All threads of a warp stay together: rows past the end are
// worked on as the last one, and nothing is written for them (isReal).
template <class Body> __device__ __forceinline__ void forRows(const Arguments& a, const E* x, const E* x2, E* y, Body body)
{
    const i64 step = itemStep() / LANES;
#if STAGED // a row a block
    const auto begin = [&](int buffer, i64 number) {
        i64 at[4];
        offsetsOf<4, i64>(a.nest, number, at);
        stage((E*)(staged + buffer * (STAGED / 2)), x + at[0], a.classes);
    };
    int buffer = 0;
    if (blockIdx.x < a.rows)
        begin(0, blockIdx.x);
#endif
    for (i64 first = (i64)blockIdx.x * (blockDim.x / LANES); first < a.rows; first += step) {
        const i64 number = first + threadIdx.x / LANES;
        const bool isReal = number < a.rows;
        i64 at[4];
        offsetsOf<4, i64>(a.nest, isReal ? number : a.rows - 1, at);
        Row row = {x + at[0],     x2 + at[0], y + at[1], a.stepX, a.stepY, isReal ? a.classes : 0,
                   (int)(threadIdx.x % LANES)};
#if STAGED
        row.staged = (const E*)(staged + buffer * (STAGED / 2));
        buffer = 1 - buffer;
        if (first + step < a.rows) {
            begin(buffer, first + step);
            asm volatile("cp.async.wait_group 1;" : : : "memory");
        } else {
            asm volatile("cp.async.wait_group 0;" : : : "memory");
        }
#endif
        body(row, at, isReal);
    }
}

extern "C" __global__ void __launch_bounds__(THREADS) softmax(const E* x, E* y, Arguments a)
{
    forRows(a, x, x, y, [](const Row& row, const i64*, bool) {
        Kept kept;
        kept.load(row, row.x);
        const Exponentials e = exponentialsOf(row, kept);
        const T factor = T(1) / e.total;
        writeRow(row, kept, row.x, [&](i64, T number) { return f_exp(number - e.greatest) * factor; });
    });
}

extern "C" __global__ void __launch_bounds__(THREADS) log_softmax(const E* x, E* y, Arguments a)
{
    forRows(a, x, x, y, [](const Row& row, const i64*, bool) {
        Kept kept;
        kept.load(row, row.x);
        const Exponentials e = exponentialsOf(row, kept);
        const T logarithm = f_log(e.total);
        writeRow(row, kept, row.x, [&](i64, T number) { return (number - e.greatest) - logarithm; });
    });
}

// (dy - Σ dy · y) · y, where x is y
extern "C" __global__ void __launch_bounds__(THREADS) softmax_gradient(const E* x, const E* dy, E* dx, Arguments a)
{
    forRows(a, x, dy, dx, [](const Row& row, const i64*, bool) {
        Kept weights, gradients;
        weights.load(row, row.x);
        gradients.load(row, row.x2);
        T sum = 0;
        forPacks(row, [&](int k, i64 at) {
            const Numbers w = weights.get(row, row.x, k, at), g = gradients.get(row, row.x2, k, at);
#pragma unroll
            for (int i = 0; i < PACK; ++i)
                sum += (T)w.e[i] * (T)g.e[i];
        });
        sum = sumAcross(sum);
        forPacks(row, [&](int k, i64 at) {
            const Numbers w = weights.get(row, row.x, k, at), g = gradients.get(row, row.x2, k, at);
            Numbers d;
#pragma unroll
            for (int i = 0; i < PACK; ++i)
                d.e[i] = ((T)g.e[i] - sum) * (T)w.e[i];
            store(row, at, d);
        });
    });
}

// -Σ target · (x - log Σ exp x), where the target is `share` at the label, plus smoothing / classes everywhere.
extern "C" __global__ void __launch_bounds__(THREADS) loss(const E* x, const i32* labels, T* losses, Arguments a)
{
    forRows(a, x, x, (E*)nullptr, [&](const Row& row, const i64* at, bool isReal) {
        Kept kept;
        kept.load(row, row.x);
        const Exponentials e = exponentialsOf(row, kept);
        const i64 label = labels[at[2]];
        T everywhere = 0;
        if (a.smoothing > 0) {
            forRow(row, kept, row.x, [&](i64, T number) { everywhere += number - e.greatest; });
            everywhere = sumAcross(everywhere);
        }
        const T atLabel = label >= 0 && label < a.classes ? (T)row.x[label * row.stepX] - e.greatest : T(0);
        const T share = label >= 0 && label < a.classes ? T(1 - a.smoothing) : T(0), smoothing = (T)a.smoothing;
        const T result = f_log(e.total) * (share + smoothing) - share * atLabel - smoothing * (everywhere / (T)a.classes);
        if (isReal && row.lane == 0)
            losses[at[3]] = label == a.ignored ? T(0) : result;
    });
}

// (softmax - target) · dLoss
extern "C" __global__ void __launch_bounds__(THREADS)
    loss_gradient(const E* x, const i32* labels, const T* dLosses, E* dx, Arguments a)
{
    forRows(a, x, x, dx, [&](const Row& row, const i64* at, bool) {
        Kept kept;
        kept.load(row, row.x);
        const Exponentials e = exponentialsOf(row, kept);
        const i64 label = labels[at[2]];
        const T weight = dLosses[at[3]];
        const T factor = T(1) / e.total, everywhere = (T)(a.smoothing / (double)a.classes);
        const T share = T(1 - a.smoothing);
        writeRow(row, kept, row.x, [&](i64 k, T number) {
            const T softmax = f_exp(number - e.greatest) * factor;
            const T difference = (softmax - everywhere) - (k == label ? share : T(0));
            return label == a.ignored ? T(0) : difference * weight;
        });
    });
}
