// What generated sums over rows end with: the rest of the kernel is written by columns.cpp. A block has ACROSS threads of
// V neighbouring columns each, × DEEP rows at once. All sums are made in one order.
__device__ __forceinline__ bool isBusy()
{
    return threadIdx.x < ACROSS * DEEP;
}

// Joins the rows of a block: of one result, V columns a thread. `shared` is [DEEP][WIDTH].
__device__ __forceinline__ void joinRows(const Sum* sum, Sum* shared)
{
    const int column = (int)(threadIdx.x % ACROSS) * V, row = threadIdx.x / ACROSS;
    __syncthreads(); // it may still be read for the result before
    if (isBusy()) {
#pragma unroll
        for (int v = 0; v < V; ++v)
            shared[row * WIDTH + column + v] = sum[v];
    }
    __syncthreads();
    for (int c = threadIdx.x; c < WIDTH; c += THREADS) {
        Sum all = shared[c];
#pragma unroll 8
        for (int k = 1; k < DEEP; ++k)
            all = together(all, shared[k * WIDTH + c]);
        shared[c] = all;
    }
    __syncthreads();
}
