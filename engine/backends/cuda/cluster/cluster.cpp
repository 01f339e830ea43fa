#include "engine/backends/cuda/cluster/cluster.h"

#include "engine/backends/cuda/chain/chain.h"
#include "engine/backends/cuda/cluster/text.h"

#include <algorithm>

namespace weft::cuda {

namespace {

constexpr int portableBlocks = 8; // more must be asked for
constexpr size_t mostPlaces = 480; // of a kernel's 4096 bytes of arguments
constexpr double clocksOfLaunch = 1500; // of a small kernel in a recorded step

struct Planned {
    Pieces pieces;
    ClusterPlan plan;
};

std::optional<Planned> planned(const Program& program, size_t sharedBytes, int mostBlocks)
{
    if (program.inputs.size() + program.outputs.size() + program.states.size() > mostPlaces)
        return std::nullopt;
    std::optional<Pieces> pieces = piecesOf(program);
    if (!pieces)
        return std::nullopt;
    std::optional<ClusterPlan> plan = planCluster(*pieces, sharedBytes, mostBlocks);
    const auto launches = std::ranges::count_if(program.nodes, [](const Node& node) { return !node.op->isView; });
    if (!plan || plan->clocks > double(launches) * clocksOfLaunch)
        return std::nullopt;
    return Planned {std::move(*pieces), std::move(*plan)};
}

class ClusterKernel final : public ProgramKernel {
public:
    ClusterKernel(Device& device, Function function, const ClusterPlan& plan)
        : m_device(device)
        , m_function(std::move(function))
        , m_blocks(plan.blocks)
        , m_sharedBytes(plan.sharedBytes)
    {
    }

    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::span<std::byte* const> states,
                int steps) override
    {
        m_device.makeCurrent();
        if (!m_isReady) {
            m_function.allowShared(m_sharedBytes);
            if (m_blocks > portableBlocks)
                check(m_device.driver().cuFuncSetAttribute(m_function.handle(),
                                                           CU_FUNC_ATTRIBUTE_NON_PORTABLE_CLUSTER_SIZE_ALLOWED, 1));
            m_isReady = true;
        }
        ArgumentWords arguments;
        for (const std::span<std::byte* const> places : {in, out, states}) {
            for (std::byte* const one : places)
                arguments.add(reinterpret_cast<int64_t>(one));
            if (places.empty())
                arguments.add(0);
        }
        arguments.add(steps);
        void* addresses[] = {arguments.words()};
        CUlaunchAttribute cluster = {};
        cluster.id = CU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION;
        cluster.value.clusterDim = {.x = unsigned(m_blocks), .y = 1, .z = 1};
        const CUlaunchConfig config = {.gridDimX = unsigned(m_blocks),
                                       .gridDimY = 1,
                                       .gridDimZ = 1,
                                       .blockDimX = ClusterPlan::threads,
                                       .blockDimY = 1,
                                       .blockDimZ = 1,
                                       .sharedMemBytes = unsigned(m_sharedBytes),
                                       .hStream = m_device.stream(),
                                       .attrs = &cluster,
                                       .numAttrs = 1};
        check(m_device.driver().cuLaunchKernelEx(&config, m_function.handle(), addresses, nullptr));
    }

private:
    Device& m_device;
    Function m_function;
    int m_blocks;
    size_t m_sharedBytes;
    bool m_isReady = false;
};

} // namespace

std::string clusterSource(const Program& program, size_t sharedBytes, int mostBlocks)
{
    const std::optional<Planned> found = planned(program, sharedBytes, mostBlocks);
    return found ? generatedSource("cluster", clusterText(found->pieces, found->plan)).text : "";
}

std::unique_ptr<ProgramKernel> prepareCluster(const Program& program, Device& device)
{
    if (device.sm() < 90)
        return nullptr;
    // Sixteen blocks are more than every device must take; whole ones with as much memory for each block do.
    const bool isLarge = device.sharedBytes() >= (size_t(200) << 10) && device.multiprocessors() >= 100;
    const int mostBlocks = isLarge ? 16 : portableBlocks;
    const std::optional<Planned> found = planned(program, device.sharedBytes(), mostBlocks);
    if (!found)
        return nullptr;
    Function function = device.function(generatedSource("cluster", clusterText(found->pieces, found->plan)), "steps");
    return std::make_unique<ClusterKernel>(device, std::move(function), found->plan);
}

} // namespace weft::cuda
