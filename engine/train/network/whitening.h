#pragma once

#include "engine/data/loader.h"
#include "engine/runtime/states.h"
#include "engine/train/step_program.h"

#include <functional>
#include <set>
#include <string>

namespace weft {

struct WhiteningOptions {
    uint64_t seed = 0;
    int threads = 0; // that prepare the samples beside the caller; no filter depends on it
    std::set<std::string> given = {}; // weights that have their numbers already, and keep them
    std::function<void()> checkCancelled = [] {}; // called after every few samples; may throw
};

// Filters that begin as what patches of the data are made of (Coates and Ng 2012, "Learning Feature Representations
// with K-means", section 3.1; as a fixed first layer: Jordan 2024, "94% on CIFAR-10 in 3.29 Seconds", section 3.2). Of
// the patches that the filters see in up to 5,000 samples of the training part, unaugmented, the second moments
// (means are not taken off) are taken apart into eigenvectors; filter i is the i-th largest's, divided by the root of
// its eigenvalue + 0.0005, and the second half of the filters are the first half with the other sign. Filters beyond
// twice the patch's numbers stay as they were.
void whiten(const StepProgram& step, const PreparedData& data, const std::vector<FedColumn>& columns,
            const WhiteningOptions& options, States& states);

// The eigenvalues of a symmetric matrix of size × size (row by row), largest first, and its eigenvectors of length 1, a
// row each: Jacobi's method (Golub and Van Loan, "Matrix Computations", section 8.5).
struct Eigen {
    std::vector<double> values = {};
    std::vector<double> vectors = {};
};
Eigen eigenOf(std::vector<double> matrix, size_t size);

} // namespace weft
