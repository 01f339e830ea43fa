// A number as tensor cores take it, rounded to the nearest of 11 significant bits, ties away from zero.
__device__ __forceinline__ u32 tf32(float x)
{
    u32 bits;
    asm("cvt.rna.tf32.f32 %0, %1;" : "=r"(bits) : "f"(x));
    return bits;
}
