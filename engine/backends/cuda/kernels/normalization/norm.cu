// Normalisation over any axes, and its gradient. "Outputs" are the sets of elements that share mean and variance. A
// block is either TX threads along an output's elements × 256 / TX outputs (ROWS: neighbours in memory share an
// output), or 32 outputs × 8 threads along their elements. Where few outputs have many elements each, an output is
// divided into parts, whose sums lie in `partial` until the second launch joins them. All sums are made in one order.
typedef Number<T>::Sum Sum; // X is how x, y, dy and dx are kept

struct Arguments {
    i64 outputs, elements, parts, each; // elements of an output; of a part
    double epsilon;
    Nest<6> kept, reduced; // x, y (or dx, dy) …, scale, bias, mean, inverse
};

// Offsets along a nest whose rank is known; the outermost axis needs no division.
template <int RANK, int COUNT>
__device__ __forceinline__ void walk(const Nest<6>& nest, INDEX item, const INDEX* from, INDEX* to)
{
#pragma unroll
    for (int k = 0; k < COUNT; ++k)
        to[k] = from[k];
#pragma unroll
    for (int axis = RANK - 1; axis >= 0; --axis) {
        const INDEX next = axis == 0 ? 0 : item / (INDEX)nest.size[axis];
        const INDEX at = item - next * (INDEX)nest.size[axis];
        item = next;
#pragma unroll
        for (int k = 0; k < COUNT; ++k)
            to[k] += at * (INDEX)nest.stride[k][axis];
    }
}

struct Place { // of a thread
    INDEX output, first, end; // its elements: first, first + STEP, …
    bool isReal, leads;
    INDEX at[6]; // of the output's first element
};

#if ROWS
#define STEP TX
#define SHARING TX // threads of an output
#else
#define STEP 8
#define SHARING 8
#endif

__device__ __forceinline__ int sharer()
{
    return ROWS ? threadIdx.x : threadIdx.y;
}

__device__ __forceinline__ Place placeOf(const Arguments& a)
{
    Place p;
    const i64 output = ROWS ? (i64)blockIdx.x * blockDim.y + threadIdx.y : (i64)blockIdx.x * 32 + threadIdx.x;
    p.isReal = output < a.outputs;
    p.output = (INDEX)(p.isReal ? output : a.outputs - 1);
    p.leads = p.isReal && sharer() == 0;
    const i64 begin = blockIdx.y * a.each, end = begin + a.each < a.elements ? begin + a.each : a.elements;
    p.first = (INDEX)begin + sharer();
    p.end = (INDEX)(p.isReal ? end : 0);
    const INDEX zero[6] = {0, 0, 0, 0, 0, 0};
    walk<KEPT_RANK, 6>(a.kept, p.output, zero, p.at);
    return p;
}

// Two sums over the threads of an output; all of them have the results.
__device__ __forceinline__ void sumTogether(Sum& s, Sum& q)
{
#if ROWS
#pragma unroll
    for (int step = (TX < 32 ? TX : 32) / 2; step > 0; step /= 2) {
        s += __shfl_xor_sync(0xffffffffu, s, step);
        q += __shfl_xor_sync(0xffffffffu, q, step);
    }
#if TX > 32
    __shared__ Sum shared[2][TX / 32];
    if (threadIdx.x % 32 == 0) {
        shared[0][threadIdx.x / 32] = s;
        shared[1][threadIdx.x / 32] = q;
    }
    __syncthreads();
    s = shared[0][0];
    q = shared[1][0];
    for (int warp = 1; warp < TX / 32; ++warp) {
        s += shared[0][warp];
        q += shared[1][warp];
    }
#endif
#else
    __shared__ Sum shared[2][8][33];
    shared[0][threadIdx.y][threadIdx.x] = s;
    shared[1][threadIdx.y][threadIdx.x] = q;
    __syncthreads();
    s = shared[0][0][threadIdx.x];
    q = shared[1][0][threadIdx.x];
    for (int j = 1; j < 8; ++j) {
        s += shared[0][j][threadIdx.x];
        q += shared[1][j][threadIdx.x];
    }
#endif
}

// Adds up what term(element) gives for the thread's elements, and joins the sums of all threads. Sixteen at a time are
// added up in T: rounding does not grow with the number of elements, and few conversions are made.
template <class Term> __device__ __forceinline__ void sumUp(const Place& p, Term term, Sum& s, Sum& q)
{
    s = 0;
    q = 0;
    INDEX r = p.first;
    while (r < p.end) {
        T someS = 0, someQ = 0;
#pragma unroll 4
        for (int k = 0; k < 16 && r < p.end; ++k, r += STEP)
            term(r, someS, someQ);
        s += (Sum)someS;
        q += (Sum)someQ;
    }
    sumTogether(s, q);
}

// Partial sums lie as [part][output][2]; behind them what the forward pass has subtracted, [output].
__device__ __forceinline__ Sum* partialOf(Sum* partial, const Arguments& a, i64 part, i64 output)
{
    return partial + (part * a.outputs + output) * 2;
}

__device__ __forceinline__ void joinParts(const Place& p, const Arguments& a, Sum* partial, Sum& s, Sum& q)
{
    s = 0;
    q = 0;
    for (i64 part = sharer(); part < a.parts; part += SHARING) {
        const Sum* pair = partialOf(partial, a, part, p.output);
        s += pair[0];
        q += pair[1];
    }
    sumTogether(s, q);
}

