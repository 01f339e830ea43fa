#pragma once

#include "ui/document/edit.h"

namespace weft {

std::vector<NodeKey> usesOf(const Project& project, const std::string& block); // the nodes that are this block

// What the wires and settings around every use of a block do when the block changes; "" as the new name: it goes.
void renameInner(Edit& edit, const std::string& block, const std::string& port, const std::string& to); // wires inside
void renameUsedInput(Edit& edit, const std::string& block, const std::string& port, const std::string& to);
void renameUsedOutput(Edit& edit, const std::string& block, const std::string& port, const std::string& to);
void renameUsedParam(Edit& edit, const std::string& block, const std::string& param, const std::string& to);

} // namespace weft
