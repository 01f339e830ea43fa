#pragma once

#include "engine/graph/graph.h"

#include <limits>

namespace weft {

// What a parameter takes: written once, in the file of its layer or data format; the inspector, the checker, the
// schema, the help and the exporters read it here.
struct Param {
    enum class Kind { integer, real, toggle, choice, sizes, text };

    std::string id;
    Kind kind;
    ParamValue value;                       // the default
    std::string doc;
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
    std::vector<std::string> choices = {};  // choice: what may be chosen
    int minimumCount = 0;                   // sizes: how many numbers
    int maximumCount = 8;
    std::string unit = {};
};

inline Param integer(std::string id, int64_t value, std::string doc, double minimum = 0,
                     double maximum = 1e9)
{
    return {.id = std::move(id), .kind = Param::Kind::integer, .value = value, .doc = std::move(doc),
            .minimum = minimum, .maximum = maximum};
}

inline Param real(std::string id, double value, std::string doc,
                  double minimum = -std::numeric_limits<double>::infinity(),
                  double maximum = std::numeric_limits<double>::infinity())
{
    return {.id = std::move(id), .kind = Param::Kind::real, .value = value, .doc = std::move(doc),
            .minimum = minimum, .maximum = maximum};
}

inline Param toggle(std::string id, bool value, std::string doc)
{
    return {.id = std::move(id), .kind = Param::Kind::toggle, .value = value, .doc = std::move(doc)};
}

inline Param choice(std::string id, std::string value, std::vector<std::string> choices, std::string doc)
{
    return {.id = std::move(id), .kind = Param::Kind::choice, .value = std::move(value), .doc = std::move(doc),
            .choices = std::move(choices)};
}

// One number (for every axis) or several, each within minimum and maximum. In files: 3 or [3, 5].
inline Param sizes(std::string id, std::vector<int64_t> value, std::string doc, int minimumCount, int maximumCount,
                   double minimum = 0, double maximum = 1e9)
{
    return {.id = std::move(id), .kind = Param::Kind::sizes, .value = std::move(value), .doc = std::move(doc),
            .minimum = minimum, .maximum = maximum, .minimumCount = minimumCount, .maximumCount = maximumCount};
}

inline Param text(std::string id, std::string value, std::string doc)
{
    return {.id = std::move(id), .kind = Param::Kind::text, .value = std::move(value), .doc = std::move(doc)};
}

} // namespace weft
