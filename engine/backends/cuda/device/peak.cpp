#include "engine/backends/cuda/device/peak.h"

#include <algorithm>
#include <iterator>

namespace weft::cuda {

namespace {

// What a multiprocessor does in one clock, a multiplication with an addition counted as two. CUDA C++ Programming
// Guide, section "Arithmetic Instructions", and NVIDIA's white papers of the architectures, dense, with sums in f32.
struct Throughput {
    int sm;
    int f32, tf32, bf16, f16;
};

constexpr Throughput throughputs[] = {
    {75, 128, 0, 0, 1024},       {80, 128, 1024, 2048, 2048},  {86, 256, 256, 512, 512},    {89, 256, 512, 1024, 1024},
    {90, 256, 2048, 4096, 4096}, {100, 256, 4096, 8192, 8192}, {120, 256, 512, 1024, 1024},
};

} // namespace

Peak peakOf(const Device& device, Products products)
{
    const double clocks = 1e3 * device.attribute(CU_DEVICE_ATTRIBUTE_CLOCK_RATE) * device.multiprocessors();
    Peak peak = {.bytes = 2e3 * device.attribute(CU_DEVICE_ATTRIBUTE_MEMORY_CLOCK_RATE)
                     * device.attribute(CU_DEVICE_ATTRIBUTE_GLOBAL_MEMORY_BUS_WIDTH) / 8};
    const auto known = std::ranges::find(throughputs, device.sm(), &Throughput::sm);
    if (known == std::end(throughputs))
        return peak;
    peak.flops = clocks * known->f32;
    peak.tensorFlops = clocks
        * (products == Products::bf16       ? known->bf16
               : products == Products::f16  ? known->f16
               : products == Products::tf32 ? known->tf32
                                            : 0);
    return peak;
}

} // namespace weft::cuda
