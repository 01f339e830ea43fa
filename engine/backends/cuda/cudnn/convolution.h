#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cuda/cudnn/plan.h"

namespace weft::cuda {

// A convolution or one of its gradients as cuDNN sees it: four axes at least, so that a line becomes a flat picture.
struct Convolution {
    enum Kind : uint8_t { forward, inputGradient, filterGradient } kind = forward;
    struct Tensor {
        std::vector<int64_t> sizes, strides;
    };
    Tensor x, filter, y;
    std::vector<int64_t> stride, dilation, padLow, padHigh;
    DType dtype = DType::f32;
    Numerics numerics = {};

    std::string text() const; // tells it from all others: the key under which a choice of plan is kept
};

Convolution readConvolution(const Node& node, const Program& program);

// The uids of its tensors in the order x, filter, y.
inline constexpr int64_t convolutionUids[] = {1, 2, 3};

std::shared_ptr<const OperationGraph> describe(Device& device, const Convolution& convolution); // throws NotSupported
// Operands and results as the node's.
std::unique_ptr<Kernel> convKernel(std::shared_ptr<const Plan> plan, Convolution::Kind kind);

} // namespace weft::cuda
