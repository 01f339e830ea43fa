#include "engine/graph/complete_params.h"

#include "engine/graph/nearest_name.h"
#include "engine/support/error.h"
#include "engine/support/printable.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace weft {

namespace {

std::string text(double value)
{
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

std::string range(const Param& param)
{
    if (std::isinf(param.maximum))
        return std::isinf(param.minimum) ? "any number" : "at least " + text(param.minimum);
    return std::isinf(param.minimum) ? "at most " + text(param.maximum)
                                     : "from " + text(param.minimum) + " to " + text(param.maximum);
}

bool inRange(const Param& param, double value)
{
    return value >= param.minimum && value <= param.maximum;
}

std::string list(const std::vector<std::string>& choices)
{
    std::string out;
    for (const std::string& one : choices)
        out += (out.empty() ? "" : ", ") + one;
    return out;
}

// The value in the parameter's kind; `mistake` says why there is none.
ParamValue convert(const Param& param, const ParamValue& given, std::string& mistake)
{
    const auto* whole = std::get_if<int64_t>(&given);
    switch (param.kind) {
    case Param::Kind::integer:
        if (whole == nullptr)
            mistake = "takes a whole number";
        else if (!inRange(param, double(*whole)))
            mistake = "takes a whole number " + range(param) + ", not " + std::to_string(*whole);
        return given;
    case Param::Kind::real: {
        if (whole == nullptr && !std::holds_alternative<double>(given)) {
            mistake = "takes a number";
            return given;
        }
        const double value = whole != nullptr ? double(*whole) : std::get<double>(given);
        if (!inRange(param, value))
            mistake = "takes a number " + range(param) + ", not " + text(value);
        return value;
    }
    case Param::Kind::toggle:
        if (!std::holds_alternative<bool>(given))
            mistake = "takes true or false";
        return given;
    case Param::Kind::text:
        if (!std::holds_alternative<std::string>(given))
            mistake = "takes a text";
        return given;
    case Param::Kind::choice:
        if (const auto* chosen = std::get_if<std::string>(&given);
            chosen == nullptr || std::ranges::find(param.choices, *chosen) == param.choices.end())
            mistake = "takes one of " + list(param.choices);
        return given;
    case Param::Kind::sizes: {
        const auto* several = std::get_if<std::vector<int64_t>>(&given);
        if (whole == nullptr && several == nullptr) {
            mistake = "takes whole numbers";
            return given;
        }
        const std::vector<int64_t> values = whole != nullptr ? std::vector {*whole} : *several;
        if (int(values.size()) < param.minimumCount || int(values.size()) > param.maximumCount)
            mistake = "takes " + std::to_string(param.minimumCount) + " to " + std::to_string(param.maximumCount)
                + " numbers, not " + std::to_string(values.size());
        else if (!std::ranges::all_of(values, [&](int64_t value) { return inRange(param, double(value)); }))
            mistake = "takes whole numbers " + range(param);
        return values;
    }
    }
    return given;
}

std::string unknownSentence(const std::string& id, const std::vector<Param>& records)
{
    const std::string_view nearest =
        nearestName(id, records, [](const Param& one) { return std::string_view(one.id); });
    const std::string start = "There is no parameter \"" + printable(id) + "\" here; ";
    return nearest.empty() ? start + "it is kept but does nothing."
                           : start + "did you mean \"" + std::string(nearest) + "\"? It is kept but does nothing.";
}

} // namespace

Params completeParams(const std::vector<Param>& records, const Params& given, const std::string& path,
                      Diagnostics& diagnostics, const Variables* variables)
{
    Params complete;
    for (const Param& param : records) {
        complete[param.id] = param.value;
        const auto value = given.find(param.id);
        if (value == given.end())
            continue;
        std::string mistake;
        ParamValue worth = value->second;
        try {
            if (variables != nullptr)
                worth = variables->resolved(param, worth);
        } catch (const Error& error) {
            diagnostics.push_back({Severity::error, path, param.id, error.what()});
            continue;
        }
        const ParamValue converted = convert(param, worth, mistake);
        if (mistake.empty())
            complete[param.id] = converted;
        else
            diagnostics.push_back(
                {Severity::error, path, param.id, "\"" + printable(param.id) + "\" " + mistake + "."});
    }
    for (const auto& [id, value] : given) {
        if (std::ranges::find(records, id, &Param::id) == records.end())
            diagnostics.push_back({Severity::warning, path, id, unknownSentence(id, records)});
    }
    return complete;
}

} // namespace weft
