// Where cuBLASLt declines: tiles of 64 × 64 results, 4 × 4 a thread, 16 of the inner axis at a time. Any strides.
struct Product {
    i64 batch, rows, columns, inner;
    i64 batchA, rowA, innerA;
    i64 batchB, innerB, columnB;
    i64 batchC, rowC, columnC;
};

extern "C" __global__ void __launch_bounds__(256) multiply(const T* a, const T* b, T* c, Product p)
{
    __shared__ T tileA[16][65], tileB[16][65];
    const int tx = threadIdx.x % 16, ty = threadIdx.x / 16;
    const i64 row = (i64)blockIdx.x * 64, column = (i64)blockIdx.y * 64;
    for (i64 batch = blockIdx.z; batch < p.batch; batch += gridDim.z) {
        T sum[4][4] = {};
        for (i64 k = 0; k < p.inner; k += 16) {
            for (int e = threadIdx.x; e < 1024; e += 256) { // whichever side runs along memory is read along it
                const int ka = p.innerA == 1 ? e % 16 : e / 64, ra = p.innerA == 1 ? e / 16 : e % 64;
                tileA[ka][ra] = row + ra < p.rows && k + ka < p.inner
                    ? a[batch * p.batchA + (row + ra) * p.rowA + (k + ka) * p.innerA]
                    : T(0);
                const int kb = p.columnB == 1 ? e / 64 : e % 16, cb = p.columnB == 1 ? e % 64 : e / 16;
                tileB[kb][cb] = column + cb < p.columns && k + kb < p.inner
                    ? b[batch * p.batchB + (k + kb) * p.innerB + (column + cb) * p.columnB]
                    : T(0);
            }
            __syncthreads();
#pragma unroll
            for (int i = 0; i < 16; ++i) {
                T x[4], y[4];
                for (int r = 0; r < 4; ++r) {
                    x[r] = tileA[i][ty + 16 * r];
                    y[r] = tileB[i][tx + 16 * r];
                }
                for (int r = 0; r < 4; ++r) {
                    for (int s = 0; s < 4; ++s)
                        sum[r][s] += x[r] * y[s];
                }
            }
            __syncthreads();
        }
        for (int r = 0; r < 4; ++r) {
            for (int s = 0; s < 4; ++s) {
                if (row + ty + 16 * r < p.rows && column + tx + 16 * s < p.columns)
                    c[batch * p.batchC + (row + ty + 16 * r) * p.rowC + (column + tx + 16 * s) * p.columnC] = sum[r][s];
            }
        }
    }
}
