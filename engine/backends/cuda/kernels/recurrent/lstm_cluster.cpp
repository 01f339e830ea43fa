#include "engine/backends/cuda/kernels.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <limits>

namespace weft::cuda {

namespace {

struct Geometry { // as in lstm_cluster.cu
    int64_t units = 0;
    int64_t cluster = 0; // blocks; 0: the weights do not fit
    int64_t samples = 0; // of a cluster

    int64_t own() const { return units / cluster; }
    Grid grid(int64_t all, bool isGradient) const
    {
        return {.blocks = divideUp(all, samples) * cluster,
                .threads = int(8 * own()),
                .sharedBytes = isGradient ? sharedBackward() : 0,
                .cluster = int(cluster)};
    }
    size_t sharedBackward() const
    {
        return size_t(4 * samples * units) * sizeof(float) + size_t(divideUp(samples, 8) * 8 * (4 * own() + 8)) * 2;
    }
};

constexpr int64_t mostUnits = 512; // whose weights fit into the registers of sixteen blocks
constexpr int64_t mostOwn = 48; // more would leave a thread too few registers
constexpr int64_t mostSamples = 16;

// In as few rounds of clusters as can be; the fewer samples a cluster has, the less its blocks must tell each other.
Geometry geometryFor(int64_t units, int64_t samples, int multiprocessors)
{
    Geometry best;
    double least = std::numeric_limits<double>::infinity();
    for (const int64_t cluster : {16, 8, 4, 2, 1}) {
        if (units > mostUnits || units % 32 != 0 || units % (16 * cluster) != 0 || units / cluster > mostOwn)
            continue;
        // A cluster lies within a group of multiprocessors, so that some are left over.
        const int64_t atOnce = std::max<int64_t>(1, int64_t(multiprocessors) * 9 / 10 / cluster);
        const int64_t rounds = divideUp(samples, mostSamples * atOnce);
        const int64_t each = divideUp(divideUp(samples, rounds * atOnce), 2) * 2;
        const double time =
            double(rounds) * (8 + double(each)); // a step of twice as many samples takes 1.6 times as long
        if (time < least) {
            least = time;
            best = {.units = units, .cluster = cluster, .samples = each};
        }
    }
    return best;
}

} // namespace

std::unique_ptr<Kernel> prepareClusterLstm(const Node& node, const Program& program, Device& device)
{
    const bool isGradient = node.op == &lstmGradientOp;
    const ValueInfo& gates = operandInfo(node, program, isGradient ? 3 : 0);
    constexpr int64_t mostElements = std::numeric_limits<int32_t>::max();
    if (program.products == Products::exact || device.sm() < 90 || gates.dtype != DType::f32
        || !isRowMajor(node, program) || gates.shape.elements() == 0 || gates.shape.elements() > mostElements)
        return nullptr;
    const int64_t samples = gates.shape[0], length = gates.shape[1];
    const Geometry geometry = geometryFor(gates.shape[2] / 4, samples, device.multiprocessors());
    if (geometry.cluster == 0)
        return nullptr;
    const KernelSource source =
        kernelSource("lstm_cluster",
                     "#define UNITS " + std::to_string(geometry.units) + "\n#define CLUSTER "
                         + std::to_string(geometry.cluster) + "\n#define SAMPLES " + std::to_string(geometry.samples)
                         + "\n#define TENSOR_TYPE \"f16\"\n" + std::string(kernelText("tensor_cores"))
                         + std::string(kernelText("lstm_cluster_parts")));
    Function function = device.function(source, isGradient ? "backward" : "forward");
    const Grid grid = geometry.grid(samples, isGradient);
    if (function.clustersAtOnce(grid) == 0) // a part of a GPU may be too small
        return nullptr;
    return makeKernel([=, n = int(samples), steps = int(length)](auto in, auto out, std::byte*) mutable {
        if (isGradient)
            function.launch(grid, in[0], in[1], in[2], in[3], in[4], in[5], out[0], out[1], out[2], n, steps);
        else
            function.launch(grid, in[0], in[1], in[2], in[3], out[0], out[1], out[2], n, steps);
    });
}

} // namespace weft::cuda
