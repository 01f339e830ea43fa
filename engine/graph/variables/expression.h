#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// A number as a person types it: "width * 2", "round(width / 3)", "2^10", "64k". Numbers, variables, + - * / ^,
// parentheses, and round, floor, ceil, min and max. -2^2 is -(2^2), and 2^3^2 is 2^(3^2).
struct Expression {
    static constexpr size_t maxLength = 200; // bytes
    static constexpr int maxDepth = 32; // of parentheses, signs and powers within one another
};

// Throws Error with a sentence where it cannot be read, divides by zero or comes to no finite number. `valueOf`: of a
// variable; what it throws is passed on.
double evaluate(std::string_view expression, const std::function<double(std::string_view name)>& valueOf);

// Where variables are named, in their order; each is a part of `expression`.
std::vector<std::string_view> variablesIn(std::string_view expression);
std::string withRenamed(std::string_view expression, std::string_view from, std::string_view to);

bool isVariableName(std::string_view name); // letters, digits and _, beginning with a letter

} // namespace weft
