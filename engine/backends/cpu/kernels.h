#pragma once

#include "engine/backends/backend.h"
#include "engine/ir/op.h"

#include <algorithm>

namespace weft {

// The kernels of every core op, a family a file. Each gives nullptr for types that it does not compute in.
std::unique_ptr<Kernel> prepareChain(const Node& node, const Program& program);
std::unique_ptr<Kernel> prepareScalar(const Node& node, const Program& program); // scalar ops and cast
std::unique_ptr<Kernel> prepareReduce(const Node& node, const Program& program); // sum and max
std::unique_ptr<Kernel> prepareArgmax(const Node& node, const Program& program);
std::unique_ptr<Kernel> prepareFill(const Node& node, const Program& program); // constant and iota
std::unique_ptr<Kernel> prepareReshape(const Node& node, const Program& program); // stop_gradient too
std::unique_ptr<Kernel> preparePermute(const Node& node, const Program& program);
std::unique_ptr<Kernel> prepareBroadcast(const Node& node, const Program& program);
std::unique_ptr<Kernel> prepareSlice(const Node& node, const Program& program);
std::unique_ptr<Kernel> preparePad(const Node& node, const Program& program);
std::unique_ptr<Kernel> prepareConcat(const Node& node, const Program& program);
std::unique_ptr<Kernel> prepareMatmul(const Node& node, const Program& program);
std::unique_ptr<Kernel> prepareConv(const Node& node, const Program& program); // and its two gradients
std::unique_ptr<Kernel> preparePool(const Node& node, const Program& program); // both, and their gradients
std::unique_ptr<Kernel> prepareGather(const Node& node, const Program& program);
std::unique_ptr<Kernel> prepareScatterAdd(const Node& node, const Program& program);
std::unique_ptr<Kernel> prepareRandom(const Node& node, const Program& program);
std::unique_ptr<Kernel> prepareLstm(const Node& node, const Program& program);
std::unique_ptr<Kernel> prepareLstmGradient(const Node& node, const Program& program);

// Fused, for f32 in the memory orders that they are fast in; nullptr for others, which are decomposed.
std::unique_ptr<Kernel> prepareSoftmax(const Node& node, const Program& program); // log_softmax, softmax_gradient
std::unique_ptr<Kernel> prepareLoss(const Node& node, const Program& program); // and its gradient
std::unique_ptr<Kernel> prepareNorm(const Node& node, const Program& program); // and its gradient
std::unique_ptr<Kernel> prepareChannelNorm(const Node& node, const Program& program); // as in batch normalisation
std::unique_ptr<Kernel> prepareRowNorm(const Node& node, const Program& program); // as in layer normalisation

void copyBytes(std::byte* to, const std::byte* from, size_t bytes); // on all cores; they do not overlap

inline const ValueInfo& operandInfo(const Node& node, const Program& program, int i)
{
    return program.values[size_t(node.in[size_t(i)])];
}

inline const ValueInfo& resultInfo(const Node& node, const Program& program, int i = 0)
{
    return program.values[size_t(node.out[size_t(i)])];
}

// A kernel whose launch is a function of (in, out, workspace).
template <class Launch> class FunctionKernel final : public Kernel {
public:
    explicit FunctionKernel(Launch launch, size_t workspaceBytes)
        : m_launch(std::move(launch))
        , m_bytes(workspaceBytes)
    {
    }
    size_t workspaceBytes() const override { return m_bytes; }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        m_launch(in, out, workspace);
    }

private:
    Launch m_launch;
    size_t m_bytes;
};

template <class Launch> std::unique_ptr<Kernel> makeKernel(Launch launch, size_t workspaceBytes = 0)
{
    return std::make_unique<FunctionKernel<Launch>>(std::move(launch), workspaceBytes);
}

// build.template operator()<T>() for the C++ type of `dtype`; nullptr where there is none.
template <class Build> std::unique_ptr<Kernel> withFloat(DType dtype, Build&& build)
{
    switch (dtype) {
    case DType::f32:
        return build.template operator()<float>();
    case DType::f64:
        return build.template operator()<double>();
    default:
        return nullptr;
    }
}

template <class Build> std::unique_ptr<Kernel> withNumber(DType dtype, Build&& build)
{
    switch (dtype) {
    case DType::i32:
        return build.template operator()<int32_t>();
    case DType::i64:
        return build.template operator()<int64_t>();
    case DType::u8:
        return build.template operator()<uint8_t>();
    default:
        return withFloat(dtype, std::forward<Build>(build));
    }
}

template <class T> T* as(std::byte* memory)
{
    return reinterpret_cast<T*>(memory);
}

// How many of `items` one task takes, when each costs about `cost` additions or elements of memory traffic: enough that
// handing the task to another core pays (some 20 µs), and at most 64 tasks. Depends on the sizes alone, so that partial
// sums are the same on any number of cores.
inline int64_t itemsPerTask(int64_t items, double cost)
{
    constexpr double least = 32768;
    const double forCores = double(items) / 64;
    const double forCost = least / std::max(cost, 1.0);
    return std::max<int64_t>(1, int64_t(std::max(forCores, forCost)));
}

inline int64_t divideUp(int64_t a, int64_t b)
{
    return (a + b - 1) / b;
}

} // namespace weft
