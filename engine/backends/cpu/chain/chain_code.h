#pragma once

#include "engine/backends/cpu/chain/tile_access.h"
#include "engine/backends/cpu/chain/tile_functions.h"

#include <optional>

namespace weft {

// A chain of scalar functions, made ready to run tile by tile over a domain in a fixed order of its axes.
template <class T> class ChainCode {
public:
    static constexpr int64_t tile = 4096 / int64_t(sizeof(T)); // elements: a few tiles stay in the first cache
    static constexpr int mostBuffers = 48;
    static constexpr int mostSlots = 160;

    // `order`: the axes of the domain, outermost first. Nothing: too long, or a function that T does not have.
    static std::optional<ChainCode> make(const FusedAttrs& how, const std::vector<ValueInfo>& in,
                                         std::span<const int> order);

    bool operandIsDirect(int operand) const { return m_operands[size_t(operand)].kind == Operand::direct; }
    bool passesOperandOn() const { return m_passesOperandOn; } // a result is an operand, unchanged
    double cost() const { return m_cost; } // of an element, in additions

    // One thread's run over some tiles.
    class Run {
    public:
        Run(const ChainCode& code, std::span<std::byte* const> in);
        // Where the next tile of a result goes; nullptr: into a buffer.
        void writeTo(int result, T* memory) { m_targets[result] = memory; }
        void tile(int64_t start, int64_t count);
        const T* result(int k) const { return m_slots[m_code.m_results[size_t(k)]]; }

    private:
        T* buffer(int i) { return reinterpret_cast<T*>(m_memory) + i * ChainCode::tile; }

        const ChainCode& m_code;
        std::span<std::byte* const> m_in;
        T* m_targets[mostBuffers] = {};
        const T* m_slots[mostSlots];
        alignas(64) std::byte m_memory[size_t(mostBuffers) * 4096]; // left as it is: only what is used is touched
    };

private:
    struct Operand {
        enum Kind : uint8_t { unused, direct, single, spread };
        Kind kind = unused;
        TileAccess access;
        int buffer = -1; // single and spread
    };
    struct Step { // an operand spread over a tile, or a function
        typename TileFunctions<T>::Function function = nullptr;
        int slot = 0;
        int buffer = -1;
        int args[3] = {0, 0, 0}; // slots
        int result = -1; // the result that it is: written in place where that is asked
    };
    struct Constant {
        int slot = 0;
        int buffer = 0;
        T value = 0;
    };

    std::vector<Operand> m_operands;
    std::vector<Constant> m_constants;
    std::vector<Step> m_steps;
    std::vector<int> m_results; // slots
    bool m_passesOperandOn = false;
    double m_cost = 1;
};

} // namespace weft
