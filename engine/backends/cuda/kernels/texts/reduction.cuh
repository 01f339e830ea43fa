// What generated reductions end with. A block is TX threads along what is reduced × TY outputs (rows), or 32 outputs
// × 8 threads along what is reduced (columns). All sums are made in a fixed order.
template <class Sum> __device__ __forceinline__ Sum together(Sum a, Sum b)
{
#if WEFT_IS_SUM
    return a + b;
#else
    return greater(a, b);
#endif
}

// Over the TX threads of a row; the first has the result. `shared` holds one for each warp of the block.
template <class Sum> __device__ __forceinline__ Sum acrossRow(Sum value, Sum* shared)
{
#pragma unroll
    for (int step = (TX < 32 ? TX : 32) / 2; step > 0; step /= 2)
        value = together(value, __shfl_down_sync(0xffffffffu, value, step, TX < 32 ? TX : 32));
#if TX > 32
    const int warp = threadIdx.x / 32;
    __syncthreads(); // shared may still be read for the result before
    if (threadIdx.x % 32 == 0)
        shared[warp] = value;
    __syncthreads();
    if (threadIdx.x == 0) {
        for (int k = 1; k < TX / 32; ++k)
            value = together(value, shared[k]);
    }
#endif
    return value;
}
