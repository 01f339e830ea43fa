#include "engine/backends/cpu/onednn/lstm_gates.h"

#include <cstddef>

// The same loops for each kind of processor; the best that runs here is chosen once.
namespace weft::onednn {

namespace {

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define WEFT_KINDS

#pragma GCC push_options
#pragma GCC optimize("O3")

#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,fma")
namespace avx512 {
#define WEFT_LANES 16
#include "engine/backends/cpu/onednn/lstm_gates.inl"
#undef WEFT_LANES
} // namespace avx512
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("avx2,fma")
namespace avx2 {
#define WEFT_LANES 8
#include "engine/backends/cpu/onednn/lstm_gates.inl"
#undef WEFT_LANES
} // namespace avx2
#pragma GCC pop_options
#endif

namespace any {
#define WEFT_LANES 4
#include "engine/backends/cpu/onednn/lstm_gates.inl"
#undef WEFT_LANES
} // namespace any
#ifdef WEFT_KINDS
#pragma GCC pop_options
#endif

struct Loops {
    void (*forward)(int64_t units, const LstmForwardRow& row) = any::forward;
    void (*backward)(int64_t units, const LstmBackwardRow& row) = any::backward;
};

const Loops& loops()
{
    static const Loops best = [] {
#ifdef WEFT_KINDS
        if (__builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
            && __builtin_cpu_supports("avx512vl"))
            return Loops {avx512::forward, avx512::backward};
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
            return Loops {avx2::forward, avx2::backward};
#endif
        return Loops {};
    }();
    return best;
}

} // namespace

void forwardGates(int64_t units, const LstmForwardRow& row)
{
    loops().forward(units, row);
}

void backwardGates(int64_t units, const LstmBackwardRow& row)
{
    loops().backward(units, row);
}

} // namespace weft::onednn
