#pragma once

#include "engine/ir/program.h"

#include <functional>
#include <string>
#include <vector>

namespace weft {

// One size of a tensor, or so many of them for each sample of the batch.
struct Extent {
    int64_t size = 0;
    bool perSample = false;
    bool operator==(const Extent&) const = default;
};
using Extents = std::vector<Extent>;

int64_t elementsPerSample(const Extents& extents); // the product of the sizes
bool followsBatch(const Extents& extents);

// A program for any number of samples. It was made twice, for two numbers that are primes and the size of nothing else:
// what differs between the two follows the batch.
struct BatchProgram {
    static constexpr int64_t batch = 1009;
    static constexpr int64_t twinBatch = 2003;
    Program program = {}; // for `batch` samples
    Program twin = {}; // for `twinBatch` samples; node for node and value for value the same

    Extents extents(int value) const;
    // Of a shape in the attributes of a node: `at` finds it in the attributes.
    Extents extents(int node, const std::function<const Shape&(const Attrs&)>& at) const;
};

// Both programs as `make` gives them for their batch. Throws Error naming the graph node if they differ in more than
// the batch: a layer then does something else for other numbers of samples.
BatchProgram makeBatchProgram(const std::function<Program(int64_t batch)>& make);

} // namespace weft
