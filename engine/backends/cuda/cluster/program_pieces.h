#pragma once

#include "engine/backends/cuda/cluster/axes.h"

namespace weft::cuda {

// What a cluster computes, a piece at a time.
struct Piece {
    enum Kind : uint8_t {
        elementwise, // how
        reduction, // how; one result
        product, // matrices
        loss, // softmax cross-entropy
        lossGradient,
        softmax,
        argmax, // along the last axis
        concat, // of single numbers
    } kind = elementwise;
    FusedAttrs how = {};
    MatmulAttrs factors = {};
    LossAttrs labels = {};
    std::vector<int> in = {}; // values as the program has them; views too
    std::vector<int> out = {};
};

// The program as pieces. Views are the value that they are views of.
struct Pieces {
    const Program* program = nullptr;
    std::vector<Piece> pieces = {};
    std::vector<int> root = {}; // of each value
    std::vector<Axes> axes = {}; // of each value
    AxisClasses classes {0};
    int rootOf(int value) const { return root[size_t(value)]; }
    const ValueInfo& info(int value) const { return program->values[size_t(value)]; }
};

// Nothing: there is something in it that no piece computes.
std::optional<Pieces> piecesOf(const Program& program);

} // namespace weft::cuda
