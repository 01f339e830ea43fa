#pragma once

#include "engine/graph/param.h"

#include <string_view>

namespace weft {

// The project's named numbers, each worked out once: "width" is 64, "half" is "width / 2". A text where a parameter
// takes numbers is an expression of them.
class Variables {
public:
    Variables() = default;
    explicit Variables(const Params& given);

    // Throws Error with a sentence: there is none of that name, or it has no value.
    double value(std::string_view name) const;
    // What stands for a variable that has no value; empty: it has one.
    std::string mistake(const std::string& name) const;
    // A parameter's value with its expression worked out, in the parameter's kind. Throws Error with a sentence.
    ParamValue resolved(const Param& param, const ParamValue& value) const;

private:
    struct Number {
        double value = 0;
        std::string mistake = {};
    };
    std::map<std::string, Number, std::less<>> m_numbers;
};

// Whether the value is one that resolved() works out.
bool isExpression(const Param& param, const ParamValue& value);

// Those of `all` that the names need, with what those need in turn.
Params variablesFor(const Params& all, std::vector<std::string> names);

} // namespace weft
