#include "engine/compiler/passes.h"

#include <cassert>
#include <chrono>
#include <cstdio>

namespace weft {

namespace {

constexpr Pass table[] = {
    {"simplify", simplify},
    {"merge_equal", mergeEqual},
    {"remove_unused", removeUnused},
    {"decompose", decompose},
    {"open_patches", openPatches},
    {"open_norms", openNorms},
    {"precision", precision},
    {"simplify_again", simplify},
    {"merge_equal_again", mergeEqual},
    {"remove_unused_again", removeUnused},
    {"layout", layout},
    {"recompute", recompute},
    {"fuse", fuse},
    {"remove_leftovers", removeUnused},
    {"group_chains", groupChains},
};

} // namespace

std::span<const Pass> passes()
{
    return table;
}

std::vector<PassReport> optimize(Program& program, Backend& backend, const std::set<std::string, std::less<>>& without)
{
    std::vector<PassReport> reports;
    for (const Pass& pass : table) {
        if (without.contains(pass.name))
            continue;
        const auto start = std::chrono::steady_clock::now();
        const bool changed = pass.run(program, backend);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        reports.push_back({pass.name, took.count(), program.nodes.size(), changed});
#ifndef NDEBUG
        const std::string mistake = verify(program);
        if (!mistake.empty())
            std::fprintf(stderr, "after pass %s: %s\n", std::string(pass.name).c_str(), mistake.c_str());
        assert(mistake.empty());
#endif
    }
    return reports;
}

} // namespace weft
