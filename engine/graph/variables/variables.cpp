#include "engine/graph/variables/variables.h"

#include "engine/graph/circles.h"
#include "engine/graph/nearest_name.h"
#include "engine/graph/variables/expression.h"
#include "engine/support/error.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace weft {

namespace {

constexpr double largestWhole = 9e15; // beyond it not every whole number is a double

std::string text(double value)
{
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, 6).ptr};
}

std::string noValue(const std::string& name, const std::string& why)
{
    return "The variable \"" + printable(name) + "\" has no value: " + why;
}

const std::string* textOf(const ParamValue& value)
{
    return std::get_if<std::string>(&value);
}

// By number: which others each of them names.
std::vector<std::vector<size_t>> sourcesOf(const Params& given)
{
    std::vector<std::vector<size_t>> sources;
    for (const auto& [name, value] : given) {
        std::vector<size_t>& own = sources.emplace_back();
        const std::string* const expression = textOf(value);
        if (expression == nullptr || expression->size() > Expression::maxLength)
            continue;
        for (const std::string_view used : variablesIn(*expression)) {
            if (const auto found = given.find(std::string(used)); found != given.end())
                own.push_back(size_t(std::distance(given.begin(), found)));
        }
    }
    return sources;
}

// "width, 2 * width"; commas within parentheses part what a function takes.
std::vector<std::string_view> partsOf(std::string_view expression)
{
    std::vector<std::string_view> parts;
    int depth = 0;
    size_t from = 0;
    for (size_t i = 0; i < expression.size(); ++i) {
        depth += expression[i] == '(' ? 1 : expression[i] == ')' ? -1 : 0;
        if (expression[i] == ',' && depth == 0) {
            parts.push_back(expression.substr(from, i - from));
            from = i + 1;
        }
    }
    parts.push_back(expression.substr(from));
    return parts;
}

std::string circleSentence(const std::vector<std::string>& names, const std::vector<size_t>& circle)
{
    constexpr size_t mostNamed = 8;
    std::string way;
    for (size_t i = 0; i < std::min(circle.size(), mostNamed); ++i)
        way += printable(names[circle[i]]) + " → ";
    return "it runs in a circle: " + way + (circle.size() > mostNamed ? "… → " : "") + printable(names[circle[0]])
        + "; write a number for one of them.";
}

} // namespace

Variables::Variables(const Params& given)
{
    if (given.empty())
        return;
    std::vector<std::string> names;
    for (const auto& [name, unused] : given) {
        names.push_back(name);
        m_numbers.emplace(name, Number()); // all are known before one is worked out
    }
    const std::vector<std::vector<size_t>> sources = sourcesOf(given);
    std::vector<std::vector<size_t>> users(names.size());
    std::vector<size_t> waiting(names.size()), ready;
    for (size_t i = 0; i < names.size(); ++i) {
        waiting[i] = sources[i].size();
        for (const size_t source : sources[i])
            users[source].push_back(i);
        if (waiting[i] == 0)
            ready.push_back(i);
    }
    const auto workOut = [&](const std::string& name, const ParamValue& given_) {
        Number number;
        try {
            if (!isVariableName(name))
                throw Error("its name is to have letters, digits and _, and to begin with a letter.");
            if (const auto* const whole = std::get_if<int64_t>(&given_))
                number.value = double(*whole);
            else if (const auto* const real = std::get_if<double>(&given_))
                number.value = *real;
            else if (const std::string* const expression = textOf(given_))
                number.value = evaluate(*expression, [this](std::string_view used) { return value(used); });
            else
                throw Error("it is neither a number nor an expression; give it a number.");
        } catch (const Error& error) {
            const std::string why = error.what();
            // What is wrong with the first of them is told of all that need it.
            number.mistake = why.starts_with("The variable \"") ? why : noValue(name, why);
        }
        m_numbers[name] = std::move(number);
    };
    for (size_t i = 0; i < ready.size(); ++i) {
        workOut(names[ready[i]], given.at(names[ready[i]]));
        for (const size_t user : users[ready[i]]) {
            if (--waiting[user] == 0)
                ready.push_back(user);
        }
    }
    for (size_t i = 0; i < names.size(); ++i) { // in a circle, or behind one
        if (waiting[i] > 0)
            m_numbers[names[i]].mistake = noValue(names[i], "what it is made of runs in a circle; mend that first.");
    }
    for (const std::vector<size_t>& circle : circlesIn(sources)) {
        for (const size_t i : circle)
            m_numbers[names[i]].mistake = noValue(names[i], circleSentence(names, circle));
    }
}

double Variables::value(std::string_view name) const
{
    const auto found = m_numbers.find(name);
    if (found == m_numbers.end()) {
        const std::string_view nearest =
            nearestName(name, m_numbers, [](const auto& one) { return std::string_view(one.first); });
        const std::string start = "There is no variable \"" + printable(std::string(name)) + "\"; ";
        throw Error(nearest.empty() ? start + "add it to the project, or write a number."
                                    : start + "did you mean \"" + std::string(nearest) + "\"?");
    }
    if (!found->second.mistake.empty())
        throw Error(found->second.mistake);
    return found->second.value;
}

std::string Variables::mistake(const std::string& name) const
{
    const auto found = m_numbers.find(name);
    return found == m_numbers.end() ? std::string() : found->second.mistake;
}

ParamValue Variables::resolved(const Param& param, const ParamValue& given) const
{
    if (!isExpression(param, given))
        return given;
    const auto number = [this](std::string_view expression) {
        return evaluate(expression, [this](std::string_view name) { return value(name); });
    };
    const auto whole = [&](std::string_view expression) {
        const double found = number(expression), near = std::round(found);
        if (std::abs(near) > largestWhole || std::abs(found - near) > 1e-9 * std::max(1.0, std::abs(found)))
            throw Error("\"" + printable(std::string(expression)) + "\" comes to " + text(found) + ", but \""
                        + printable(param.id) + "\" takes a whole number; change a variable, or write round(…).");
        return int64_t(near);
    };
    const std::string& expression = *textOf(given);
    if (param.kind == Param::Kind::real)
        return number(expression);
    if (param.kind == Param::Kind::integer)
        return whole(expression);
    std::vector<int64_t> sizes;
    for (const std::string_view part : partsOf(expression))
        sizes.push_back(whole(part));
    return sizes;
}

bool isExpression(const Param& param, const ParamValue& value)
{
    const bool takesNumbers =
        param.kind == Param::Kind::integer || param.kind == Param::Kind::real || param.kind == Param::Kind::sizes;
    return takesNumbers && textOf(value) != nullptr;
}

Params variablesFor(const Params& all, std::vector<std::string> names)
{
    Params needed;
    while (!names.empty()) {
        const auto found = all.find(names.back());
        names.pop_back();
        if (found == all.end() || !needed.insert(*found).second)
            continue;
        if (const std::string* const expression = textOf(found->second)) {
            for (const std::string_view used : variablesIn(*expression))
                names.emplace_back(used);
        }
    }
    return needed;
}

} // namespace weft
