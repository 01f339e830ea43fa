#include "engine/export/cpp/model_text.h"

#include <algorithm>
#include <cstring>

namespace weft {

namespace {

constexpr char magic[] = "WEFTCPP1";

void append(std::vector<std::byte>& to, const void* bytes, size_t count)
{
    const auto* const from = static_cast<const std::byte*>(bytes);
    to.insert(to.end(), from, from + count);
}

} // namespace

// Fowler, Noll and Vo's hash, version 1a, of 64 bits.
uint64_t markOf(std::span<const std::byte> bytes)
{
    uint64_t mark = 14695981039346656037U;
    for (const std::byte byte : bytes)
        mark = (mark ^ uint64_t(byte)) * 1099511628211U;
    return mark;
}

PlainWeights plainWeights(const PlainProgram& program, const std::vector<PlainStep>& steps, const PlainMemory& memory)
{
    std::vector<int> read;
    for (const PlainStep& step : steps)
        read.insert(read.end(), step.reads.begin(), step.reads.end());
    for (const ModelOutput& output : program.outputs)
        read.push_back(memory.home(output.value));
    PlainWeights weights;
    std::vector<std::byte> numbers;
    for (const auto& [value, tensor] : program.constants) {
        if (std::ranges::find(read, value) == read.end())
            continue;
        weights.offsets[value] = int64_t(numbers.size() / 4);
        append(numbers, tensor.bytes.data(), tensor.bytes.size());
        numbers.resize((numbers.size() + 63) / 64 * 64);
    }
    weights.mark = markOf(numbers);
    const uint64_t size = numbers.size();
    append(weights.bytes, magic, 8);
    append(weights.bytes, &weights.mark, 8);
    append(weights.bytes, &size, 8);
    append(weights.bytes, numbers.data(), numbers.size());
    return weights;
}

} // namespace weft
