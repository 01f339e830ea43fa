#pragma once

#include "engine/export/cpp/place_memory.h"

namespace weft {

// Where each constant lies in the weights' file, in floats, and the file's bytes.
struct PlainWeights {
    std::map<int, int64_t> offsets = {};
    std::vector<std::byte> bytes = {};
    uint64_t mark = 0; // of these bytes: the header takes no others
};
PlainWeights plainWeights(const PlainProgram& program, const std::vector<PlainStep>& steps, const PlainMemory& memory);

struct PlainNames { // of C++, by the order of inputs and outputs
    std::vector<std::string> inputs = {}, outputs = {};
};
PlainNames plainNames(const PlainProgram& program);

// The whole header.
std::string modelText(const PlainProgram& program, const PlainMemory& memory, const std::vector<PlainStep>& steps,
                      const PlainPlaces& places, const PlainWeights& weights, const std::string& title);
// The program that checks it, and what builds both.
std::string checkText(const PlainProgram& program);
std::string cmakeText();
uint64_t markOf(std::span<const std::byte> bytes); // FNV-1a

} // namespace weft