// Moments around the output's first element, so that no large numbers cancel.
__device__ __forceinline__ void momentsOf(const Place& p, const Arguments& a, const X* x, T shift, Sum& s, Sum& q)
{
    sumUp(
        p,
        [&](INDEX r, T& someS, T& someQ) {
            INDEX at[1];
            walk<REDUCED_RANK, 1>(a.reduced, r, p.at, at);
            const T d = (T)x[at[0]] - shift;
            someS += d;
            someQ += d * d;
        },
        s, q);
}

extern "C" __global__ void __launch_bounds__(256) moments(const X* x, Sum* partial, const Arguments a)
{
    const Place p = placeOf(a);
    const T shift = (T)x[p.at[0]];
    Sum s, q;
    momentsOf(p, a, x, shift, s, q);
    if (!p.leads)
        return;
    Sum* pair = partialOf(partial, a, blockIdx.y, p.output);
    pair[0] = s;
    pair[1] = q;
    if (blockIdx.y == 0)
        partialOf(partial, a, a.parts, 0)[p.output] = (Sum)shift;
}

// y = (x - mean) · inverse · scale + bias
extern "C" __global__ void __launch_bounds__(256)
    normalise(const X* x, const T* scale, const T* bias, X* y, T* mean, T* inverse, Sum* partial, const Arguments a)
{
    const Place p = placeOf(a);
    Sum s, q;
    T shift;
    if (a.parts == 1) {
        shift = (T)x[p.at[0]];
        momentsOf(p, a, x, shift, s, q);
    } else {
        shift = (T)partialOf(partial, a, a.parts, 0)[p.output];
        joinParts(p, a, partial, s, q);
    }
    s /= (Sum)a.elements;
    q = q / (Sum)a.elements - s * s;
    const T centre = (T)((Sum)shift + s);
    const T factor = (T)(Sum(1) / sqrt((q > 0 || q != q ? q : Sum(0)) + a.epsilon));
    if (p.leads && blockIdx.y == 0) {
        mean[p.at[4]] = centre;
        inverse[p.at[5]] = factor;
    }
#pragma unroll 4
    for (INDEX r = p.first; r < p.end; r += STEP) {
        INDEX at[4];
        walk<REDUCED_RANK, 4>(a.reduced, r, p.at, at);
        y[at[1]] = ((T)x[at[0]] - centre) * factor * scale[at[2]] + bias[at[3]];
    }
}

// Sums of dy and dy · normal, where normal = (x - mean) · inverse; with WITH_SCALE of dy · scale instead of dy.
__device__ __forceinline__ void productsOf(const Place& p, const Arguments& a, const X* x, const T* scale, const X* dy,
                                           T centre, T factor, Sum& s, Sum& q)
{
    sumUp(
        p,
        [&](INDEX r, T& someS, T& someQ) {
            INDEX at[4];
            walk<REDUCED_RANK, 4>(a.reduced, r, p.at, at);
#if WITH_SCALE
            const T d = (T)dy[at[2]] * scale[at[3]];
#else
            const T d = (T)dy[at[2]];
#endif
            someS += d;
            someQ += d * (((T)x[at[0]] - centre) * factor);
        },
        s, q);
}

// In gradients the nests' tensors are x, dx, dy, scale, mean, inverse.
extern "C" __global__ void __launch_bounds__(256) products(const X* x, const T* scale, const T* mean, const T* inverse,
                                                           const X* dy, Sum* partial, const Arguments a)
{
    const Place p = placeOf(a);
    Sum s, q;
    productsOf(p, a, x, scale, dy, mean[p.at[4]], inverse[p.at[5]], s, q);
    if (!p.leads)
        return;
    Sum* pair = partialOf(partial, a, blockIdx.y, p.output);
    pair[0] = s;
    pair[1] = q;
}

// dx = inverse · (dy · scale - mean of that - normal · mean of that times normal). Where each output has one scale of
// its own (WITH_SCALE is 0), the sums are the gradients of scale and bias; dScale and dBias lie as scale does.
extern "C" __global__ void __launch_bounds__(256)
    gradient(const X* x, const T* scale, const T* mean, const T* inverse, const X* dy, X* dx, T* dScale, T* dBias,
             Sum* partial, const Arguments a)
{
    const Place p = placeOf(a);
    const T centre = mean[p.at[4]], factor = inverse[p.at[5]];
    Sum s, q;
    if (a.parts == 1)
        productsOf(p, a, x, scale, dy, centre, factor, s, q);
    else
        joinParts(p, a, partial, s, q);
#if WITH_SCALE
    const T meanS = (T)(s / (Sum)a.elements), meanQ = (T)(q / (Sum)a.elements);
#else
    const T own = scale[p.at[3]];
    const T meanS = (T)(s / (Sum)a.elements) * own, meanQ = (T)(q / (Sum)a.elements) * own;
    if (p.leads && blockIdx.y == 0) {
        dScale[p.at[3]] = (T)q;
        dBias[p.at[3]] = (T)s;
    }
#endif
#pragma unroll 4
    for (INDEX r = p.first; r < p.end; r += STEP) {
        INDEX at[4];
        walk<REDUCED_RANK, 4>(a.reduced, r, p.at, at);
        const T normal = ((T)x[at[0]] - centre) * factor;
#if WITH_SCALE
        const T d = (T)dy[at[2]] * scale[at[3]];
#else
        const T d = (T)dy[at[2]] * own;
#endif
        dx[at[1]] = factor * ((d - meanS) - normal * meanQ);
    }
}
