#pragma once

#include "engine/graph/param.h"
#include "engine/support/diagnostic.h"

namespace weft {

// The parameters of one source or step, read by the records that describe them: what the document leaves out has its
// default. The constructor says in diagnostics what does not fit a record (and the default then stands in).
class Settings {
public:
    // `place` begins every sentence: "Source 2 (csv)".
    Settings(std::string place, const std::vector<Param>& records, const Params& params, Diagnostics& diagnostics);

    int64_t integer(const std::string& id) const { return std::get<int64_t>(m_values.at(id)); }
    double real(const std::string& id) const { return std::get<double>(m_values.at(id)); }
    bool toggle(const std::string& id) const { return std::get<bool>(m_values.at(id)); }
    const std::string& text(const std::string& id) const { return std::get<std::string>(m_values.at(id)); }
    const std::vector<int64_t>& sizes(const std::string& id) const
    {
        return std::get<std::vector<int64_t>>(m_values.at(id));
    }
    std::vector<std::string> names(const std::string& id) const; // a text with commas, as its parts without blanks

    const std::string& place() const { return m_place; }
    void problem(const std::string& param, const std::string& sentence, Severity severity = Severity::error) const;

private:
    std::string m_place;
    Params m_values;
    Diagnostics* m_diagnostics;
};

// "a, b,c" as {"a", "b", "c"}; empty parts are left out.
std::vector<std::string> splitNames(std::string_view text);

} // namespace weft
