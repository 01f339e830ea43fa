#define WEFT_INSTRUCTION_SET avx512
#define WEFT_INSTRUCTION_SET_NAME "AVX-512"
#include "engine/backends/cpu/simd/vector_functions.inl"
