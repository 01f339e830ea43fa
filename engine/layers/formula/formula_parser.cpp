#include "engine/layers/formula/formula_functions.h"

#include "engine/graph/nearest_name.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <charconv>

namespace weft {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool continuesCharacter(char c) // of UTF-8
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::string quoted(std::string_view text)
{
    return "\"" + printable(text) + "\"";
}

} // namespace

class FormulaParser {
public:
    FormulaParser(std::string_view text, Formula& formula)
        : m_text(text)
        , m_formula(formula)
    {
    }

    void run()
    {
        if (m_text.size() > size_t(Formula::maxLength))
            fail("The formula is longer than " + std::to_string(Formula::maxLength) + " characters.",
                 size_t(Formula::maxLength));
        if (peek() == '\0' && m_at >= m_text.size())
            fail("The formula is empty; write for example x * sigmoid(x).", 0);
        comparison();
        if (!atEnd())
            failAtRest();
    }

private:
    using Term = Formula::Term;

    [[noreturn]] void fail(const std::string& sentence, size_t byte) const
    {
        int position = 0; // in characters, as an editor counts them
        for (size_t i = 0; i < std::min(byte, m_text.size()); ++i)
            position += !continuesCharacter(m_text[i]);
        throw FormulaError(sentence, position);
    }

