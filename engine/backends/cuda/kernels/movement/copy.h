#pragma once

#include "engine/backends/cuda/kernels.h"
#include "engine/backends/cuda/nest.h"

namespace weft::cuda {

// A copy from one strided box to another, planned once.
class Copy {
public:
    // The box in any order of its axes, tensors {to, from}; offsets in elements of `elementBytes`.
    Copy(Device& device, NestPlan plan, size_t elementBytes, int64_t targetOffset = 0, int64_t sourceOffset = 0);
    void run(std::byte* target, const std::byte* source);

private:
    enum class Way { nothing, asOne, elements, transposed, interleaved };

    bool interleave(const NestPlan& plan);

    Device* m_device;
    Way m_way = Way::nothing;
    Function m_function;
    Nest<2> m_nest;
    int64_t m_count = 0; // elements, or tiles
    size_t m_elementBytes;
    int64_t m_targetOffset, m_sourceOffset;
};

// Axes of `shape` with the strides of both sides.
NestPlan copyPlan(const Shape& shape, const Shape& targetStrides, const Shape& sourceStrides);

} // namespace weft::cuda
