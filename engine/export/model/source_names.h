#pragma once

#include <string>
#include <string_view>

namespace weft {

// A project may be a stranger's: what it calls itself and its nodes goes into source code only through these.

// On one line, without what ends a comment, a docstring or a line's continuation: controls become spaces, backslashes
// slashes, double quotes single ones.
std::string commentText(std::string_view text);

// Letters, digits and "_" of ASCII; anything else becomes "_". Empty stays so, and a digit may come first.
std::string identifierText(std::string_view text);

} // namespace weft
