#pragma once

#include "engine/backends/cuda/cluster/program_pieces.h"

#include <set>

namespace weft::cuda {

// Where a block keeps a value (a root, see Pieces).
struct Place {
    enum Kind : uint8_t {
        none,
        number, // every thread has it in a register
        shared, // in shared memory
    } kind = none;
    int home = -1; // the value whose memory it is: its own, or that of the state it is written over
    std::array<int64_t, 2> size = {1, 1}; // of a block's share: rows, columns; of one axis columns alone
    std::array<bool, 2> isShared = {false, false}; // out between the blocks, along rows or columns
    int64_t step = 1; // from row to row
    size_t at = 0; // bytes
    size_t copyBytes = 0; // inputs have two places: one is read while the next step's is written
    size_t arrivalsAt = 0; // bytes; of inputs whose rows the copy engine fetches: two, for the places in turn
    bool isPartial = false; // the blocks' numbers are to be added up
    size_t partialAt = 0; // bytes: what this block has, before that
    int64_t elements() const { return size[0] * size[1]; }
};

// How a product is divided among the threads.
struct ProductCut {
    int64_t m = 0, n = 0, k = 0;
    bool tensorCores = false;
    int parts = 1; // of k
    int tileM = 1, tileN = 1;
};

// Pieces that need nothing of each other, or an exchange between the blocks.
struct Phase {
    std::vector<int> pieces = {};
    bool needsSync = false; // before the next one
    std::vector<int> exchanged = {}; // values, instead of pieces
    int64_t count = 0, share = 0; // numbers exchanged, multiples of four; share > 0: each block adds up so many
    size_t partsAt = 0, receivedAt = 0, sumsAt = 0, arrivalsAt = 0; // bytes
};

struct ClusterPlan {
    static constexpr int threads = 512;
    int blocks = 1;
    bool tensorCores = false; // products may be rounded to TF32
    std::vector<Place> places = {}; // of roots
    std::vector<ProductCut> cuts = {}; // of the pieces that are products
    std::vector<size_t> scratchAt = {}; // of each piece
    std::vector<bool> byOneThread = {}; // of each piece: single numbers that are dear and known at the step's beginning
    std::vector<Phase> phases = {};
    std::vector<bool> isCopied = {}; // of each state: its next value is copied at the end of the step
    int exchanges = 0; // of a step
    size_t sharedBytes = 0;
    double clocks = 0; // of a step, roughly
};

// The fastest way to run the program on a cluster, by rough counting; nothing: it does not fit.
std::optional<ClusterPlan> planCluster(const Pieces& pieces, size_t sharedBytes, int mostBlocks);

} // namespace weft::cuda
