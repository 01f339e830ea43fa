#pragma once

#include "engine/export/cpp/plain_program.h"
#include "engine/export/cpp/size_text.h"

#include <set>

namespace weft {

// Where a value is read or written in a loop: along each of its axes from `start` on, `step` elements for each turn of
// the loop over `axis` of the domain. axis -1: at `start` alone.
struct AxisWalk {
    int axis = -1;
    int64_t start = 0;
    int64_t step = 1;
};
using Walk = std::vector<AxisWalk>;

// Which values lie in memory. The others are written into the loops that read them.
class PlainMemory {
public:
    explicit PlainMemory(const PlainProgram& program);
    bool isKept(int value) const { return m_kept[size_t(value)]; }
    // Which value's memory it is: a reshape is what it reshapes, a product what its tail makes of it.
    int home(int value) const;

private:
    const PlainProgram& m_program;
    std::vector<bool> m_kept;
};

// Expressions of a loop's results.
class LoopText {
public:
    using Access = std::vector<PlainSize>; // elements for each turn along each axis of the domain

    // `dropped`: axes whose index is not written, for they are of size 1 or counted along with the next one.
    LoopText(const PlainProgram& program, const PlainMemory& memory, std::vector<bool> dropped)
        : m_program(program)
        , m_memory(memory)
        , m_dropped(std::move(dropped))
    {
    }
    // One element of the value. `isRoot`: compute it, even if it lies in memory.
    std::string element(int value, const Walk& walk, bool isRoot = false);
    const std::vector<int>& reads() const { return m_reads; } // homes, each once
    const std::vector<Access>& accesses() const { return m_accesses; }
    bool counts(int axis) const { return m_counted.contains(axis); } // its index itself is a number of the expression
    static Access accessOf(const std::vector<PlainSize>& strides, const Walk& walk, size_t rank);

private:
    std::string call(const Node& node, const std::vector<std::string>& operands) const;
    std::string index(int value, const Walk& walk);

    const PlainProgram& m_program;
    const PlainMemory& m_memory;
    std::vector<bool> m_dropped;
    std::vector<int> m_reads;
    std::vector<Access> m_accesses;
    std::set<int> m_counted;
};

bool isInline(const Op& op); // a loop can compute it element by element
std::string plainType(DType type); // "float"
std::string plainName(int value); // "v12"
std::string plainNumber(double number, DType type); // "0.5f"
std::string placeText(const std::vector<PlainSize>& strides, const Walk& walk,
                      const std::vector<bool>& dropped); // "i0 * 784 + i1"

} // namespace weft
