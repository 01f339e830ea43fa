// Four numbers a thread, elements 4·block to 4·block + 3 in row-major order. Bound by arithmetic.
__device__ __forceinline__ T unit(u32 bits)
{
    return (T)((float)(bits >> 8) * 5.9604644775390625e-8f); // 2^-24
}

__device__ __forceinline__ void pair(const T u, const T v, T& a, T& b) // Box and Muller
{
    const T radius = sqrt(T(-2) * log(T(1) - u)), angle = T(6.283185307179586) * v;
    a = radius * cos(angle);
    b = radius * sin(angle);
}

extern "C" __global__ void __launch_bounds__(256)
    draw(const u64* key, T* y, i64 count, i64 stream, i64 isNormal, i64 inOrder, Nest<1> nest)
{
    const u64 seed = key[0];
    const u32 step = (u32)key[1];
    const i64 blocks = (count + 3) / 4;
    for (i64 block = firstItem(); block < blocks; block += itemStep()) {
        u32 lanes[4] = {(u32)block, (u32)stream, step, (u32)(block >> 32)};
        philox(lanes, (u32)seed, (u32)(seed >> 32));
        T numbers[4];
        for (int k = 0; k < 4; ++k)
            numbers[k] = unit(lanes[k]);
        if (isNormal) {
            pair(numbers[0], numbers[1], numbers[0], numbers[1]);
            pair(numbers[2], numbers[3], numbers[2], numbers[3]);
        }
#pragma unroll
        for (int k = 0; k < 4; ++k) {
            const i64 item = 4 * block + k;
            if (item >= count)
                break;
            i64 at[1] = {item};
            if (!inOrder)
                offsetsOf<1, i64>(nest, item, at);
            y[at[0]] = numbers[k];
        }
    }
}
