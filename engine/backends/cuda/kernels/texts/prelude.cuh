// In front of every kernel's source. NVRTC has no standard headers.
typedef unsigned char u8;
typedef int i32;
typedef unsigned int u32;
typedef long long i64;
typedef unsigned long long u64;

// The upper half of a float; only kept in memory, where rounding is to the nearest.
struct bf16 {
    unsigned short bits;
    bf16() = default;
    __device__ bf16(float x)
    {
        asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(bits) : "f"(x));
    }
    __device__ operator float() const
    {
        return __uint_as_float((u32)bits << 16);
    }
};

struct f16 { // likewise, IEEE 754's
    unsigned short bits;
    f16() = default;
    __device__ f16(float x)
    {
        asm("cvt.rn.f16.f32 %0, %1;" : "=h"(bits) : "f"(x));
    }
    __device__ operator float() const
    {
        float x;
        asm("cvt.f32.f16 %0, %1;" : "=f"(x) : "h"(bits));
        return x;
    }
};

#define WEFT_INFINITY __int_as_float(0x7f800000)

// Type traits that kernels need.
template <class T> struct Number;
template <> struct Number<float> {
    typedef double Sum; // of many: rounding must not grow with their number
    static __device__ float least() { return -WEFT_INFINITY; }
};
template <> struct Number<double> {
    typedef double Sum;
    static __device__ double least() { return -(double)WEFT_INFINITY; }
};
template <> struct Number<i32> {
    typedef i64 Sum;
    static __device__ i32 least() { return -2147483647 - 1; }
};
template <> struct Number<i64> {
    typedef i64 Sum;
    static __device__ i64 least() { return -9223372036854775807ll - 1; }
};
template <> struct Number<u8> {
    typedef i64 Sum;
    static __device__ u8 least() { return 0; }
};

// The greater; NaN if one is.
template <class T> __device__ __forceinline__ T greater(T a, T b)
{
    return a > b || a != a ? a : b;
}
template <class T> __device__ __forceinline__ T lesser(T a, T b)
{
    return a < b || a != a ? a : b;
}

// Where a grid-stride loop begins, and its step.
__device__ __forceinline__ i64 firstItem()
{
    return (i64)blockIdx.x * blockDim.x + threadIdx.x;
}
__device__ __forceinline__ i64 itemStep()
{
    return (i64)gridDim.x * blockDim.x;
}

// A box of elements and how far N tensors move with each axis; outermost first. Mirrors Nest in nest.h.
template <int N> struct Nest {
    i64 rank;
    i64 size[8];
    i64 stride[N][8];
};
template <int N, class Index>
__device__ __forceinline__ void offsetsOf(const Nest<N>& nest, Index item, Index* offsets)
{
    for (int k = 0; k < N; ++k)
        offsets[k] = 0;
    for (int axis = (int)nest.rank - 1; axis > 0; --axis) {
        const Index size = (Index)nest.size[axis];
        const Index next = item / size;
        const Index at = item - next * size;
        item = next;
        for (int k = 0; k < N; ++k)
            offsets[k] += at * (Index)nest.stride[k][axis];
    }
    for (int k = 0; nest.rank > 0 && k < N; ++k) // the outermost one needs no division, which takes long
        offsets[k] += item * (Index)nest.stride[k][0];
}
