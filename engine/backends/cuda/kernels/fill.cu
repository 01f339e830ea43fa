// Writing only, so bound by memory.
extern "C" __global__ void constant(T* y, double value)
{
    *y = (T)value;
}

// Numbers along one axis: offset 0 of the nest is where an element lies, offset 1 which number it is.
extern "C" __global__ void iota(T* y, i64 count, Nest<2> nest)
{
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        i64 at[2];
        offsetsOf<2, i64>(nest, i, at);
        y[at[0]] = (T)at[1];
    }
}
