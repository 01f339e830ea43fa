#define WEFT_INSTRUCTION_SET baseline
#define WEFT_INSTRUCTION_SET_NAME "128-bit vectors"
#include "engine/backends/cpu/simd/vector_functions.inl"
