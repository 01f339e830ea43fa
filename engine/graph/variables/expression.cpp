#include "engine/graph/variables/expression.h"

#include "engine/graph/variables/token.h"
#include "engine/support/error.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace weft {

namespace {

struct Function {
    std::string_view name;
    int operands;
    double (*apply)(double a, double b);
};

constexpr std::array functions {
    Function {"round", 1, [](double a, double) { return std::round(a); }},
    Function {"floor", 1, [](double a, double) { return std::floor(a); }},
    Function {"ceil", 1, [](double a, double) { return std::ceil(a); }},
    Function {"min", 2, [](double a, double b) { return std::min(a, b); }},
    Function {"max", 2, [](double a, double b) { return std::max(a, b); }},
};

// sum = product (("+" | "-") product)*; product = power (("*" | "/") power)*; power = primary ("^" power)?
class Evaluation {
public:
    Evaluation(std::string_view text, const std::function<double(std::string_view)>& valueOf)
        : m_text(text)
        , m_rest(text)
        , m_valueOf(valueOf)
        , m_next(takeToken(m_rest))
    {
    }

    double run()
    {
        const double value = sum();
        if (m_next.kind != Token::Kind::end)
            refuse();
        if (!std::isfinite(value))
            throw Error(quoted(m_text)
                        + " comes to no number that can be written; change a variable, or the expression.");
        return value;
    }

private:
    static std::string quoted(std::string_view text) { return "\"" + printable(std::string(text)) + "\""; }

    [[noreturn]] void refuse() const
    {
        if (m_next.kind == Token::Kind::end)
            throw Error(quoted(m_text) + " ends too early; a number, a variable or a parenthesis is missing.");
        throw Error(quoted(m_text) + " cannot be read at " + quoted(m_next.text)
                    + "; write numbers, variables, + - * / ^ and parentheses.");
    }

    Token take()
    {
        const Token taken = m_next;
        m_next = takeToken(m_rest);
        return taken;
    }
    bool isNext(std::string_view sign) const { return m_next.kind == Token::Kind::sign && m_next.text == sign; }
    bool takeIf(std::string_view sign)
    {
        const bool is = isNext(sign);
        if (is)
            take();
        return is;
    }
    void need(std::string_view sign)
    {
        if (!takeIf(sign))
            refuse();
    }

    double sum()
    {
        double value = product();
        while (isNext("+") || isNext("-")) {
            const bool plus = take().text == "+";
            const double other = product();
            value = plus ? value + other : value - other;
        }
        return value;
    }

    double product()
    {
        double value = power();
        while (isNext("*") || isNext("/")) {
            const bool times = take().text == "*";
            const double other = power();
            if (!times && other == 0)
                throw Error(quoted(m_text) + " divides by zero; change a variable, or the expression.");
            value = times ? value * other : value / other;
        }
        return value;
    }

    double power()
    {
        if (++m_depth > Expression::maxDepth)
            throw Error(quoted(m_text) + " is nested too deeply; put parts of it in variables.");
        double value = 0;
        if (takeIf("-")) {
            value = -power();
        } else if (takeIf("+")) {
            value = power();
        } else {
            value = primary();
            if (takeIf("^"))
                value = std::pow(value, power());
        }
        --m_depth;
        return value;
    }

    double primary()
    {
        if (takeIf("(")) {
            const double value = sum();
            need(")");
            return value;
        }
        if (m_next.kind == Token::Kind::number)
            return take().value;
        if (m_next.kind != Token::Kind::name)
            refuse();
        const std::string_view name = take().text;
        return isNext("(") ? call(name) : m_valueOf(name);
    }

    double call(std::string_view name)
    {
        const auto* const function = std::ranges::find(functions, name, &Function::name);
        if (function == functions.end()) {
            std::string known;
            for (const Function& one : functions)
                known += (known.empty() ? "" : ", ") + std::string(one.name);
            throw Error("There is no function " + printable(std::string(name)) + "; there are " + known + '.');
        }
        double operands[2] = {};
        need("(");
        operands[0] = sum();
        if (function->operands == 2) {
            need(",");
            operands[1] = sum();
        }
        need(")");
        return function->apply(operands[0], operands[1]);
    }

    std::string_view m_text;
    std::string_view m_rest; // behind m_next
    const std::function<double(std::string_view)>& m_valueOf;
    Token m_next;
    int m_depth = 0;
};

} // namespace

double evaluate(std::string_view expression, const std::function<double(std::string_view name)>& valueOf)
{
    if (expression.size() > Expression::maxLength)
        throw Error("An expression has at most " + std::to_string(Expression::maxLength)
                    + " characters; put parts of it in variables.");
    return Evaluation(expression, valueOf).run();
}

std::vector<std::string_view> variablesIn(std::string_view expression)
{
    std::vector<std::string_view> names;
    std::string_view rest = expression;
    for (Token token = takeToken(rest); token.kind != Token::Kind::end;) {
        std::string_view behind = rest;
        const Token next = takeToken(behind);
        if (token.kind == Token::Kind::name && next.text != "(")
            names.push_back(token.text);
        token = next;
        rest = behind;
    }
    return names;
}

std::string withRenamed(std::string_view expression, std::string_view from, std::string_view to)
{
    std::string renamed;
    const char* at = expression.data();
    for (const std::string_view name : variablesIn(expression)) {
        if (name != from)
            continue;
        renamed.append(at, name.data()).append(to);
        at = name.data() + name.size();
    }
    return renamed.append(at, expression.data() + expression.size());
}

} // namespace weft
