#pragma once

#include "engine/backends/cuda/kernels.h"

#include <vector>

namespace weft::cuda {

// A chain, whoever made it: the op itself, a single scalar function, a cast, a sum.
struct ChainNode {
    FusedAttrs how;
    std::vector<ValueInfo> in, out;
};

// One pass over memory, an element (or a pack of 16 bytes) a thread: bound by memory.
std::unique_ptr<Kernel> makeElementwise(const ChainNode& chain, Device& device);
// One pass and, where few outputs have many elements each, a second one over partial sums. The order of additions
// follows from the sizes alone, so sums are the same in every run.
std::unique_ptr<Kernel> makeReduction(const ChainNode& chain, Device& device);

// The axes of a tensor, outermost first in memory.
std::vector<int> memoryOrder(const ValueInfo& info);

// Pointers and sizes as the generated kernels take them: one struct of 8-byte fields.
class ArgumentWords {
public:
    void add(int64_t value) { m_words.push_back(value); }
    int64_t* words() { return m_words.data(); }
    void setPointer(size_t at, const std::byte* pointer) { m_words[at] = reinterpret_cast<int64_t>(pointer); }

private:
    std::vector<int64_t> m_words;
};

} // namespace weft::cuda
