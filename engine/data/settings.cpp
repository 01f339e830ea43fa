#include "engine/data/settings.h"

#include "engine/graph/complete_params.h"

#include <algorithm>

namespace weft {

Settings::Settings(std::string place, const std::vector<Param>& records, const Params& params, Diagnostics& diagnostics)
    : m_place(std::move(place))
    , m_diagnostics(&diagnostics)
{
    Diagnostics mistakes;
    m_values = completeParams(records, params, "", mistakes);
    for (const Diagnostic& mistake : mistakes)
        problem(mistake.port, mistake.text, mistake.severity);
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
