#include "engine/backends/cpu/simd/vector_functions.h"

namespace weft {

namespace avx512 {
extern const VectorFunctions functions;
}
namespace avx2 {
extern const VectorFunctions functions;
}
namespace baseline {
extern const VectorFunctions functions;
}

std::span<const VectorFunctions* const> supportedVectorFunctions()
{
    static const std::vector<const VectorFunctions*> supported = [] {
        std::vector<const VectorFunctions*> list;
#if defined(__x86_64__)
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
            && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
            list.push_back(&avx512::functions);
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
            list.push_back(&avx2::functions);
#endif
        list.push_back(&baseline::functions);
        return list;
    }();
    return supported;
}

const VectorFunctions& vectorFunctions()
{
    return *supportedVectorFunctions().front();
}

} // namespace weft