    bool atEnd()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
        return m_at == m_text.size();
    }
    char peek() { return atEnd() ? '\0' : m_text[m_at]; }
    bool take(std::string_view symbol)
    {
        if (atEnd() || !m_text.substr(m_at).starts_with(symbol))
            return false;
        m_at += symbol.size();
        return true;
    }
    std::string_view character() const // the whole of it, where it takes several bytes
    {
        size_t size = 1;
        while (m_at + size < m_text.size() && continuesCharacter(m_text[m_at + size]))
            ++size;
        return m_text.substr(m_at, size);
    }

    int add(const Term& term)
    {
        m_formula.m_terms.push_back(term);
        return int(m_formula.m_terms.size()) - 1;
    }
    int number(double value) { return add({.kind = Term::number, .value = value}); }
    int call(const FormulaFunction& function, int a, int b = -1, int c = -1)
    {
        return add({.kind = Term::function, .apply = &function, .operands = {a, b, c}});
    }

    struct Deeper { // one level down, while it lives
        explicit Deeper(FormulaParser& parser)
            : m_parser(parser)
        {
            if (++parser.m_depth > Formula::maxDepth)
                parser.fail("The formula is nested more than " + std::to_string(Formula::maxDepth)
                                + " deep; split it over two Expression layers.",
                            parser.m_at);
        }
        ~Deeper() { --m_parser.m_depth; }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;

    private:
        FormulaParser& m_parser;
    };

    std::string_view comparisonSign()
    {
        for (const std::string_view sign : {"<=", ">=", "==", "!=", "<", ">"}) {
            if (take(sign))
                return sign;
        }
        return {};
    }

    int comparison()
    {
        const Deeper deeper(*this);
        const int left = sum();
        const std::string_view sign = comparisonSign();
        if (sign.empty())
            return left;
        const int result = call(formulaOperator(sign), left, sum());
        atEnd();
        if (const size_t again = m_at; !comparisonSign().empty())
            fail("Comparisons cannot follow one another; multiply two of them: (x > 0) * (x < 1).", again);
        return result;
    }

    int sum()
    {
        int left = product();
        while (true) {
            if (take("+"))
                left = call(formulaOperator("+"), left, product());
            else if (take("-"))
                left = call(formulaOperator("-"), left, product());
            else
                return left;
        }
    }

    int product()
    {
        int left = signedTerm();
        while (true) {
            atEnd();
            if (const size_t star = m_at; take("**"))
                fail("Write ^ for powers.", star);
            if (take("*"))
                left = call(formulaOperator("*"), left, signedTerm());
            else if (take("/"))
                left = call(formulaOperator("/"), left, signedTerm());
            else
                return left;
        }
    }

    int signedTerm()
    {
        const Deeper deeper(*this);
        if (take("-"))
            return call(formulaOperator("negate"), signedTerm());
        if (take("+"))
            return signedTerm();
        const int base = primary();
        return take("^") ? raised(base, signedTerm()) : base;
    }

    // Powers that need neither logarithms nor a positive base.
    int raised(int base, int exponent)
    {
        const Term& power = m_formula.m_terms[size_t(exponent)];
        if (power.kind == Term::number && power.value == 2)
            return call(functionNamed("square"), base);
        if (power.kind == Term::number && power.value == 0.5)
            return call(functionNamed("sqrt"), base);
        return call(formulaOperator("^"), base, exponent);
    }

    int primary()
    {
        const char next = peek();
        if (isDigit(next) || next == '.')
            return literal();
        if (isLetter(next))
            return named();
        if (const size_t open = m_at; take("(")) {
            const int inner = comparison();
            if (!take(")"))
                failUnclosed(open);
            return inner;
        }
        if (atEnd())
            fail("The formula breaks off; a number, an input or a function is missing here.", m_at);
        if (next == ')' || next == ',')
            fail("A number, an input or a function is missing before " + quoted(character()) + ".", m_at);
        failAtRest();
    }

    int literal()
    {
        double value = 0;
        const char* const begin = m_text.data() + m_at;
        const auto [end, error] = std::from_chars(begin, m_text.data() + m_text.size(), value);
        if (error == std::errc::result_out_of_range)
            fail(quoted({begin, end}) + " is too large or too small for a number.", m_at);
        if (error != std::errc())
            fail("A number needs digits; write 0.5 or 2.", m_at);
        m_at += size_t(end - begin);
        return number(value);
    }

    int named()
    {
        const size_t start = m_at;
        while (m_at < m_text.size() && (isLetter(m_text[m_at]) || isDigit(m_text[m_at])))
            ++m_at;
        const std::string_view name = m_text.substr(start, m_at - start);
        const auto function = std::ranges::find(formulaFunctions(), name, &FormulaFunction::name);
        const bool isFunction = function != formulaFunctions().end();
        if (const size_t open = m_at; take("(")) {
            if (!isFunction)
                failUnknown(name, start, true);
            return arguments(*function, start, open);
        }
        if (isFunction)
            fail(quoted(name) + " is a function; write what it is of: " + std::string(name)
                     + (function->operands == 1       ? "(x)."
                            : function->operands == 2 ? "(x, y)."
                                                      : "(x, y, z)."),
                 start);
        if (name == "pi")
            return number(3.14159265358979323846);
        if (name == "e")
            return number(2.71828182845904523536);
        const size_t input = name.size() == 1 ? Formula::inputs.find(name[0]) : std::string_view::npos;
        if (input == std::string_view::npos)
            failUnknown(name, start, false);
        m_formula.m_uses[input] = true;
        return add({.kind = Term::input, .index = int(input)});
    }

    int arguments(const FormulaFunction& function, size_t start, size_t open)
    {
        int operands[3] = {-1, -1, -1};
        int count = 0;
        if (!take(")")) {
            do {
                const int operand = comparison();
                if (count < 3)
                    operands[count] = operand;
                ++count;
            } while (take(","));
            if (!take(")"))
                failUnclosed(open);
        }
        if (count != function.operands)
            fail(quoted(function.name) + " takes " + std::to_string(function.operands)
                     + (function.operands == 1 ? " value" : " values") + ", but has " + std::to_string(count) + ".",
                 start);
        return call(function, operands[0], operands[1], operands[2]);
    }

    static const FormulaFunction& functionNamed(std::string_view name)
    {
        return *std::ranges::find(formulaFunctions(), name, &FormulaFunction::name);
    }

    [[noreturn]] void failUnknown(std::string_view name, size_t start, bool isCall) const
    {
        const std::string_view nearest =
            nearestName(name, formulaFunctions(), [](const FormulaFunction& one) { return one.name; });
        if (!nearest.empty() && (isCall || name.size() > 1))
            fail("There is no " + std::string(isCall ? "function " : "input ") + quoted(name) + "; did you mean "
                     + quoted(nearest) + "?",
                 start);
        if (!isCall)
            fail("There is no input " + quoted(name) + "; the inputs are x, y, z and w.", start);
        std::string all;
        for (const FormulaFunction& function : formulaFunctions())
            all += (all.empty() ? "" : ", ") + std::string(function.name);
        fail("There is no function " + quoted(name) + "; there are " + all + ".", start);
    }

    [[noreturn]] void failUnclosed(size_t open)
    {
        if (atEnd())
            fail("This parenthesis is never closed.", open);
        failAtRest();
    }

    [[noreturn]] void failAtRest()
    {
        const char next = peek();
        const std::string_view here = character();
        if (next == ')')
            fail("There is no parenthesis open that this one could close.", m_at);
        if (next == '=')
            fail("Write == to compare; the formula itself is the result.", m_at);
        if (next == ',')
            fail("A comma stands only between the values of a function; write decimals with a point.", m_at);
        if (isLetter(next) || isDigit(next) || next == '(' || next == '.')
            fail("An operator is missing before " + quoted(here) + "; write * to multiply.", m_at);
        fail(quoted(here) + " has no meaning in a formula; there are + - * / ^ and comparisons.", m_at);
    }

    std::string_view m_text;
    Formula& m_formula;
    size_t m_at = 0;
    int m_depth = 0;
};

Formula::Formula(std::string_view text)
{
    FormulaParser(text, *this).run();
}

} // namespace weft
