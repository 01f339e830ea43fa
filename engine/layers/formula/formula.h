#pragma once

#include "engine/ir/builder.h"
#include "engine/support/error.h"

#include <string_view>

namespace weft {

// A formula as a person types it: `x * sigmoid(1.7 * x)`. Numbers, pi, e, the inputs x, y, z and w, + - * / ^,
// comparisons (1 where they hold, else 0), parentheses, and functions such as exp, tanh or select. -x^2 is -(x^2), and
// 2^3^2 is 2^(3^2), as in mathematics.

// A mistake in a formula; position: of the character where it starts, from 0.
class FormulaError : public Error {
public:
    FormulaError(const std::string& sentence, int at)
        : Error(sentence)
        , position(at)
    {
    }
    int position;
};

struct FormulaFunction {
    std::string_view name;
    int operands;
    Value (*apply)(std::span<const Value> in);
};

// All of them, in the order the help lists them.
std::span<const FormulaFunction> formulaFunctions();

class Formula {
public:
    static constexpr std::string_view inputs = "xyzw";
    static constexpr int maxLength = 2000; // characters
    static constexpr int maxDepth = 64; // of parentheses, signs and powers within one another

    explicit Formula(std::string_view text); // throws FormulaError

    bool uses(int input) const { return m_uses[size_t(input)]; }
    // Element by element; in: a value for each input that is used. Without any input, a scalar.
    Value build(Builder& builder, DType dtype, std::span<const Value> in) const;

private:
    friend class FormulaParser;
    struct Term { // terms stand behind their operands; the last one is the formula
        enum Kind { number, input, function } kind = number;
        double value = 0;
        int index = 0; // of the input
        const FormulaFunction* apply = nullptr;
        int operands[3] = {-1, -1, -1}; // terms
    };
    std::vector<Term> m_terms;
    bool m_uses[inputs.size()] = {};
};

} // namespace weft
