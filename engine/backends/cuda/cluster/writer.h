#pragma once

#include "engine/backends/cuda/cluster/plan.h"
#include "engine/backends/cuda/kernels.h"

#include <array>
#include <string>
#include <vector>

namespace weft::cuda {

// Writes what text.h says: the kernel's frame with its inputs, states and outputs (writer.cpp), a phase's pieces
// (writer_pieces.cpp), and chains of equal code as one loop over a table (writer_segments.cpp).
class ClusterWriter {
public:
    ClusterWriter(const Pieces& pieces, const ClusterPlan& plan)
        : m_pieces(pieces)
        , m_program(*pieces.program)
        , m_plan(plan)
    {
    }
    std::string run();

private:
    static std::string text(int64_t number) { return std::to_string(number); }
    static std::string list(std::initializer_list<int64_t> numbers); // of template arguments
    const Place& place(int value) const { return m_plan.places[size_t(m_pieces.rootOf(value))]; }
    std::string name(int value) const { return "v" + text(m_pieces.rootOf(value)); }
    std::string typeOf(int value) const { return typeName(m_pieces.info(m_pieces.rootOf(value)).dtype); }
    bool isInput(int root) const;
    void pointers();

    // Where a block's share begins in the whole tensor, in elements, and how far its rows are apart.
    std::string shareStart(int value) const;
    int64_t columns(int value) const;
    std::string fetchText(int value, const std::string& to, const std::string& from) const;
    void input(size_t index);
    void states();

    // Next values that were not written over the states themselves
    void copyStates();
    std::string writeText(int value, const std::string& to) const;
    void keepStates();
    void output(size_t index);

    // A value of one element
    std::string numberOf(int value) const;
    void phase(const Phase& one);
    static std::string arrivals(const Phase& one) { return "(u64*)(memory + " + text(int64_t(one.arrivalsAt)) + ")"; }

    // How element i of a tensor is found where rows may have a rest behind them: i + i / columns * rest.
    struct Walk {
        int64_t columns = 1, rest = 0;
        bool operator==(const Walk&) const = default;
    };
    Walk walkOf(int value) const;

    // A chain over whole tensors of one shape and numbers, which are in all of its kind the same.
    bool canBeSegment(const Piece& piece) const;
    bool areAlike(const Piece& a, const Piece& b) const;

    // Chains of equal code, by one loop over a table of where their tensors lie: an optimizer's updates.
    int segments(const std::vector<int>& alike, int turn);

    // The loop of segments() over neighbours, which are read and written together.
    void pairs(const Piece& first, const std::vector<size_t>& tensors, const std::vector<bool>& spread, bool anySpread);

    // Every thread computes them.
    void numbers(const Piece& piece);

    // What a chain reads, as s0, s1, …; elements by their row and column in the domain.
    std::string operands(const Piece& piece, const std::string& row, const std::string& column) const;
    std::string element(int value, const Shape& domain, const std::string& row, const std::string& column) const;
    std::string offset(int value, const Shape& domain, const std::string& row, const std::string& column) const;

    // A block's part of the domain: rows and columns; one axis counts as columns.
    std::array<int64_t, 2> domainOf(const Piece& piece) const;

    // How many threads it keeps busy
    int64_t write(int index);
    static std::string doubleText(double value);
    int64_t elementwise(const Piece& piece);
    int64_t reduction(const Piece& piece, const std::string& target, const std::string& scratch);

    const Pieces& m_pieces;
    const Program& m_program;
    const ClusterPlan& m_plan;
    std::string m_code, m_tablesText;
    int m_tables = 0;
};

} // namespace weft::cuda
