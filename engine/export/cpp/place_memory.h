#pragma once

#include "engine/export/cpp/steps.h"

namespace weft {

// Where the values of a run lie in one block of floats: first what does not follow the number of samples n, then n
// times what one sample needs. Values that are never needed at once share their places.
struct PlainPlaces {
    struct Place {
        int64_t offset = 0; // floats; perSample: times n, behind the others
        bool perSample = false;
    };
    std::map<int, Place> values = {}; // by home; constants are not among them
    std::vector<Place> scratch = {}; // of each step
    int64_t fixedFloats = 0;
    int64_t floatsPerSample = 0;
    int64_t together = 0; // samples that are best computed at once; 0: all, because they are compared with one another

    std::string text(const Place& place) const; // "memory + 64 + n * 784"
};

// Throws Error naming the node for a value that grows faster than the number of samples.
PlainPlaces placeMemory(const PlainProgram& program, const PlainMemory& memory, const std::vector<PlainStep>& steps);

} // namespace weft
