#pragma once

#include <string>
#include <string_view>

namespace weft {

// What a user's file or command holds, for a sentence or a table: a terminal must not obey it, a reader not be misled
// by it, and a field of a gigabyte not be told in full. Control characters, marks that turn the direction of writing
// and line separators are written out ("<U+001B>"), bytes that are no UTF-8 become "�", and what is longer than `most`
// characters is cut ("…").
std::string printable(std::string_view value, size_t most = 80);

// Text of our own that values stand in, of any length: line feeds and tabs stay.
std::string printableText(std::string_view text);

} // namespace weft
