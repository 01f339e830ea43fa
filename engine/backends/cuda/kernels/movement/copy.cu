// Copies between strided boxes; offset 0 of the nest is where an element goes, offset 1 where it comes from. Bound by
// memory. T is as wide as an element, whatever its type.
extern "C" __global__ void __launch_bounds__(256) copy(T* to, const T* from, i64 count, Nest<2> nest)
{
    for (INDEX i = (INDEX)firstItem(); i < (INDEX)count; i += (INDEX)itemStep()) {
        INDEX at[2];
        offsetsOf<2, INDEX>(nest, i, at);
        to[at[0]] = from[at[1]];
    }
}

// A transposition: both sides are walked along their own memory, by way of a tile in shared memory. Axis rank-1 runs
// along the target, axis rank-2 along the source; a block has 32 × 8 threads and 32 × 32 elements.
extern "C" __global__ void __launch_bounds__(256) transpose(T* to, const T* from, i64 tiles, Nest<2> nest)
{
    __shared__ T tile[32][33];
    const int columnAxis = (int)nest.rank - 1, rowAxis = (int)nest.rank - 2;
    const INDEX columns = (INDEX)nest.size[columnAxis], rows = (INDEX)nest.size[rowAxis];
    const INDEX across = (columns + 31) / 32, down = (rows + 31) / 32;
    for (INDEX item = (INDEX)blockIdx.x; item < (INDEX)tiles; item += (INDEX)gridDim.x) {
        INDEX rest = item / across, target = 0, source = 0;
        const INDEX column = (item - rest * across) * 32;
        const INDEX next = rest / down, row = (rest - next * down) * 32;
        rest = next;
        for (int axis = rowAxis - 1; axis >= 0; --axis) {
            const INDEX size = (INDEX)nest.size[axis], outer = rest / size, at = rest - outer * size;
            rest = outer;
            target += at * (INDEX)nest.stride[0][axis];
            source += at * (INDEX)nest.stride[1][axis];
        }
        for (int k = threadIdx.y; k < 32; k += 8) {
            if (column + k < columns && row + threadIdx.x < rows)
                tile[k][threadIdx.x] = from[source + (column + k) * (INDEX)nest.stride[1][columnAxis]
                                            + (row + threadIdx.x) * (INDEX)nest.stride[1][rowAxis]];
        }
        __syncthreads();
        for (int k = threadIdx.y; k < 32; k += 8) {
            if (row + k < rows && column + threadIdx.x < columns)
                to[target + (row + k) * (INDEX)nest.stride[0][rowAxis]
                   + (column + threadIdx.x) * (INDEX)nest.stride[0][columnAxis]] = tile[threadIdx.x][k];
        }
        __syncthreads();
    }
}
