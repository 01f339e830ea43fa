// Two matrices of as many rows, each into its transpose, by tiles of 32 × 32 in shared memory. Bound by memory.
struct Pair {
    const float* from[2];
    float* to[2];
    i64 rows, columns[2];
};

extern "C" __global__ void __launch_bounds__(256) transpose(const Pair a)
{
    __shared__ float tile[32][33];
    const int which = blockIdx.z;
    const i64 columns = a.columns[which], column = (i64)blockIdx.x * 32, row = (i64)blockIdx.y * 32;
    if (column >= columns)
        return;
    const float* const from = a.from[which];
    float* const to = a.to[which];
#pragma unroll
    for (int k = 0; k < 32; k += 8) {
        const i64 r = row + threadIdx.y + k, c = column + threadIdx.x;
        if (r < a.rows && c < columns)
            tile[threadIdx.y + k][threadIdx.x] = from[r * columns + c];
    }
    __syncthreads();
#pragma unroll
    for (int k = 0; k < 32; k += 8) {
        const i64 r = row + threadIdx.x, c = column + threadIdx.y + k;
        if (r < a.rows && c < columns)
            to[c * a.rows + r] = tile[threadIdx.x][threadIdx.y + k];
    }
}
