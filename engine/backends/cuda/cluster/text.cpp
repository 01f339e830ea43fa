#include "engine/backends/cuda/cluster/text.h"

#include "engine/backends/cuda/cluster/writer.h"

namespace weft::cuda {

std::string clusterText(const Pieces& pieces, const ClusterPlan& plan)
{
    return ClusterWriter(pieces, plan).run();
}

} // namespace weft::cuda
