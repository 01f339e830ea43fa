#include "engine/data/settings.h"

#include <algorithm>
#include <charconv>

namespace weft {

namespace {

std::string plain(double number)
{
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    return std::string(buffer, end);
}

std::string rangeOf(const Param& record)
{
    const bool below = record.minimum > -std::numeric_limits<double>::infinity();
    const bool above = record.maximum < std::numeric_limits<double>::infinity();
    if (below && above)
        return "between " + plain(record.minimum) + " and " + plain(record.maximum);
    return below ? "at least " + plain(record.minimum) : "at most " + plain(record.maximum);
}

std::string list(const std::vector<std::string>& names)
{
    std::string all;
    for (const std::string& name : names)
        all += (all.empty() ? "" : ", ") + name;
    return all;
}

// The value in the form its record asks for, or what is wrong with it.
struct Fitted {
    ParamValue value = {};
    std::string problem = {};
};

Fitted wrong(std::string problem)
{
    return {.problem = std::move(problem)};
}

Fitted fit(const Param& record, const ParamValue& value)
{
    const auto inside = [&](double number) { return number >= record.minimum && number <= record.maximum; };
    switch (record.kind) {
    case Param::Kind::toggle:
        return std::holds_alternative<bool>(value) ? Fitted {value} : wrong("takes true or false.");
    case Param::Kind::text:
        return std::holds_alternative<std::string>(value) ? Fitted {value} : wrong("takes text.");
    case Param::Kind::choice: {
        const auto* text = std::get_if<std::string>(&value);
        return text && std::ranges::count(record.choices, *text) ? Fitted {value}
                                                                 : wrong("takes one of: " + list(record.choices) + ".");
    }
    case Param::Kind::integer: {
        const auto* number = std::get_if<int64_t>(&value);
        if (!number)
            return wrong("takes a whole number.");
        return inside(double(*number)) ? Fitted {value} : wrong("must be " + rangeOf(record) + ".");
    }
    case Param::Kind::real: {
        const auto* whole = std::get_if<int64_t>(&value);
        const auto* real = std::get_if<double>(&value);
        if (!whole && !real)
            return wrong("takes a number.");
        const double number = whole ? double(*whole) : *real;
        return inside(number) ? Fitted {number} : wrong("must be " + rangeOf(record) + ".");
    }
    case Param::Kind::sizes: {
        const auto* one = std::get_if<int64_t>(&value);
        const auto* several = std::get_if<std::vector<int64_t>>(&value);
        if (!one && !several)
            return wrong("takes whole numbers.");
        const std::vector<int64_t> numbers = one ? std::vector<int64_t> {*one} : *several;
        if (std::ssize(numbers) < record.minimumCount || std::ssize(numbers) > record.maximumCount)
            return wrong("takes " + std::to_string(record.minimumCount) + " to " + std::to_string(record.maximumCount)
                         + " numbers.");
        const bool all = std::ranges::all_of(numbers, [&](int64_t number) { return inside(double(number)); });
        return all ? Fitted {numbers} : wrong("must be " + rangeOf(record) + ".");
    }
    }
    return wrong("is not known.");
}

} // namespace

Settings::Settings(std::string place, std::span<const Param> records, const Params& params, Diagnostics& diagnostics)
    : m_place(std::move(place))
    , m_diagnostics(&diagnostics)
{
    std::vector<std::string> known;
    for (const Param& record : records) {
        known.push_back(record.id);
        m_values[record.id] = record.value;
        const auto given = params.find(record.id);
        if (given == params.end())
            continue;
        Fitted fitted = fit(record, given->second);
        if (fitted.problem.empty())
            m_values[record.id] = std::move(fitted.value);
        else
            problem(record.id, "“" + record.id + "” " + fitted.problem);
    }
    for (const auto& [id, value] : params) {
        if (!m_values.contains(id))
            problem(id, "there is no “" + id + "” here" + (known.empty() ? "." : "; known are: " + list(known) + "."));
    }
}

std::vector<std::string> Settings::names(const std::string& id) const
{
    return splitNames(text(id));
}

void Settings::problem(const std::string& param, const std::string& sentence, Severity severity) const
{
    m_diagnostics->push_back({.severity = severity, .port = param, .text = m_place + ": " + sentence});
}

std::vector<std::string> splitNames(std::string_view text)
{
    std::vector<std::string> names;
    while (!text.empty()) {
        const size_t comma = std::min(text.find(','), text.size());
        std::string_view name = text.substr(0, comma);
        text.remove_prefix(std::min(comma + 1, text.size()));
        const size_t first = name.find_first_not_of(" \t");
        if (first == std::string_view::npos)
            continue;
        name = name.substr(first, name.find_last_not_of(" \t") - first + 1);
        names.emplace_back(name);
    }
    return names;
}

} // namespace weft
