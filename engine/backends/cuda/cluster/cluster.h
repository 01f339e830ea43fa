#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cuda/device/device.h"

namespace weft::cuda {

// A program that is small enough, as one kernel: up to sixteen blocks that share their memories (a cluster, compute
// capability 9.0 and up) keep weights and the optimizer's memory there from step to step, and wait for each other where
// they would be launched one after the other. nullptr: the program is too large, or has what no such kernel computes.
std::unique_ptr<ProgramKernel> prepareCluster(const Program& program, Device& device);

// The source alone, for tests; "": as above.
std::string clusterSource(const Program& program, size_t sharedBytes, int mostBlocks);

} // namespace weft::cuda
