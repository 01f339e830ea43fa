#pragma once

#include "ui/document/edit.h"

#include <QString>

namespace weft {

// Nodes taken out of their surroundings, with everything needed to set them down elsewhere: on the clipboard, as a
// duplicate, as a block of the library. Held as a small project of its own, whose network they are.
struct Fragment {
    Project project = {};

    // With the wires among them, and the names of what fed them from outside; places, dots, frames that lie wholly
    // inside, feeds, and the blocks they use.
    static Fragment of(const Project& project, const Scope& scope, const std::set<std::string>& ids);
    static Fragment ofBlock(const Project& project, const std::string& block); // the block and those it uses, no nodes

    // Readable JSON that starts with {"<form>": 1. Throws Error for text that is no fragment of this form.
    std::string text(const char* form) const;
    static Fragment fromText(std::string_view text, const char* form);
};

struct PlaceOptions {
    double dx = 0;
    double dy = 0;
    bool keepInputs = false; // wires from outside, where a node of that name is
};
// Sets the fragment down; returns the new ids in the fragment's order. Names that are taken get a number; a block that
// is there already under its name and is the same is used, else it gets another name. Throws Error if a block would
// come to lie inside itself.
std::vector<std::string> place(Edit& edit, const Scope& scope, Fragment fragment, const PlaceOptions& options);
// The blocks alone: the names they have now, by the names in the fragment.
std::map<std::string, std::string> placeBlocks(Edit& edit, Fragment& fragment);

} // namespace weft
