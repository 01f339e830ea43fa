// An output a thread. A NaN is greatest of all, and of equal ones the first counts.
extern "C" __global__ void __launch_bounds__(256)
    argmax(const T* x, i32* y, i64 count, i64 size, i64 step, Nest<2> nest)
{
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        i64 at[2];
        offsetsOf<2, i64>(nest, i, at);
        const T* row = x + at[1];
        i64 best = 0;
        T record = row[0];
        for (i64 k = 1; k < size; ++k) {
            const T value = row[k * step];
            if (value > record || (value != value && record == record)) {
                best = k;
                record = value;
            }
        }
        y[at[0]] = (i32)best;
    }
}
