#define WEFT_INSTRUCTION_SET avx2
#define WEFT_INSTRUCTION_SET_NAME "AVX2"
#include "engine/backends/cpu/simd/vector_functions.inl"
