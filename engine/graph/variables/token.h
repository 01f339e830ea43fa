#pragma once

#include <string_view>

namespace weft {

// What an expression is made of.
struct Token {
    enum class Kind { number, name, sign, end } kind = Kind::end;
    std::string_view text = {}; // a part of the expression
    double value = 0; // of a number
};

// The first of what is left, behind blanks; `rest` is then what follows. What is no number and no name is a sign of one
// character ("**" is "^"), whatever it is.
Token takeToken(std::string_view& rest);

} // namespace weft
