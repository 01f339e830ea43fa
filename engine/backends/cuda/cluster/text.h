#pragma once

#include "engine/backends/cuda/cluster/plan.h"

#include <string>

namespace weft::cuda {

// The plan as CUDA C++: a kernel "steps" of one cluster, whose argument is a struct of 8-byte fields: the inputs'
// places, the outputs', the states', the number of steps. Step k reads and writes k slots behind those places.
std::string clusterText(const Pieces& pieces, const ClusterPlan& plan);

} // namespace weft::cuda
